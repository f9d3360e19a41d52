import Intake

/// One thing to tell the hub.
public struct OutboxItem: Sendable {
    public enum Kind: Hashable, Sendable {
        /// Here is a record.
        case deliver(SealedRecord, week: ISOWeek?)
        /// Forget the record: its slip did not come out.
        case withdraw
    }

    public let lookup: Lookup
    public let kind: Kind
    /// How often it was handed out, this time included.
    public let attempts: Int
}

/// How long to wait before the hub is tried again.
public enum OutboxPace {
    public static let first = Duration.seconds(30)
    /// A hub that was away for a month is found again within the hour.
    public static let longest = Duration.seconds(3600)

    /// Twice as long after every attempt, from ``first`` up to ``longest``.
    public static func wait(afterAttempt attempt: Int) -> Duration {
        let doublings = max(0, min(attempt - 1, 16))
        return min(first * (1 << doublings), longest)
    }
}
