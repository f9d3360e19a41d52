import Intake

/// One thing to tell the hub.
public struct OutboxItem: Hashable, Sendable {
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

    public init(lookup: Lookup, kind: Kind, attempts: Int) { (self.lookup, self.kind, self.attempts) = (lookup, kind, attempts) }
}
