import Guide
import Visit

/// Everything that somebody has to read aloud so that a guide has a voice in one language.
public struct RecordingList: Hashable, Sendable {
    /// One thing to read aloud, and where it stands.
    public struct Entry: Hashable, Sendable {
        /// The id of its text, with a number where the machine fills something in: `ui.q.progress#2`.
        public var id: String
        public var recording: Recording
        /// The whole text, for whoever reads a part of it.
        public var context: String
    }

    /// By id; a recording that stands in several places comes once.
    public let entries: [Entry]

    /// What `language` needs: digits, names, and all texts that the guide has in it; for English also what the machine
    /// says of other languages.
    public init(of guide: Guide, in language: Language) {
        var entries = (0...9).map {
            Entry(id: "digit.\($0)", recording: Recording(String($0), language), context: "The digit, alone: part of a longer number.")
        }
        if let profile = language.profile {
            entries.append(Entry(id: "language", recording: Recording(profile.autonym, language), context: "The language's own name."))
            entries.append(Entry(id: "greeting", recording: Recording(profile.greeting, language), context: "On the first page."))
        }
        if language == .english {
            entries += guide.spokenNames.sorted().map {
                Entry(id: "name.\($0)", recording: Recording($0, .english), context: "A name.")
            }
        }
        entries += RecordingList.texts(of: guide, in: language)
        var seen: Set<Recording> = []
        self.entries = entries.filter { $0.recording.isSayable && seen.insert($0.recording).inserted }
    }

    private static func texts(of guide: Guide, in language: Language) -> [Entry] {
        guard let catalog = guide.catalogs[language] else { return [] }
        return catalog.ids.sorted { $0.name < $1.name }.flatMap { id -> [Entry] in
            // Staff read.
            guard !id.name.hasPrefix("ui.staff."), let text = catalog[id] else { return [] }
            let words = Template(text.string).parts.compactMap { if case .words(let words) = $0 { words } else { nil } }
                .filter { Recording($0, language).isSayable }
            return words.enumerated().map { index, words in
                Entry(
                    id: words.count == text.string.count ? id.name : "\(id.name)#\(index + 1)", recording: Recording(words, language),
                    context: Recording(text.string, language).text)
            }
        }
    }
}

extension Guide {
    /// Names that pages show and nobody translates.
    var spokenNames: Set<String> {
        Set([site.name] + sources.values.map(\.title) + unions.map(\.law))
    }
}
