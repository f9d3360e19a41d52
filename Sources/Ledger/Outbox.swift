import Foundation
import GRDB
import Intake

extension Ledger {
    /// What is to be told to the hub, least often tried first.
    ///
    /// A record goes only when its code may be in somebody's hand, and a void one never. That it is handed out is on the disk
    /// first, and it comes again unless ``acknowledged(_:)`` is called: a failure needs no call. How long to wait until then is
    /// the ``Uploader``'s affair.
    ///
    /// `uptime` is the time since the machine started, which needs no trusted clock. `limit` is at most 100.
    ///
    /// - Parameter key: the id of the centre's key; a record that is sealed to another one stays here. `nil`: to whichever.
    public func outboxBatch(
        limit: Int, at uptime: Duration, sealedTo key: [UInt8]? = nil
    ) async throws(LedgerError) -> [OutboxItem] {
        try await handOut(min(limit, 100), dueAt: uptime.components.seconds, sealedTo: key)
    }

    /// Everything that is to be told to the hub, due or not, for a stick.
    public func wholeOutbox(limit: Int, sealedTo key: [UInt8]? = nil) async throws(LedgerError) -> [OutboxItem] {
        try await handOut(limit, dueAt: .max, sealedTo: key)
    }

    private func handOut(_ limit: Int, dueAt now: Int64, sealedTo key: [UInt8]?) async throws(LedgerError) -> [OutboxItem] {
        try await write(.delivering) { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT o.lookup, o.kind, o.attempts, t.issued_week, r.sealed
                    FROM outbox o JOIN token t USING (lookup) LEFT JOIN record r USING (lookup)
                    WHERE o.next_due_seconds <= :now
                        AND (o.kind = 'withdraw' OR t.print IN ('printed', 'shown', 'uncertain'))
                        AND (o.kind = 'withdraw' OR :key IS NULL OR \(Ledger.keyID) = :key)
                    ORDER BY o.attempts, o.lookup LIMIT :limit
                    """, arguments: ["now": now, "key": key?.blob, "limit": max(limit, 0)])
            return try rows.compactMap { row in
                guard let item = OutboxItem(row) else { return nil }
                try db.execute(
                    sql: "UPDATE outbox SET attempts = ? WHERE lookup = ?", arguments: [item.attempts, item.lookup.databaseValue])
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
                            ON CONFLICT (lookup) DO UPDATE SET next_due_seconds = 0, refused = 0
                            """, arguments: [key])
                }
            }
        }
    }

    /// To which key a record `r` is sealed, in SQL. Source: ``SealedRecord``.
    static let keyID = "substr(r.sealed, 2, \(SealedRecord.keyIDSize))"

    /// How many records and calls back the hub refused and that are kept.
    public func refusedRecords() async throws(LedgerError) -> Int {
        try await read(.reading) { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE refused = 1") ?? 0 }
    }

    /// The hub does not want it as it is: it is kept, offered again at `uptime` and not before, and counts as refused.
    public func setAside(_ item: OutboxItem, until uptime: Duration) async throws(LedgerError) {
        try await postpone(item, until: uptime, isRefused: true)
    }

    /// The hub falls silent at it: it is offered again at `uptime` and not before, so that others go on.
    public func postpone(_ item: OutboxItem, until uptime: Duration) async throws(LedgerError) {
        try await postpone(item, until: uptime, isRefused: false)
    }

    private func postpone(_ item: OutboxItem, until uptime: Duration, isRefused: Bool) async throws(LedgerError) {
        try await write(.delivering) { db in
            try db.execute(
                sql: "UPDATE outbox SET refused = max(refused, ?), next_due_seconds = ? WHERE lookup = ? AND kind = ?",
                arguments: [isRefused, max(0, uptime.components.seconds), item.lookup.databaseValue, item.kind.column])
        }
    }
}

extension OutboxItem.Kind {
    fileprivate var column: String {
        switch self {
        case .deliver: "deliver"
        case .withdraw: "withdraw"
        }
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
