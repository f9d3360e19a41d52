import GRDB
import Hub
import Intake
import Link

extension SQLiteHubStore: IntakeStore {
    public func take(
        _ delivery: IntakeDelivery, lookup: Lookup, from kiosk: KioskID, at now: HubTime
    ) async throws(HubStoreError) -> TakenIntake {
        try checkOpen(TakeLine.doing)
        return try await takes.take(TakeLine.Arrived(delivery, lookup: lookup, from: kiosk, at: now))
    }

    public func withdraw(_ lookup: Lookup, from kiosk: KioskID, at now: HubTime) async throws(HubStoreError) -> Withdrawal {
        let answer = try await write("calling a record back", erasing: true) { db in
            guard let site = try db.site(of: kiosk) else { throw HubStoreError.notFound(doing: "calling a record back") }
            let key = Column.blob(lookup.bytes)
            guard let known = try db.knownIntake(lookup) else {
                try db.execute(
                    sql: """
                        INSERT INTO intake (lookup, state, kiosk, site, arrived_day, issued_week) VALUES (?, 'void', ?, ?, ?, 0)
                        """, arguments: [key, kiosk.text, site, now.dayNumber])
                return Withdrawal.done
            }
            let answer = known.withdrawal(by: kiosk)
            if answer == .done {
                try db.execute(sql: "UPDATE intake SET state = 'void', record = NULL WHERE lookup = ?", arguments: [key])
            }
            return answer
        }
        stand.tell(.cases)
        return answer
    }

    public func states(of lookups: [Lookup]) async throws(HubStoreError) -> [TokenState] {
        try await read("reading states") { db in
            try lookups.map { try db.knownIntake($0)?.state.told ?? .unknown }
        }
    }

    public func waitingIntake(_ lookup: Lookup, at now: HubTime) async throws(HubStoreError) -> WaitingIntake? {
        try await read("reading a record") { db in
            guard let known = try db.knownIntake(lookup),
                try known.isOpenable(on: now.dayNumber, weeks: db.openableWeeks()),
                let row = try Row.fetchOne(
                    db, sql: "SELECT record, issued_week, site FROM intake WHERE lookup = ?",
                    arguments: [Column.blob(lookup.bytes)])
            else { return nil }
            let record = try row.needed(SealedRecord(bytes: row.neededBytes("record")))
            return WaitingIntake(record: record, week: try row.week("issued_week"), site: try row.text("site"))
        }
    }

    public func waitingIntakes() async throws(HubStoreError) -> [String: Int] {
        try await read("counting records") { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT site, count(*) AS number FROM intake WHERE state = 'waiting' GROUP BY site")
            return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text("site"), try $0.int("number")) })
        }
    }
}

extension Database {
    func knownIntake(_ lookup: Lookup) throws -> KnownIntake? {
        let statement = try cachedStatement(sql: "SELECT state, kiosk, digest, arrived_day FROM intake WHERE lookup = ?")
        return try Row.fetchOne(statement, arguments: [Column.blob(lookup.bytes)]).map { row in
            KnownIntake(
                state: try row.word("state"), kiosk: row["kiosk"], digest: row.bytes("digest"),
                arrivedDay: try row.int("arrived_day"))
        }
    }

    /// For how many weeks a number can be opened, as the last tidying was told.
    func openableWeeks() throws -> Int {
        try Int.fetchOne(self, sql: "SELECT value FROM setting WHERE key = 'openable_weeks'") ?? RetentionRules().openableWeeks
    }
}
