import Guide
import Visit

/// Turns words into phrases of one language, and notes what was missing.
struct Wording {
    let guide: Guide
    let language: Language
    /// Whether anything that was put into words is a draft, or missing in the language.
    private(set) var hasDraft = false
    private(set) var faults: [LayoutFault] = []

    init(guide: Guide, language: Language) {
        self.guide = guide
        self.language = language
    }

    mutating func phrase(_ words: Words) -> Phrase {
        switch words {
        case .text(let id, let arguments): return text(id, arguments, in: language)
        case .foreign(let id, let language): return text(id, [:], in: language)
        case .digits(let digits): return Phrase(Wording.isolate(digits), language)
        case .name(let name): return Phrase(name, .english, on: language)
        case .autonym(let tongue): return Phrase(tongue.profile?.autonym ?? tongue.tag, tongue)
        case .greeting(let tongue): return Phrase(tongue.profile?.greeting ?? tongue.tag, tongue)
        case .list(let all): return list(all)
        case .labelled(let label, let value):
            let head = phrase(label).string
            let mark = head.last.map { "?؟".contains($0) } == true ? "" : ":"
            return Phrase("\(head)\(mark) \(Wording.firstStrong(phrase(value).string))", language)
        }
    }

    private mutating func list(_ all: [Words]) -> Phrase {
        let parts = all.map { phrase($0) }
        guard parts.count != 1 else { return parts[0] }
        return Phrase(parts.map { Wording.firstStrong($0.string) }.joined(separator: " · "), parts.first?.language ?? language)
    }

    private mutating func text(_ id: TextID, _ arguments: [String: Words], in language: Language) -> Phrase {
        guard let text = guide.text(id, in: language) else {
            faults.append(.missingText(id))
            return Phrase(id.name, .english)
        }
        let isOwn = guide.catalogs[language]?.has(id) ?? false
        if text.isDraft { hasDraft = true }
        var string = text.string
        for (name, words) in arguments {
            string = Wording.replace("{\(name)}", in: string, by: Wording.firstStrong(phrase(words).string))
        }
        return Phrase(string, isOwn ? language : .english)
    }

    /// Keeps a number's own order inside text of any direction. Source: Unicode UAX #9, LRI and PDI.
    static func isolate(_ digits: String) -> String { "\u{2066}\(digits)\u{2069}" }

    /// The same for native digits in groups. Arabic-Indic digits with spaces between them would stand with the last group
    /// first (rule N1), so their order is forced. Source: Unicode UAX #9, LRO and PDF.
    static func isolateNative(_ digits: String) -> String { isolate("\u{202D}\(digits)\u{202C}") }

    /// Keeps a name's or sentence's own order inside text of any direction. Source: Unicode UAX #9, FSI and PDI.
    static func firstStrong(_ string: String) -> String {
        string.utf8.contains(where: { $0 >= 0x80 }) || string.contains(" ") ? "\u{2068}\(string)\u{2069}" : isolate(string)
    }

    private static func replace(_ mark: String, in string: String, by value: String) -> String {
        guard let range = string.firstRange(of: mark) else { return string }
        return string.replacingCharacters(in: range, with: value)
    }
}

extension String {
    fileprivate func firstRange(of mark: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(mark), let end = index(at, offsetBy: mark.count, limitedBy: endIndex) {
                return at..<end
            }
            at = index(after: at)
        }
        return nil
    }

    fileprivate func replacingCharacters(in range: Range<Index>, with value: String) -> String {
        String(self[..<range.lowerBound]) + value + String(self[range.upperBound...])
    }
}
