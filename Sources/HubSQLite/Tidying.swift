import GRDB
import Hub

extension SQLiteHubStore: Upkeep {
    public func tidy(at now: HubTime, rules: RetentionRules) async throws(HubStoreError) -> Int {
        let erased = try await write("tidying", erasing: true) { db in
            try db.execute(
                sql: """
                    INSERT INTO setting (key, value) VALUES ('openable_weeks', ?)
                    ON CONFLICT (key) DO UPDATE SET value = excluded.value
                    """, arguments: [rules.openableWeeks])
            var erased = 0
            for erasure in RetentionLimits(at: now, rules: rules).erasures {
                try db.execute(sql: erasure.sql, arguments: [erasure.last])
                erased += db.changesCount
            }
            return erased
        }
        if erased > 0 { stand.tell(.cases) }
        return erased
    }

    public func probe() async throws(HubStoreError) {
        // The transaction takes the right to write, and gives it back with nothing written.
        try await write("probing") { db in _ = try Int.fetchOne(db, sql: "SELECT 1") }
    }

    public func news() -> AsyncStream<HubNews> { stand.news() }
}
