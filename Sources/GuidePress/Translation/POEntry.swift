/// One message of a translation file.
public struct POEntry: Hashable, Sendable {
    /// `msgctxt`: the id of the text.
    public var context: String
    /// `msgid`: the English that was translated.
    public var english: String
    /// `msgstr`; empty: not translated yet.
    public var translation: String
    /// `#| msgid`: the English before it changed; the translation still follows that.
    public var previousEnglish: String?
    public var flags: [String]
    /// `# …`: what translators write to each other.
    public var comments: [String]
    /// `#. …`: what translators should know.
    public var notes: [String]
    /// `#: …`: the file of the text.
    public var references: [String]
    /// Where it begins; 0 before it was written.
    public var line: Int

    public init(
        context: String, english: String, translation: String = "", previousEnglish: String? = nil,
        flags: [String] = [],
        comments: [String] = [], notes: [String] = [], references: [String] = [], line: Int = 0
    ) {
        self.context = context
        self.english = english
        self.translation = translation
        self.previousEnglish = previousEnglish
        self.flags = flags
        self.comments = comments
        self.notes = notes
        self.references = references
        self.line = line
    }

    /// No native speaker has reviewed it yet.
    public var isFuzzy: Bool { flags.contains("fuzzy") }

    /// The first entry of a file, which says of which language it is.
    public var isHeader: Bool { context.isEmpty && english.isEmpty }
}
