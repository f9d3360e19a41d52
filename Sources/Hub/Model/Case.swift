import Guide
import Intake

/// The number of a case at this hub: counts up, and says nothing of the slip.
public struct CaseID: Hashable, Sendable, Comparable {
    public let number: Int64
    public init(_ number: Int64) { self.number = number }
    public static func < (a: CaseID, b: CaseID) -> Bool { a.number < b.number }
}

/// A number that was opened at the desk, and what is done about it.
///
/// What the visitor touched is there only as long as the retention rule lets it, encrypted under a key that comes from the
/// MRC's private key; the columns beside it are what the counsellor confirmed, and what "Now" sorts by.
public struct Case: Hashable, Sendable {
    public var id: CaseID
    public var openedOn: GuideDate
    /// Whole seconds, for the order of those who wait; erased when the case is taken.
    public var waitingSince: HubTime?
    public var urgency: NeedCode.Urgency
    /// The language to talk in, by its tag.
    public var language: String
    /// The visitor asked for a woman.
    public var wantsWoman: Bool
    /// The week on the slip; `nil` where the kiosk's clock was not to be trusted.
    public var issuedWeek: ISOWeek?
    /// The site of the kiosk; empty: the record came only on the slip.
    public var site: String
    /// The answers, encrypted; `nil` after the retention rule erased them.
    public var sealedAnswers: [UInt8]?
    /// Until which day the answers may be kept.
    public var eraseOn: GuideDate
    /// The counsellor who has it; `nil`: it waits.
    public var counsellor: String?
    /// What was asked and confirmed; `nil` before.
    public var redemption: Redemption?
    public var referrals: [Referral]
    public var closedOn: GuideDate?

    public init(
        id: CaseID, openedOn: GuideDate, waitingSince: HubTime?, urgency: NeedCode.Urgency, language: String, wantsWoman: Bool,
        issuedWeek: ISOWeek?, site: String, sealedAnswers: [UInt8]?, eraseOn: GuideDate, counsellor: String? = nil,
        redemption: Redemption? = nil, referrals: [Referral] = [], closedOn: GuideDate? = nil
    ) {
        (self.id, self.openedOn, self.waitingSince, self.urgency) = (id, openedOn, waitingSince, urgency)
        (self.language, self.wantsWoman, self.issuedWeek, self.site) = (language, wantsWoman, issuedWeek, site)
        (self.sealedAnswers, self.eraseOn, self.counsellor) = (sealedAnswers, eraseOn, counsellor)
        (self.redemption, self.referrals, self.closedOn) = (redemption, referrals, closedOn)
    }

    /// What the visitor reads when they ask what became of their number.
    public var tokenState: TokenState {
        if closedOn != nil { return .closed }
        return referrals.contains { $0.state != .rejected } ? .referred : .opened
    }
}

extension Case: CustomStringConvertible, CustomReflectable {
    public var description: String { "Case(\(id.number))" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the desk made of an opened record, ready to be kept.
public struct OpenedIntake: Hashable, Sendable {
    public var lookup: Lookup
    public var urgency: NeedCode.Urgency
    public var language: String
    public var wantsWoman: Bool
    public var issuedWeek: ISOWeek?
    public var sealedAnswers: [UInt8]
    public var eraseOn: GuideDate

    public init(
        lookup: Lookup, urgency: NeedCode.Urgency, language: String, wantsWoman: Bool, issuedWeek: ISOWeek?, sealedAnswers: [UInt8],
        eraseOn: GuideDate
    ) {
        (self.lookup, self.urgency, self.language, self.wantsWoman) = (lookup, urgency, language, wantsWoman)
        (self.issuedWeek, self.sealedAnswers, self.eraseOn) = (issuedWeek, sealedAnswers, eraseOn)
    }
}
