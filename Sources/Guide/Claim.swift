/// A statement with its source: what makes a sentence of the guide more than an opinion.
public struct Claim: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case right, duty, procedure, number, amount, advice, statistic, story
    }

    public enum Confidence: String, Sendable, CaseIterable { case high, medium, low, contested }

    public enum Risk: String, Sendable, CaseIterable { case normal, safety }

    /// What happens to a statement past its review date.
    public enum Expiry: String, Sendable, CaseIterable {
        /// It is not shown any more: a wrong one could hurt.
        case hide
        /// It is shown with a badge that says that it may have changed.
        case badge
        /// It is shown as it is: a figure of its year stays true of that year.
        case keep
    }

    /// A law and the place in it.
    public struct LegalBasis: Hashable, Sendable {
        public var instrument: String
        public var article: String

        public init(instrument: String, article: String) {
            self.instrument = instrument
            self.article = article
        }
    }

    /// `F019`; stable across versions.
    public var id: String
    public var kind: Kind
    /// Countries where it holds, ISO 3166-1 alpha-2; empty: everywhere.
    public var countries: [String]
    public var sourceID: String
    /// Place in the source: section, table or box.
    public var locator: String
    /// Year or day of the source, as the source gives it: `2022`.
    public var asOf: String
    public var reviewDue: GuideDate
    public var confidence: Confidence
    public var contestedNote: String
    public var risk: Risk
    public var onExpiry: Expiry
    /// Who checked it; empty: nobody yet.
    public var verifiedBy: String
    public var secondVerifier: String
    /// The day it was last checked; `nil`: never by a person.
    public var verifiedOn: GuideDate?
    public var method: String
    public var legal: [LegalBasis]

    public init(
        id: String, kind: Kind, countries: [String], sourceID: String, locator: String, asOf: String,
        reviewDue: GuideDate, confidence: Confidence, contestedNote: String = "", risk: Risk, onExpiry: Expiry,
        verifiedBy: String = "", secondVerifier: String = "", verifiedOn: GuideDate? = nil, method: String,
        legal: [LegalBasis] = []
    ) {
        self.id = id
        self.kind = kind
        self.countries = countries
        self.sourceID = sourceID
        self.locator = locator
        self.asOf = asOf
        self.reviewDue = reviewDue
        self.confidence = confidence
        self.contestedNote = contestedNote
        self.risk = risk
        self.onExpiry = onExpiry
        self.verifiedBy = verifiedBy
        self.secondVerifier = secondVerifier
        self.verifiedOn = verifiedOn
        self.method = method
        self.legal = legal
    }

    /// How the statement may be shown on `today`; without a trusted date the build date of the guide stands in.
    public func showing(on today: GuideDate) -> Showing {
        guard today > reviewDue else { return confidence == .contested ? .contested : .plain }
        return switch onExpiry {
        case .hide: .hidden
        case .badge: .pastReview
        case .keep: confidence == .contested ? .contested : .plain
        }
    }

    public enum Showing: Sendable, Equatable { case plain, contested, pastReview, hidden }
}

/// Where statements come from: a publication, with what its licence asks for.
public struct Source: Hashable, Sendable {
    public var id: String
    public var title: String
    public var publisher: String
    /// A year, a month or a day; empty: it carries none, and the claims say when it was read.
    public var date: String
    public var licence: String
    public var attribution: String

    public init(id: String, title: String, publisher: String, date: String, licence: String, attribution: String) {
        self.id = id
        self.title = title
        self.publisher = publisher
        self.date = date
        self.licence = licence
        self.attribution = attribution
    }
}
