import Foundation
import GRDB
import Intake

extension Ledger {
    /// What is due to be told to the hub, least often tried first.
    ///
    /// A record goes only when its code may be in somebody's hand, and a void one never. What is handed out is noted on
    /// the disk first and comes again after ``OutboxPace``, unless ``acknowledged(_:)`` is called: a failure needs no
    /// call.
    ///
    /// `uptime` is the time since the machine started, which needs no trusted clock. `limit` is at most 100.
    public func outboxBatch(limit: Int, at uptime: Duration) async throws(LedgerError) -> [OutboxItem] {
        try await write(.delivering) { db in
            let now = uptime.components.seconds
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT o.lookup, o.kind, o.attempts, t.issued_week, r.sealed
                    FROM outbox o JOIN token t USING (lookup) LEFT JOIN record r USING (lookup)
                    WHERE o.next_due_seconds <= ?
                        AND (o.kind = 'withdraw' OR t.print IN ('printed', 'shown', 'uncertain'))
                    ORDER BY o.attempts, o.lookup LIMIT ?
                    """, arguments: [now, min(max(limit, 0), 100)])
            return try rows.compactMap { row in
                guard let item = OutboxItem(row) else { return nil }
                let due = now + OutboxPace.wait(afterAttempt: item.attempts).components.seconds
                try db.execute(
                    sql: "UPDATE outbox SET attempts = ?, next_due_seconds = ? WHERE lookup = ?",
                    arguments: [item.attempts, due, item.lookup.databaseValue])
                return item
            }
        }
    }

    /// The hub has taken it: the record is erased here. If the code was voided meanwhile, it is called back next.
    public func acknowledged(_ item: OutboxItem) async throws(LedgerError) {
        try await write(.delivering, erasing: true) { db in
            let key = item.lookup.databaseValue
            // Expired while it was on its way: nothing is left to note.
            guard let state = try PrintState.fetch(db, key) else { return }
            switch item.kind {
            case .withdraw:
                try db.execute(
                    sql: "DELETE FROM outbox WHERE lookup = ? AND kind = 'withdraw'", arguments: [key])
            case .deliver:
                try db.execute(sql: "UPDATE token SET delivered = 1 WHERE lookup = ?", arguments: [key])
                try db.execute(sql: "DELETE FROM record WHERE lookup = ?", arguments: [key])
                try db.execute(
                    sql: "DELETE FROM outbox WHERE lookup = ? AND kind = 'deliver'", arguments: [key])
                if state == .void {
                    try db.execute(
                        sql: """
                            INSERT INTO outbox (lookup, kind) VALUES (?, 'withdraw')
                            ON CONFLICT (lookup) DO UPDATE SET next_due_seconds = 0
                            """, arguments: [key])
                }
            }
        }
    }

    /// There is a network again: everything is due at once.
    public func networkReturned() async throws(LedgerError) {
        try await write(.delivering) { db in try db.execute(sql: "UPDATE outbox SET next_due_seconds = 0") }
    }
}

extension OutboxItem {
    /// The item that a row of the outbox describes, handed out once more; `nil` if its record is gone.
    fileprivate init?(_ row: Row) {
        guard let bytes: Data = row["lookup"], let lookup = Lookup(bytes: bytes) else { return nil }
        let week: WeekColumn? = row["issued_week"]
        if row["kind"] == "withdraw" {
            kind = .withdraw
        } else {
            guard let sealed: Data = row["sealed"], let record = SealedRecord(bytes: sealed) else { return nil }
            kind = .deliver(record, week: week?.week)
        }
        self.lookup = lookup
        attempts = (row["attempts"] ?? 0) + 1
    }
}
