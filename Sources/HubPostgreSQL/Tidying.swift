import Hub

extension PostgreSQLHubStore: Upkeep {
    public func tidy(at now: HubTime, rules: RetentionRules) async throws(HubStoreError) -> Int {
        let erased = try await write("tidying") { db in
            try db.execute(
                """
                INSERT INTO setting (key, value) VALUES ('openable_weeks', $1)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """, [.int(rules.openableWeeks)])
            var erased = 0
            for erasure in RetentionLimits(at: now, rules: rules).erasures {
                erased += try db.execute(erasure.sql, [.int(erasure.last)])
            }
            return erased
        }
        if erased > 0 { wire.tell(.cases) }
        return erased
    }

    public func probe() async throws(HubStoreError) {
        // A number for a transaction is given only by a server that writes.
        try await write("probing") { db in _ = try db.rows("SELECT pg_current_xact_id()") }
    }

    public func news() -> AsyncStream<HubNews> { stand.news() }

    public func close() async {
        stand.close()
        wire.close()
        await pool.close()
    }
}
