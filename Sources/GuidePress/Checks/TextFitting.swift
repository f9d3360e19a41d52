import Guide

/// Lays texts out as the kiosk would. The press has no fonts; who composes the program brings them.
public protocol TextFitting {
    /// What is wrong with `text`, a translation of `source` or its English itself; empty if it can be shown.
    func faults(of text: String, for source: SourceText, in language: Language) -> [TextFault]
}

/// Why a text cannot be shown as it is.
public enum TextFault: Hashable, Sendable {
    /// The fonts of the language lack a letter.
    case missingGlyph(Unicode.Scalar)
    /// It needs more room than there is, in words for the editor: `3 lines where 2 fit`.
    case doesNotFit(String)
}

struct FittingCheck {
    let manuscript: Manuscript
    let fitting: any TextFitting
    let report: Report

    func run() {
        for source in manuscript.texts {
            look(at: source.english, of: source, .english, source.place)
            for (language, translation) in manuscript.translations {
                guard let text = translation.text(for: source) else { continue }
                let broken = WordBreaks.inserted(into: text.string, of: language)
                look(at: broken, of: source, language, translation.place(source.id))
            }
        }
    }

    private func look(at text: String, of source: SourceText, _ language: Language, _ place: Place) {
        for fault in fitting.faults(of: text, for: source, in: language) {
            switch fault {
            case .missingGlyph(let scalar):
                report.error(
                    place, "the fonts of \(language) lack U+\(hexadecimal(scalar.value)) of `\(source.id)`",
                    remedy: "Write it with other letters, or add a font")
            case .doesNotFit(let why):
                report.error(
                    place, "`\(source.id)` does not fit in \(language): \(why)",
                    remedy: "Say it in fewer or shorter words")
            }
        }
    }
}

/// Four digits or more, as Unicode writes code points.
func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
