import Guide

/// The translation into one language, as its file says it.
public struct Translation: Sendable {
    /// How far a text has come.
    public enum State: Hashable, Sendable {
        case missing
        /// The English says something else since it was translated.
        case stale
        /// No native speaker has reviewed it yet.
        case draft(String)
        case reviewed(String)
    }

    public let language: Language
    public let path: String
    public let file: POFile
    private let entries: [String: POEntry]
    /// Contexts of entries whose record says that the translation is older than its English.
    private let behind: Set<String>

    public init(language: Language, path: String, file: POFile) {
        (self.language, self.path, self.file) = (language, path, file)
        entries = Dictionary(file.entries.map { ($0.context, $0) }) { first, _ in first }
        behind = Set(file.entries.filter { $0.isBehind($0.english) }.map(\.context))
    }

    public func entry(_ id: TextID) -> POEntry? { entries[id.name] }

    public func place(_ id: TextID) -> Place { Place(file: path, line: entries[id.name]?.line ?? 1) }

    public func state(of text: SourceText) -> State {
        guard let entry = entries[text.id.name], !entry.translation.trimmed.isEmpty else { return .missing }
        guard entry.english.saysTheSame(as: text.english), entry.previousEnglish == nil,
            !behind.contains(entry.context)
        else { return .stale }
        return entry.isFuzzy ? .draft(entry.translation) : .reviewed(entry.translation)
    }

    /// What may be shown: a reviewed text or a draft, never one that follows an older English.
    public func text(for source: SourceText) -> Text? {
        switch state(of: source) {
        case .missing, .stale: nil
        case .draft(let string): Text(string, isDraft: true)
        case .reviewed(let string): Text(string)
        }
    }
}

extension Manuscript {
    /// `Strings/<tag>.po`
    mutating func readTranslations(_ tree: SourceTree, _ report: Report) {
        for path in tree.files(in: "Strings", suffix: ".po") {
            guard let text = tree.text(path, report) else { continue }
            let language = Language(baseName(path))
            let (file, problems) = POFile.read(text, file: path)
            for problem in problems { report.add(problem) }
            if file.field("Language") != language.tag {
                report.error(
                    Place(file: path, line: max(1, file.header.line)),
                    "the header does not say that this is \(language)",
                    remedy: "Write \"Language: \(language)\\n\" in the first entry")
            }
            if !languages.contains(language) {
                report.error(
                    Place(file: path, line: 1), "\(language) is not among the languages of Guide/guide.toml",
                    remedy: "Add it to `languages`, or remove the file")
            }
            translations[language] = Translation(language: language, path: path, file: file)
        }
    }
}
