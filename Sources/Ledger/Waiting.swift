import GRDB
import Intake

/// What waits here for the centre, in counts: for the report of the kiosk's health.
public struct Waiting: Hashable, Sendable {
    /// Records that are on their way to the centre.
    public var records = 0
    /// The week of the oldest of them, by the clock of that day; `nil`: there is none, or it is not known.
    public var oldest: ISOWeek?
    /// Records that are sealed to another key than the centre's: they are kept, and never sent.
    public var foreign = 0

    public init() {}
}

extension Ledger {
    /// What waits for the centre whose key has this id.
    public func waiting(for key: [UInt8]) async throws(LedgerError) -> Waiting {
        try await read(.reading) { db in
            var waiting = Waiting()
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Ledger.keyID) = ? AS is_own, count(*) AS records, min(nullif(t.issued_week, 0)) AS oldest
                    FROM outbox o JOIN token t USING (lookup) JOIN record r USING (lookup)
                    WHERE o.kind = 'deliver' AND t.print IN ('printed', 'shown', 'uncertain') GROUP BY is_own
                    """, arguments: [key.blob])
            for row in rows {
                if row["is_own"] == true {
                    waiting.records = row["records"]
                    waiting.oldest = (row["oldest"] as WeekColumn?)?.week
                } else {
                    waiting.foreign = row["records"]
                }
            }
            return waiting
        }
    }
}
