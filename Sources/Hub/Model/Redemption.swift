import Guide

/// What a counsellor asked and the person confirmed. Every field may stay "not said".
///
/// Source: `domain.md` 7.5, from the client card of ILO-MRC-2022.
public struct Redemption: Codable, Hashable, Sendable {
    public var channel: Channel
    public var clientType: ClientType
    public var sex: Sex
    public var age: AgeBand
    /// ISO 3166-1 alpha-2, or empty.
    public var origin: String
    /// ISO 3166-1 alpha-2, or empty.
    public var destination: String
    /// A value of `CounterDimension.sector`, or empty.
    public var sector: String
    /// A value of `CounterDimension.stage`; `nil`: not said, or from before it was asked.
    public var stage: String?
    public var services: [ServiceGiven]
    /// Codes of needs, `C01` to `C99`. Range: 0–3.
    public var needs: [String]
    /// The needs differ from what was touched.
    public var needsDiffer: Bool
    public var consent: Consent
    public var outcome: Outcome
    public var remedies: [Remedy]
    public var followUpWanted: Bool

    public enum Channel: String, Codable, CaseIterable, Hashable, Sendable {
        case walkIn = "walk-in", phone, online, outreach
    }

    public enum ClientType: String, Codable, CaseIterable, Hashable, Sendable {
        case potential, migrant, returned, family
        case notSaid = "not-said"
    }

    public enum Sex: String, Codable, CaseIterable, Hashable, Sendable {
        case woman, man, other
        case notSaid = "not-said"
    }

    public enum AgeBand: String, Codable, CaseIterable, Hashable, Sendable {
        case under18 = "<18", from18 = "18-24", from25 = "25-34", from35 = "35-49", from50 = "50+"
        case notSaid = "not-said"
    }

    /// Each asked by itself.
    public struct Consent: Codable, Hashable, Sendable {
        public var service = false
        /// To be counted in reports that name nobody.
        public var report = false
        /// To pass the case on.
        public var share = false
        public var callBack = false

        enum CodingKeys: String, CodingKey {
            case service, report, share
            case callBack = "call_back"
        }

        public init() {}
    }

    public enum Outcome: String, Codable, CaseIterable, Hashable, Sendable {
        case informed, counselled, referred, declined
        case caseOpened = "case-opened"
        case notYet = "not-yet"
    }

    enum CodingKeys: String, CodingKey {
        case channel, sex, age, origin, destination, sector, stage, services, needs, consent, outcome, remedies
        case clientType = "client_type"
        case needsDiffer = "needs_differ"
        case followUpWanted = "follow_up_wanted"
    }

    public init(
        channel: Channel = .walkIn, clientType: ClientType = .notSaid, sex: Sex = .notSaid, age: AgeBand = .notSaid,
        origin: String = "", destination: String = "", sector: String = "", stage: String? = nil, services: [ServiceGiven] = [], needs: [String] = [],
        needsDiffer: Bool = false, consent: Consent = Consent(), outcome: Outcome = .notYet, remedies: [Remedy] = [],
        followUpWanted: Bool = false
    ) {
        (self.channel, self.clientType, self.sex, self.age) = (channel, clientType, sex, age)
        (self.origin, self.destination, self.sector, self.stage) = (origin, destination, sector, stage)
        self.services = services
        (self.needs, self.needsDiffer, self.consent, self.outcome) = (needs, needsDiffer, consent, outcome)
        (self.remedies, self.followUpWanted) = (remedies, followUpWanted)
    }
}

/// A service by its raw code, which is kept, and the category that the CLIENT model gives it, which may change.
public struct ServiceGiven: Codable, Hashable, Sendable {
    public var code: String
    public var category: ClientCategory

    public init(code: String, category: ClientCategory) { (self.code, self.category) = (code, category) }
}

/// Counselling, Legal aid, Information and Education, Networking, Trade union membership. Source: ILO-MRC-2022, section 1.1.
public enum ClientCategory: String, Codable, CaseIterable, Hashable, Sendable {
    case counselling = "C", legalAid = "L", informationEducation = "IE", networking = "N", tradeUnion = "T", other
}

/// What was won: ordered is not yet received.
public struct Remedy: Codable, Hashable, Sendable {
    public var kind: Kind
    /// In the currency's smallest unit.
    public var orderedMinor: Int64
    /// In the currency's smallest unit.
    public var receivedMinor: Int64
    /// ISO 4217.
    public var currency: String
    /// How many workers it is for. Range: from 1.
    public var workers: Int

    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case wages, documents, deployment, injury, death, ticket
        case feeRefund = "fee-refund"
        case jobChange = "job-change"
    }

    enum CodingKeys: String, CodingKey {
        case kind, currency, workers
        case orderedMinor = "ordered_minor"
        case receivedMinor = "received_minor"
    }

    public init(kind: Kind, orderedMinor: Int64, receivedMinor: Int64, currency: String, workers: Int) {
        (self.kind, self.orderedMinor, self.receivedMinor) = (kind, orderedMinor, receivedMinor)
        (self.currency, self.workers) = (currency, workers)
    }
}

/// A case that was passed on, with the person's agreement.
public struct Referral: Codable, Hashable, Sendable {
    /// Counts up within the case, from 1.
    public var number: Int
    /// The id of the service in the directory.
    public var service: String
    /// The kind of provider, for R8.
    public var providerKind: String
    /// Days since 1 January 1970.
    public var madeOnDay: Int
    public var state: State
    public var result: Result

    public enum State: String, Codable, CaseIterable, Hashable, Sendable {
        case pending, accepted, rejected, done

        /// A referral moves forward and is never undone.
        public func mayBecome(_ next: State) -> Bool {
            switch self {
            case .pending: next != .pending
            case .accepted: next == .rejected || next == .done
            case .rejected, .done: false
            }
        }
    }

    public enum Result: String, Codable, CaseIterable, Hashable, Sendable {
        case provided, unavailable, unknown
        case alreadyReceived = "already-received"
        case notApplicable = "not-applicable"
        case declinedByClient = "declined-by-client"
    }

    enum CodingKeys: String, CodingKey {
        case number, service, state, result
        case providerKind = "provider_kind"
        case madeOnDay = "made_on_day"
    }

    public init(number: Int, service: String, providerKind: String, madeOnDay: Int, state: State = .pending, result: Result = .unknown) {
        (self.number, self.service, self.providerKind) = (number, service, providerKind)
        (self.madeOnDay, self.state, self.result) = (madeOnDay, state, result)
    }
}
