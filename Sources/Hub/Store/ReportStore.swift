import Guide
import Intake

/// What reports are made of. Only ``Reports`` decides what of it may be shown.
public protocol ReportStore: Sendable {
    /// Cases opened in a period that have been redeemed.
    func redeemed(in days: ClosedRange<GuideDate>) async throws(HubStoreError) -> [RedeemedCase]

    /// Numbers by site, from arrival to opening, for weeks in a closed range.
    func tokenFlow(in weeks: ClosedRange<ISOWeek>) async throws(HubStoreError) -> [TokenFlow]

    /// What staff entered of outreach, training, events and memberships.
    func activities(in days: ClosedRange<GuideDate>) async throws(HubStoreError) -> [Activity]
    func add(_ activity: Activity) async throws(HubStoreError)

    /// Notes a release before it leaves the hub, if nothing that left before speaks against it: one release at a time, even on
    /// several hubs.
    ///
    /// - Parameter mayLeave: looks at all releases so far; called within the transaction, so that none comes in between.
    /// - Throws: ``HubStoreError/changedMeanwhile(doing:)`` when it may not leave, ``HubStoreError/inUse(doing:)`` when this
    ///   table was released for this period already. Then nothing is noted.
    func keep(_ release: ReleaseRecord, if mayLeave: @escaping @Sendable (_ earlier: [ReleaseRecord]) -> Bool) async throws(HubStoreError)
    func releases() async throws(HubStoreError) -> [ReleaseRecord]
}

/// One redeemed case, without anything that leads back to it.
public struct RedeemedCase: Hashable, Sendable {
    public var site: String
    public var openedOn: GuideDate
    public var closedOn: GuideDate?
    public var redemption: Redemption
    public var referrals: [Referral]

    public init(site: String, openedOn: GuideDate, closedOn: GuideDate?, redemption: Redemption, referrals: [Referral]) {
        (self.site, self.openedOn, self.closedOn) = (site, openedOn, closedOn)
        (self.redemption, self.referrals) = (redemption, referrals)
    }
}

/// What became of the numbers that came from a site in one week.
public struct TokenFlow: Hashable, Sendable {
    public var site: String
    public var week: ISOWeek
    public var arrived: Int
    public var opened: Int
    public var expired: Int
    public var void: Int
    /// Whole weeks from slip to opening, one for each opened number, in no order.
    public var weeksToOpening: [Int]

    public init(site: String, week: ISOWeek, arrived: Int, opened: Int, expired: Int, void: Int, weeksToOpening: [Int]) {
        (self.site, self.week, self.arrived, self.opened) = (site, week, arrived, opened)
        (self.expired, self.void, self.weeksToOpening) = (expired, void, weeksToOpening)
    }
}

/// Something that the centre did for many: R12.
public struct Activity: Hashable, Sendable {
    public var kind: Kind
    public var site: String
    public var on: GuideDate
    /// Range: from 0.
    public var people: Int
    public var enteredBy: String

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case outreach, training, event, membership
    }

    public init(kind: Kind, site: String, on: GuideDate, people: Int, enteredBy: String) {
        (self.kind, self.site, self.on, self.people, self.enteredBy) = (kind, site, on, people, enteredBy)
    }
}

/// That a table left the hub: what, for which period, under which rules, and what it hashed to.
public struct ReleaseRecord: Hashable, Sendable {
    /// `R1` to `R12`.
    public var table: String
    /// The fixed period, such as `2026-Q3`; with `@` and its site where it is about one site: `2026-Q3@amman`.
    public var period: String
    /// 0, 1 or 2.
    public var tier: Int
    /// The smallest count that was shown.
    public var threshold: Int
    /// How many cells were hidden.
    public var suppressed: Int
    public var approvedBy: String
    public var releasedAt: HubTime
    /// SHA-256 of the file in hexadecimal.
    public var digest: String

    public init(
        table: String, period: String, tier: Int, threshold: Int, suppressed: Int, approvedBy: String, releasedAt: HubTime,
        digest: String
    ) {
        (self.table, self.period, self.tier, self.threshold) = (table, period, tier, threshold)
        (self.suppressed, self.approvedBy, self.releasedAt, self.digest) = (suppressed, approvedBy, releasedAt, digest)
    }
}
