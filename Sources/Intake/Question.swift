/// One question of the intake: pictures to touch, and nothing else.
///
/// There is no kind for text, voice, photo or number. That nobody can tell this machine a name is not a promise but a
/// property of this type.
public struct Question: Hashable, Sendable, Identifiable {
    /// The name of a question in a control: `work` in `q.work.home`.
    public struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { rawValue = value }
        public var description: String { rawValue }
    }

    /// How many options may be chosen.
    public enum Kind: Hashable, Sendable {
        case one
        case many(upTo: Int)
    }

    /// Who learns the answer. The two streams are never joined.
    public enum Destination: String, CaseIterable, Hashable, Sendable {
        /// The sealed record: only the counsellor.
        case payload
        /// Weekly counts: only how many.
        case statistics
        case both
    }

    /// Where the options come from.
    public enum OptionSource: String, CaseIterable, Hashable, Sendable {
        /// They stand in the form.
        case form
        /// The site's languages, by their tags.
        case languages
        /// The site's countries of origin, by their ISO 3166-1 codes.
        case countries
    }

    /// When a question is asked at all.
    public struct Condition: Hashable, Sendable {
        public var question: ID
        /// `nil`: any answer will do.
        public var option: Option.ID?

        public init(question: ID, option: Option.ID? = nil) {
            (self.question, self.option) = (question, option)
        }
    }

    public var id: ID
    /// What stands for the question in a sealed record; once used, never given to another. Range: 1–63.
    public var number: Int
    public var kind: Kind
    /// The string above the options, for example `ui.q.work.title`.
    public var text: String
    public var destination: Destination
    /// Questions that follow each other and name the same page are asked together.
    public var page: String
    /// The default is `nil`: always asked.
    public var showIf: Condition?
    public var optionsFrom: OptionSource
    public var options: [Option]

    /// The default text is `ui.q.<id>.title` with `_` for `-`; the default page is the question's own.
    public init(
        id: ID, number: Int, kind: Kind, text: String? = nil, destination: Destination, page: String? = nil,
        showIf: Condition? = nil, optionsFrom: OptionSource = .form, options: [Option] = []
    ) {
        self.id = id
        self.number = number
        self.kind = kind
        self.text = text ?? "ui.q.\(Question.key(id.rawValue)).title"
        self.destination = destination
        self.page = page ?? id.rawValue
        self.showIf = showIf
        self.optionsFrom = optionsFrom
        self.options = options
    }

    /// The option of that id.
    public subscript(option: Option.ID) -> Option? { options.first { $0.id == option } }

    /// The string on an option's button: its own, or `ui.q.<question>.<option>` with `_` for `-`.
    public func text(of option: Option) -> String {
        option.text ?? "ui.q.\(Question.key(id.rawValue)).\(Question.key(option.id.rawValue))"
    }

    /// How many options may be chosen at once.
    public var limit: Int {
        switch kind {
        case .one: 1
        case .many(let upTo): upTo
        }
    }

    /// Whether the sealed record carries the answer.
    public var isSealed: Bool { destination != .statistics }

    /// Whether the answer is counted.
    public var isCounted: Bool { destination != .payload }

    private static func key(_ id: String) -> String { String(id.map { $0 == "-" ? "_" : $0 }) }
}
