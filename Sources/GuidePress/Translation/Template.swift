import Guide

/// The template that translations are made from, `Strings/kiosk.pot`, and what keeps them up to date with it.
public struct Template: Sendable {
    public let texts: [SourceText]
    private let core: [Language: CoreTexts]

    public init(of manuscript: Manuscript) {
        texts = manuscript.texts
        core = manuscript.coreLanguages.reduce(into: [:]) { $0[$1] = CoreTexts(of: manuscript) }
    }

    /// The same texts always give the same file: it has no date in it.
    public var file: POFile {
        POFile(header: Template.header(language: ""), entries: texts.map { entry(for: $0) })
    }

    /// A translation with every text of the template in its order; in a core language, with the core of all sites and
    /// whatever else is translated.
    ///
    /// Where the English changed, the translation stays, marked `fuzzy` and with the old English beside it. What is no
    /// text any more goes to the end of the file as a comment.
    ///
    /// Each translation keeps an ``Origin``; one that is older than its English stays stale, whatever marks somebody took away.
    ///
    /// - Parameters:
    ///   - minor: texts whose English was only spelled better: their translations stay as they were. Where nothing but spaces,
    ///     capitals and punctuation changed, that needs no telling.
    ///   - fitting: texts whose translation fits today's English as it is, whatever it was behind. It stays `fuzzy` if it is.
    public func merged(
        into old: POFile?, language: Language, minor: Set<TextID> = [], fitting: Set<TextID> = []
    ) -> POFile {
        let known = Dictionary((old?.entries ?? []).map { ($0.context, $0) }) { first, _ in first }
        let wanted = texts.filter { text in
            core[language]?.ids.contains(text.id) ?? true || known[text.id.name]?.translation.isEmpty == false
        }
        let entries = wanted.map { text -> POEntry in
            var entry = entry(for: text)
            guard let before = known[text.id.name] else { return entry }
            (entry.translation, entry.comments) = (before.translation, before.comments)
            let fits = fitting.contains(text.id)
            (entry.flags, entry.previousEnglish) = (before.flags, fits ? nil : before.previousEnglish)
            let isMinor = fits || minor.contains(text.id)
            let isSame = before.english.saysTheSame(as: text.english) || isMinor || before.follows(text.english)
            if !isSame, !before.translation.isEmpty {
                // A text that was already behind keeps the English that its translation follows.
                entry.previousEnglish = before.previousEnglish ?? before.english
                if !entry.isFuzzy { entry.flags.insert("fuzzy", at: 0) }
            }
            if let previous = entry.previousEnglish, previous.saysTheSame(as: text.english) { entry.previousEnglish = nil }
            entry.tieReaders()
            keepOrigin(of: &entry, isMinor: isMinor)
            return entry
        }
        let ids = Set(texts.map(\.id.name))
        let gone = (old?.entries ?? []).filter { !ids.contains($0.context) && !$0.translation.isEmpty }
        let comments = gone.map { entry -> [String] in
            var plain = entry
            (plain.notes, plain.references, plain.comments, plain.previousEnglish) = ([], [], [], nil)
            plain.flags = []
            return POFile.lines(of: plain).map { "#~ \($0)" }
        }
        return POFile(
            header: old?.header ?? Template.header(language: language.tag), entries: entries,
            obsolete: (old?.obsolete ?? []) + comments)
    }

    private func keepOrigin(of entry: inout POEntry, isMinor: Bool) {
        if entry.translation.isEmpty {
            entry.origin = nil
        } else if let previous = entry.previousEnglish {
            entry.origin = entry.origin ?? Origin(english: previous, translation: entry.translation)
        } else if entry.isBehind(entry.english), !isMinor {
            entry.notes.append(Template.behind)
            if !entry.isFuzzy { entry.flags.insert("fuzzy", at: 0) }
        } else {
            entry.origin = Origin(english: entry.english, translation: entry.translation)
        }
    }

    /// Said to translators where somebody marked a translation as done that had not followed its English.
    private static let behind =
        "Behind: the English changed and this translation did not. Correct it; if it still fits, tell the editors."

    private func entry(for text: SourceText) -> POEntry {
        var notes = text.note.isEmpty ? [] : [text.note]
        if text.isButton { notes.append("Button: one to three words.") }
        if text.isSafety { notes.append("Safety: two reviewers must have read the translation before a release.") }
        return POEntry(
            context: text.id.name, english: text.english, notes: notes, references: [text.place.file])
    }

    private static func header(language: String) -> POEntry {
        let fields = [
            "Project-Id-Version: mrc-kiosk", "Language: \(language)", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
        ]
        return POEntry(
            context: "", english: "", translation: fields.map { "\($0)\n" }.joined(),
            comments: ["Texts of the kiosk. msgctxt is the id of a text; fuzzy: no native speaker has reviewed it yet."]
        )
    }
}
