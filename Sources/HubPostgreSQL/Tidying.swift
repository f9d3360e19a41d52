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
            for (sql, bound) in Self.steps(at: now, rules: rules) { erased += try db.execute(sql, [.int(bound)]) }
            return erased
        }
        if erased > 0 { wire.tell(.cases) }
        return erased
    }

    /// What goes, in order, and the last day or second that goes.
    private static func steps(at now: HubTime, rules: RetentionRules) -> [(String, Int64)] {
        let limits = RetentionLimits(at: now, rules: rules)
        return [
            (
                "UPDATE intake SET state = 'expired', record = NULL WHERE state = 'waiting' AND arrived_day <= $1",
                limits.lastUnopenableDay
            ),
            (
                "UPDATE intake_case SET sealed_answers = NULL WHERE sealed_answers IS NOT NULL AND erase_day <= $1",
                limits.yesterday
            ),
            (
                "UPDATE intake_case SET sealed_answers = NULL WHERE sealed_answers IS NOT NULL AND opened_day <= $1",
                limits.lastErasedOpeningDay
            ),
            ("DELETE FROM intake WHERE state <> 'waiting' AND arrived_day <= $1", limits.lastForgottenDay),
            ("DELETE FROM staff_session WHERE began_seconds <= $1", limits.lastEndedSecond),
            ("DELETE FROM enrolment_offer WHERE expires_seconds <= $1", now.seconds),
        ]
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
