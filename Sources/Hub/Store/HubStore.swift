/// All that the hub keeps, in the words of the trade. There are two: SQLite on one machine, and PostgreSQL for a country.
///
/// What a call returns is on the disk. Any number of calls may be made side by side, and with PostgreSQL by any number of hubs.
public typealias HubStore = IntakeStore & CounterStore & FleetStore & CaseStore & StaffStore & GuideStore & ReportStore & Upkeep

/// Why the store did not do what it was asked. It never shows a lookup, a record or an answer.
public enum HubStoreError: Error, Hashable, Sendable {
    /// The disk is full, the database is away, or it does not answer in time: the same call may succeed later.
    case unavailable(doing: String, reason: String)
    /// The tables are of a newer version of this program.
    case newerVersion
    /// What is kept does not hold together.
    case damaged(doing: String, reason: String)
    /// What was named is not there.
    case notFound(doing: String)
    /// Somebody else changed it in between; read again and decide again.
    case changedMeanwhile(doing: String)
    /// A name or a lookup that must be new is in use.
    case inUse(doing: String)
    /// As many are kept as anybody could need; nothing was changed.
    case tooMany(doing: String)
}

extension HubStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unavailable(let doing, let reason): "\(doing): the store does not answer now (\(reason))"
        case .newerVersion: "the store was made by a newer version of this program; install that one"
        case .damaged(let doing, let reason): "\(doing): what is kept is damaged (\(reason)); restore the last backup"
        case .notFound(let doing): "\(doing): there is none"
        case .changedMeanwhile(let doing): "\(doing): somebody changed it meanwhile; look again"
        case .inUse(let doing): "\(doing): it is in use"
        case .tooMany(let doing): "\(doing): there are too many already"
        }
    }
}

/// News for pages that are open: something changed; ask the store what.
public enum HubNews: String, CaseIterable, Hashable, Sendable {
    /// Who waits, or who has whom.
    case cases
    /// A kiosk said something.
    case fleet
    /// A channel has another guide.
    case guides
}

/// What keeps the store in order.
public protocol Upkeep: Sendable {
    /// Erases what the retention rules say must go: answers past their day, records that nobody asked for past their weeks,
    /// tokens past their months, sessions and offers past their time.
    ///
    /// - Returns: how many rows were erased or emptied.
    func tidy(at now: HubTime, rules: RetentionRules) async throws(HubStoreError) -> Int

    /// Takes the right to write and gives it back: the store answers.
    func probe() async throws(HubStoreError)

    /// News from this hub and all others on the same database, from now on. Ends when the task that listens is cancelled.
    func news() -> AsyncStream<HubNews>

    /// Closes all connections; calls that come later fail.
    func close() async
}

/// How long what is kept. Two clocks: until when a number can be opened, and until when answers are there at all.
public struct RetentionRules: Hashable, Sendable {
    /// A number that nobody opened can be opened for so many weeks after it arrived. Default: 13 (90 days). Range: 4–26.
    public var openableWeeks = 13
    /// Opened answers are erased so many days after the opening. Default: 90. Range: 1–180.
    public var answerDays = 90
    /// That a number existed, and what became of it, is kept for so many months. Default: 12. Range: 1–24.
    public var tokenMonths = 12

    public init() {}
}
