import Intake
import Link

/// Records, from the kiosk's delivery until a counsellor opens them.
public protocol IntakeStore: Sendable {
    /// Keeps a record under its lookup. When this returns it is on the disk.
    ///
    /// The same lookup and the same bytes give the same receipt; other bytes change nothing.
    func take(_ delivery: IntakeDelivery, lookup: Lookup, from kiosk: KioskID, at now: HubTime)
        async throws(HubStoreError) -> TakenIntake

    /// Calls a record back: its slip did not come out. It is remembered even if the record never came, so that one that was
    /// long on its way is not taken afterwards.
    func withdraw(_ lookup: Lookup, from kiosk: KioskID, at now: HubTime) async throws(HubStoreError) -> Withdrawal

    /// What became of these numbers, in the order asked; ``TokenState/unknown`` where the hub knows nothing.
    func states(of lookups: [Lookup]) async throws(HubStoreError) -> [TokenState]

    /// The record under a lookup, as long as it waits to be opened and may be.
    func waitingIntake(_ lookup: Lookup, at now: HubTime) async throws(HubStoreError) -> WaitingIntake?

    /// How many records wait to be opened, by site.
    func waitingIntakes() async throws(HubStoreError) -> [String: Int]
}

/// What became of a delivery.
public enum TakenIntake: Hashable, Sendable {
    /// It is on the disk, now or since before.
    case kept(IntakeReceipt)
    /// Another record has this lookup, or the same one from another kiosk. Nothing changed.
    case conflict
    /// It was called back before.
    case withdrawn
}

/// What became of a call back.
public enum Withdrawal: Hashable, Sendable {
    /// It is void, now or since before.
    case done
    /// A counsellor has opened it already: somebody had the slip in hand.
    case alreadyOpened
    /// Another kiosk delivered it. Nothing changed.
    case notYours
}

/// A record that can be opened by who has the code and the MRC's key.
public struct WaitingIntake: Hashable, Sendable {
    public var record: SealedRecord
    public var week: ISOWeek?
    public var site: String

    public init(record: SealedRecord, week: ISOWeek?, site: String) { (self.record, self.week, self.site) = (record, week, site) }
}

/// Weekly counts of the kiosks.
public protocol CounterStore: Sendable {
    /// Replaces what this kiosk reported of this week and series.
    ///
    /// The lines have been looked at (``CounterReport/counted()``).
    ///
    /// - Throws: ``HubStoreError/tooMany(doing:)`` beyond ``CounterReport/mostSeriesOfWeek`` series of one kiosk and week.
    func keep(_ report: CounterReport, of kiosk: KioskID, in week: ISOWeek?) async throws(HubStoreError)

    /// Sums over kiosks and series, by metric, values and site, for weeks in a closed range; counts without a trusted clock are
    /// left out.
    func sums(of metrics: Set<Metric>, in weeks: ClosedRange<ISOWeek>) async throws(HubStoreError) -> [CounterSum]
}

/// A counter's sum over a period at one site.
public struct CounterSum: Hashable, Sendable {
    public var counter: Counter
    public var site: String
    public var count: Int

    public init(counter: Counter, site: String, count: Int) { (self.counter, self.site, self.count) = (counter, site, count) }
}
