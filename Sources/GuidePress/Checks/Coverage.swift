import Guide

/// How far the translation into one language has come.
public struct Coverage: Hashable, Sendable {
    public var language: Language
    /// Whether only the core is wanted of this language.
    public var isCore: Bool
    /// How many are wanted: the core of the sites that offer a core language, else all.
    public var texts: Int
    public var reviewed = 0
    public var draft = 0
    /// Follows an older English: English is shown instead.
    public var stale = 0
    public var missing = 0
    /// Of the texts that concern safety, those that nobody has reviewed.
    public var safetyLeft = 0
    /// Of the texts that concern safety and are reviewed, those that fewer than two people have read.
    public var withoutSecond = 0
    /// Of the ones that nobody has reviewed, those without a back-translation to compare.
    public var withoutBack = 0
    /// English words of everything that is not reviewed: how long the work is.
    public var wordsLeft = 0
    /// The first text that is stale or missing; `nil`: there is none.
    public var firstGap: TextID?

    init(of language: Language, in manuscript: Manuscript) {
        self.language = language
        isCore = manuscript.coreLanguages.contains(language)
        let wanted = manuscript.texts(for: language)
        texts = wanted.count
        for text in wanted {
            let state = manuscript.translations[language]?.state(of: text) ?? .missing
            if state == .missing || state == .stale, firstGap == nil { firstGap = text.id }
            switch state {
            case .missing: missing += 1
            case .stale: stale += 1
            case .draft: draft += 1
            case .reviewed:
                reviewed += 1
                let readers = manuscript.translations[language]?.entry(text.id)?.readers ?? []
                if text.isSafety, readers.count < POEntry.wantedReaders { withoutSecond += 1 }
                continue
            }
            wordsLeft += text.english.split(separator: " ").count
            guard text.isSafety else { continue }
            safetyLeft += 1
            if manuscript.backTranslations[language]?[text.id] == nil { withoutBack += 1 }
        }
    }

    /// Hundredths that can be shown, reviewed or draft; 100 only if nothing is missing.
    public var percent: Int { texts == 0 ? 100 : (reviewed + draft) * 100 / texts }

    /// Columns for people; the last four are the review work that is left: English words, texts of safety that nobody has
    /// reviewed, of these the ones without a back-translation, and those that wait for a second reader.
    public static func table(_ rows: [Coverage]) -> String {
        func cell(_ text: String) -> String { String(repeating: " ", count: max(0, 9 - text.count)) + text }
        func line(_ cells: [String]) -> String { cells.map(cell).joined() }
        let head = ["language", "kind", "texts", "reviewed", "draft", "stale", "missing", "done", "words", "safety", "no back", "2nd left"]
        let lines = rows.map { row in
            [row.language.tag, row.isCore ? "core" : "full"]
                + [row.texts, row.reviewed, row.draft, row.stale, row.missing].map(String.init) + ["\(row.percent) %"]
                + [row.wordsLeft, row.safetyLeft, row.withoutBack, row.withoutSecond].map(String.init)
        }
        return ([head] + lines).map(line).joined(separator: "\n")
    }
}
