/// The three questions about unions for one country, each with the law's article.
public struct UnionCard: Hashable, Sendable {
    public enum Answer: String, Sendable, CaseIterable { case yes, no, contested, unknown }

    public struct Cell: Hashable, Sendable {
        public var answer: Answer
        /// Article or section of `law`; empty: none in the source.
        public var article: String
        /// Whether a note in words stands with it.
        public var hasNote: Bool

        public init(answer: Answer, article: String, hasNote: Bool) {
            self.answer = answer
            self.article = article
            self.hasNote = hasNote
        }
    }

    public enum Question: String, Sendable, CaseIterable { case join, form, lead }

    /// ISO 3166-1 alpha-2.
    public var country: String
    public var law: String
    public var join: Cell
    public var form: Cell
    public var lead: Cell
    public var claimID: String?

    public init(country: String, law: String, join: Cell, form: Cell, lead: Cell, claimID: String?) {
        self.country = country
        self.law = law
        self.join = join
        self.form = form
        self.lead = lead
        self.claimID = claimID
    }

    public subscript(question: Question) -> Cell {
        switch question {
        case .join: join
        case .form: form
        case .lead: lead
        }
    }

    public func noteID(_ question: Question) -> TextID { "union.\(country).\(question.rawValue)_note" }
}

/// One of the eleven signs of forced labour. Source: ILO, Indicators of Forced Labour (2012).
public struct Sign: Hashable, Sendable {
    public var id: String
    /// Range: 1–11.
    public var number: Int

    public init(id: String, number: Int) {
        self.id = id
        self.number = number
    }

    public var textID: TextID { "sign.\(id).text" }
}

/// Something that holds for a while: an office is closed, a health alert.
public struct Notice: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case health, officeClosed = "office-closed", massReturn = "mass-return", sample
    }

    public var id: String
    public var kind: Kind
    public var start: GuideDate
    public var end: GuideDate
    public var priority: Int

    public init(id: String, kind: Kind, start: GuideDate, end: GuideDate, priority: Int) {
        self.id = id
        self.kind = kind
        self.start = start
        self.end = end
        self.priority = priority
    }

    public var textID: TextID { "notice.\(id).text" }

    public func holds(on day: GuideDate) -> Bool { start <= day && day <= end }

    /// Its first and its last day, `2026-12-24 – 2026-12-26`; one where they are the same.
    public var days: String { start == end ? "\(start)" : "\(start) – \(end)" }
}
