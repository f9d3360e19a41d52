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
            for (sql, bound) in Self.steps(at: now, rules: rules) {
                try db.execute(sql: sql, arguments: ["bound": bound])
                erased += db.changesCount
            }
            return erased
        }
        if erased > 0 { stand.tell(.cases) }
        return erased
    }

    /// What goes, in order, and the last day or second that goes.
    private static func steps(at now: HubTime, rules: RetentionRules) -> [(String, Int64)] {
        let limits = RetentionLimits(at: now, rules: rules)
        return [
            (
                "UPDATE intake SET state = 'expired', record = NULL WHERE state = 'waiting' AND arrived_day <= :bound",
                limits.lastUnopenableDay
            ),
            (
                "UPDATE intake_case SET sealed_answers = NULL WHERE sealed_answers IS NOT NULL AND erase_day <= :bound",
                limits.yesterday
            ),
            (
                "UPDATE intake_case SET sealed_answers = NULL WHERE sealed_answers IS NOT NULL AND opened_day <= :bound",
                limits.lastErasedOpeningDay
            ),
            ("DELETE FROM intake WHERE state <> 'waiting' AND arrived_day <= :bound", limits.lastForgottenDay),
            ("DELETE FROM staff_session WHERE began_seconds <= :bound", limits.lastEndedSecond),
            ("DELETE FROM enrolment_offer WHERE expires_seconds <= :bound", now.seconds),
        ]
    }

    public func probe() async throws(HubStoreError) {
        // The transaction takes the right to write, and gives it back with nothing written.
        try await write("probing") { db in _ = try Int.fetchOne(db, sql: "SELECT 1") }
    }

    public func news() -> AsyncStream<HubNews> { stand.news() }
}
