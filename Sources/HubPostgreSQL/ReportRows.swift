import Guide
import Hub
import Intake

extension PostgreSQLHubStore: ReportStore {
    public func redeemed(in days: ClosedRange<GuideDate>) async throws(HubStoreError) -> [RedeemedCase] {
        try await read("reading redeemed cases") { db in
            let cases = try db.cases(
                "opened_day BETWEEN $1 AND $2 AND redemption IS NOT NULL", orderedBy: "opened_day, id",
                [.day(days.lowerBound), .day(days.upperBound)])
            return cases.compactMap { one in
                one.redemption.map {
                    RedeemedCase(
                        site: one.site, openedOn: one.openedOn, closedOn: one.closedOn, redemption: $0, referrals: one.referrals)
                }
            }
        }
    }

    public func tokenFlow(in weeks: ClosedRange<ISOWeek>) async throws(HubStoreError) -> [TokenFlow] {
        try await read("reading what became of numbers") { db in
            var flow = TokenFlowSum()
            let rows = try db.rows(
                """
                SELECT i.site, i.state, i.arrived_day, i.issued_week, c.opened_day, i.digest IS NOT NULL AS arrived,
                    count(*) AS number
                FROM intake i LEFT JOIN intake_case c ON c.lookup = i.lookup
                WHERE i.kiosk IS NOT NULL AND i.arrived_day BETWEEN $1 AND $2
                GROUP BY 1, 2, 3, 4, 5, 6
                """, [.int(weeks.lowerBound.monday), .int(weeks.upperBound.monday + 6)])
            for row in rows {
                flow.add(
                    site: try row.text("site"), state: try row.word("state"), arrivedDay: try row.int("arrived_day"),
                    arrived: try row.bool("arrived"), issued: try row.week("issued_week"), openedDay: row.intIfAny("opened_day"),
                    count: try row.int("number"))
            }
            return flow.all
        }
    }

    public func activities(in days: ClosedRange<GuideDate>) async throws(HubStoreError) -> [Activity] {
        try await read("reading activities") { db in
            try db.rows(
                "SELECT * FROM activity WHERE day BETWEEN $1 AND $2 ORDER BY day, id",
                [.day(days.lowerBound), .day(days.upperBound)]
            ).map { row in
                Activity(
                    kind: try row.word("kind"), site: try row.text("site"), on: try row.day("day"), people: try row.int("people"),
                    enteredBy: try row.text("entered_by"))
            }
        }
    }

    public func add(_ activity: Activity) async throws(HubStoreError) {
        try await write("adding an activity") { db in
            try db.execute(
                "INSERT INTO activity (kind, site, day, people, entered_by) VALUES ($1, $2, $3, $4, $5)",
                [
                    .text(activity.kind.rawValue), .text(activity.site), .day(activity.on), .int(activity.people),
                    .text(activity.enteredBy),
                ])
        }
    }

    public func keep(
        _ release: ReleaseRecord, if mayLeave: @escaping @Sendable ([ReleaseRecord]) -> Bool
    ) async throws(HubStoreError) {
        try await write("noting a release") { db in
            // One after the other, on all hubs; who only reads goes on. Source: PostgreSQL 15, 13.3.1.
            try db.execute("LOCK TABLE release_record IN SHARE ROW EXCLUSIVE MODE")
            guard try mayLeave(Self.releases(&db)) else { throw HubStoreError.changedMeanwhile(doing: "noting a release") }
            try db.execute(
                """
                INSERT INTO release_record
                    (report_table, period, tier, threshold, suppressed, approved_by, released_at_seconds, digest)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    .text(release.table), .text(release.period), .int(release.tier), .int(release.threshold),
                    .int(release.suppressed),
                    .text(release.approvedBy), .time(release.releasedAt), .text(release.digest),
                ])
        }
    }

    public func releases() async throws(HubStoreError) -> [ReleaseRecord] {
        try await read("reading releases") { db in try Self.releases(&db) }
    }

    private static func releases(_ db: inout Connection) throws -> [ReleaseRecord] {
        try db.rows("SELECT * FROM release_record ORDER BY released_at_seconds, report_table, period").map { row in
            ReleaseRecord(
                table: try row.text("report_table"), period: try row.text("period"), tier: try row.int("tier"),
                threshold: try row.int("threshold"), suppressed: try row.int("suppressed"), approvedBy: try row.text("approved_by"),
                releasedAt: try row.time("released_at_seconds"), digest: try row.text("digest"))
        }
    }
}
