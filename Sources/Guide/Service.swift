/// An entry of the referral directory: somebody who can help, and how to reach them.
///
/// Source: Open Referral HSDS 3.0 `service` with its organisation, phones, schedules and languages, and this project's
/// `mrc:` attributes.
public struct Service: Hashable, Sendable {
    public typealias ID = String

    /// In the order of the list of places: the desk, then the most urgent.
    public enum Kind: String, Sendable, CaseIterable {
        case desk, police, hospital, mrc, women, shelter, child
        case labour = "labour-office"
        case social = "social-security"
        case embassy
        case legal = "legal-aid"
        case union, association, ngo, hotline, other
    }

    /// What a service does with what it hears.
    public enum Telling: String, Sendable, CaseIterable { case yes, no, caseByCase = "case-by-case", unknown }

    public struct Phone: Hashable, Sendable {
        /// As dialled in the country: `1300`, `03-2026 4155`.
        public var number: String
        /// E.164, for callers from abroad; empty: none.
        public var fromAbroad: String
        public var isFree: Bool
        /// The source that a second, independent look confirmed it with; empty: the number is not shown.
        public var secondSource: String
        /// The day of the last check; `nil`: never by a person.
        public var assuredOn: GuideDate?
        /// The day after which the number counts as unchecked.
        public var assuranceDue: GuideDate?

        public init(
            number: String, fromAbroad: String = "", isFree: Bool = false, secondSource: String = "",
            assuredOn: GuideDate? = nil, assuranceDue: GuideDate? = nil
        ) {
            self.number = number
            self.fromAbroad = fromAbroad
            self.isFree = isFree
            self.secondSource = secondSource
            self.assuredOn = assuredOn
            self.assuranceDue = assuranceDue
        }

        /// How the number may be shown on `today`.
        public func showing(on today: GuideDate, risk: Claim.Risk) -> Showing {
            guard !secondSource.isEmpty, let assuredOn else { return .askAtDesk }
            guard let due = assuranceDue, today > due else { return .assured(assuredOn) }
            return risk == .safety ? .askAtDesk : .notCheckedSince(assuredOn)
        }

        public enum Showing: Hashable, Sendable {
            case assured(GuideDate), notCheckedSince(GuideDate), askAtDesk
        }
    }

    public struct Hours: Hashable, Sendable {
        /// ISO 8601 weekdays, Monday is 1.
        public var weekdays: [Int]
        /// `09:00`
        public var opens: String
        public var closes: String

        public init(weekdays: [Int], opens: String, closes: String) {
            self.weekdays = weekdays
            self.opens = opens
            self.closes = closes
        }
    }

    public var id: ID
    public var kind: Kind
    public var countries: [String]
    public var risk: Claim.Risk
    public var phones: [Phone]
    public var hours: [Hours]
    /// Languages spoken; empty: unknown.
    public var languages: [Language]
    public var tellsPolice: Telling
    public var tellsEmployer: Telling
    /// Which texts exist: `eligibility`, `fees`, `description`.
    public var hasEligibility: Bool
    public var hasFees: Bool
    /// The source of the entry.
    public var sourceID: String
    public var asOf: String

    public init(
        id: ID, kind: Kind, countries: [String], risk: Claim.Risk, phones: [Phone] = [], hours: [Hours] = [],
        languages: [Language] = [], tellsPolice: Telling = .unknown, tellsEmployer: Telling = .unknown,
        hasEligibility: Bool = false, hasFees: Bool = false, sourceID: String = "", asOf: String = ""
    ) {
        self.id = id
        self.kind = kind
        self.countries = countries
        self.risk = risk
        self.phones = phones
        self.hours = hours
        self.languages = languages
        self.tellsPolice = tellsPolice
        self.tellsEmployer = tellsEmployer
        self.hasEligibility = hasEligibility
        self.hasFees = hasFees
        self.sourceID = sourceID
        self.asOf = asOf
    }

    public var nameID: TextID { "service.\(id).name" }
    public var descriptionID: TextID { "service.\(id).description" }
    public var eligibilityID: TextID { "service.\(id).eligibility" }
    public var feesID: TextID { "service.\(id).fees" }
    /// A name that tells a finder of the slip nothing; may be missing.
    public var neutralID: TextID { "service.\(id).neutral" }

    public var icon: String {
        switch kind {
        case .desk: "office"
        case .mrc: "centre"
        case .hospital: "hospital"
        case .police: "police"
        case .embassy: "embassy"
        case .women, .shelter: "women"
        case .child: "child"
        case .union, .association: "union"
        case .labour: "need-contract"
        case .legal: "rights"
        case .social: "need-social"
        case .hotline: "phone"
        case .ngo, .other: "counsellor"
        }
    }
}
