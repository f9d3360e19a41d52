import Guide

/// The English must be plain: it is what everything is translated from.
struct EnglishCheck {
    let manuscript: Manuscript
    let report: Report

    /// More in one paragraph is not read by a tired person.
    static let mostWords = 25

    func run() {
        var seen: [TextID: Place] = [:]
        let forbidden = ForbiddenWords(manuscript.glossaries[.english])
        for text in manuscript.texts {
            if let first = seen[text.id] {
                report.error(
                    text.place, "the text `\(text.id)` stands twice, first in \(first.file):\(first.line)",
                    remedy: "Give one of them another id")
            }
            seen[text.id] = text.place
            let words = text.english.split(whereSeparator: \.isWhitespace).count
            if words > Self.mostWords {
                report.error(
                    text.place, "`\(text.id)` has \(words) words",
                    remedy: "Say it in \(Self.mostWords), or make two paragraphs of it")
            }
            if let problem = Placeholders.malformed(in: text.english) {
                report.error(text.place, "`\(text.id)` has \(problem)", remedy: "Write {name}, with a letter first")
            }
            for (script, scalar) in Scripts.strangers(in: text.english, of: .english) {
                report.error(
                    text.place, "`\(text.id)` has the \(script) letter U+\(hexadecimal(scalar.value))",
                    remedy: "Write English here; other languages stand in their own files")
            }
            for (word, term) in forbidden.standing(in: text.english) {
                report.error(text.place, "`\(text.id)` says \"\(word)\"", remedy: "Write \"\(term.preferred)\"")
            }
        }
    }
}
