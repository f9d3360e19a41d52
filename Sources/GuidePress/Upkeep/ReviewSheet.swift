import Guide

/// A printout for whoever reviews a language: the English, the draft, and what the draft says put back into English.
public struct ReviewSheet: Sendable {
    public struct Row: Hashable, Sendable {
        public var id: TextID
        public var english: String
        public var note: String
        /// Empty: not translated.
        public var draft: String
        /// Empty: nobody wrote one.
        public var back: String
        public var isSafety: Bool
    }

    public let language: Language
    /// What is not reviewed, in the order of the files; what concerns safety first.
    public let rows: [Row]
    private let terms: [Glossary.Term]

    /// - Parameter isSafetyOnly: nothing but what concerns safety.
    public init(of language: Language, in manuscript: Manuscript, isSafetyOnly: Bool = false) {
        self.language = language
        terms = manuscript.glossaries[language]?.terms ?? []
        let translation = manuscript.translations[language]
        let all = manuscript.texts.compactMap { text -> Row? in
            if case .reviewed = translation?.state(of: text) ?? .missing { return nil }
            return Row(
                id: text.id, english: text.english, note: text.note, draft: translation?.entry(text.id)?.translation ?? "",
                back: manuscript.backTranslations[language]?[text.id] ?? "", isSafety: text.isSafety)
        }
        rows = all.filter(\.isSafety) + (isSafetyOnly ? [] : all.filter { !$0.isSafety })
    }

    /// One page of HTML that any browser prints; it asks nobody for anything.
    public var html: String {
        let direction = language.isRightToLeft ? "rtl" : "ltr"
        let words = terms.map { term in
            "<li>\(escaped(term.english)): <b lang=\"\(language)\" dir=\"\(direction)\">\(escaped(term.preferred))</b>"
                + (term.doNotUse.isEmpty ? "" : "; not <s lang=\"\(language)\">\(escaped(term.doNotUse.joined(separator: ", ")))</s>") + "</li>"
        }
        let body = rows.map { row in
            "<tr\(row.isSafety ? " class=\"safety\"" : "")><td><code>\(escaped(row.id.name))</code><br><small>\(escaped(row.note))</small></td>"
                + "<td>\(escaped(row.english))</td><td lang=\"\(language)\" dir=\"\(direction)\">\(escaped(row.draft))</td>"
                + "<td>\(escaped(row.back))</td><td>☐ right<br>☐ change to:</td></tr>"
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Review: \(language)</title><style>
            body { font: 11pt sans-serif } table { border-collapse: collapse; width: 100% }
            td, th { border: 1px solid #888; padding: 4px; vertical-align: top; text-align: start } tr { break-inside: avoid }
            td:nth-child(5) { width: 18% } .safety td:first-child { border-left: 6px solid #000 } code { font-size: 8pt }
            </style></head><body>
            <h1>Review: \(language), \(rows.count) texts, \(rows.count(where: \.isSafety)) of them concern safety (black bar)</h1>
            <p>Is the draft what a person would say? Does it say the same as the English? The fourth column is what the draft says, word by word.</p>
            <ul>\(words.joined())</ul>
            <table><tr><th>Text</th><th>English</th><th>Draft</th><th>Back into English</th><th>Your answer</th></tr>
            \(body.joined(separator: "\n"))
            </table></body></html>

            """
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { out, letter in
            switch letter {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(letter)
            }
        }
    }
}
