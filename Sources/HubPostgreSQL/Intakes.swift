import Hub
import Intake
import Link

extension PostgreSQLHubStore: IntakeStore {
    public func take(
        _ delivery: IntakeDelivery, lookup: Lookup, from kiosk: KioskID, at now: HubTime
    ) async throws(HubStoreError) -> TakenIntake {
        try await takes.take(TakeLine.Arrived(delivery, lookup: lookup, from: kiosk, at: now))
    }

    public func withdraw(_ lookup: Lookup, from kiosk: KioskID, at now: HubTime) async throws(HubStoreError) -> Withdrawal {
        let doing = "calling a record back"
        let answer = try await write(doing) { db in
            guard let site = try db.site(of: kiosk) else { throw HubStoreError.notFound(doing: doing) }
            let isNew =
                try db.execute(
                    """
                    INSERT INTO intake (lookup, state, kiosk, site, arrived_day, issued_week) VALUES ($1, 'void', $2, $3, $4, 0)
                    ON CONFLICT (lookup) DO NOTHING
                    """, [.bytes(lookup.bytes), .text(kiosk.text), .text(site), .int(now.dayNumber)]) == 1
            if isNew { return Withdrawal.done }
            guard let known = try db.knownIntake(lookup, lock: true) else { throw SQLProblem.unreadable }
            let answer = known.withdrawal(by: kiosk)
            if answer == .done {
                try db.execute("UPDATE intake SET state = 'void', record = NULL WHERE lookup = $1", [.bytes(lookup.bytes)])
            }
            return answer
        }
        wire.tell(.cases)
        return answer
    }

    public func states(of lookups: [Lookup]) async throws(HubStoreError) -> [TokenState] {
        try await read("reading states") { db in
            let sql = "SELECT lookup, state FROM intake WHERE lookup = ANY ($1::bytea[])"
            var states: [[UInt8]: KnownIntake.State] = [:]
            for row in try db.rows(sql, [.array(lookups.map(\.bytes))]) {
                states[try row.bytes("lookup")] = try row.word("state")
            }
            return lookups.map { states[$0.bytes]?.told ?? .unknown }
        }
    }

    public func waitingIntake(_ lookup: Lookup, at now: HubTime) async throws(HubStoreError) -> WaitingIntake? {
        try await read("reading a record") { db in
            let sql = "SELECT state, kiosk, digest, arrived_day, record, issued_week, site FROM intake WHERE lookup = $1"
            guard let row = try db.rows(sql, [.bytes(lookup.bytes)]).first,
                try KnownIntake(row).isOpenable(on: now.dayNumber, weeks: db.openableWeeks())
            else { return nil }
            let record = try row.needed(SealedRecord(bytes: row.bytes("record")))
            return WaitingIntake(record: record, week: try row.week("issued_week"), site: try row.text("site"))
        }
    }

    public func waitingIntakes() async throws(HubStoreError) -> [String: Int] {
        try await read("counting records") { db in
            let rows = try db.rows("SELECT site, count(*) AS number FROM intake WHERE state = 'waiting' GROUP BY site")
            return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text("site"), try $0.int("number")) })
        }
    }
}

extension Connection {
    /// - Parameter lock: nobody else who locks it goes on until the transaction is over.
    mutating func site(of kiosk: KioskID, lock: Bool = false) throws(SQLProblem) -> String? {
        let sql = "SELECT site FROM kiosk WHERE id = $1"
        return try rows(lock ? sql + " FOR NO KEY UPDATE" : sql, [.text(kiosk.text)]).first?.text("site")
    }

    /// For how many weeks a number can be opened, as the last tidying was told.
    mutating func openableWeeks() throws(SQLProblem) -> Int {
        try rows("SELECT value FROM setting WHERE key = 'openable_weeks'").first?.int("value") ?? RetentionRules().openableWeeks
    }
}
