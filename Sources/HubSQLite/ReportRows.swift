import GRDB
import Guide
import Hub
import Intake

extension SQLiteHubStore: ReportStore {
    public func redeemed(in days: ClosedRange<GuideDate>) async throws(HubStoreError) -> [RedeemedCase] {
        try await read("reading redeemed cases") { db in
            let period: StatementArguments = [days.lowerBound.dayNumber, days.upperBound.dayNumber]
            var referrals: [Int64: [Referral]] = [:]
            let made = try Row.fetchAll(
                db,
                sql: """
                    SELECT referral.* FROM referral JOIN intake_case ON intake_case.id = intake_case
                    WHERE opened_day BETWEEN ? AND ? ORDER BY intake_case, number
                    """, arguments: period)
            for row in made { referrals[try row.int64("intake_case"), default: []].append(try Referral(row)) }
            let cases = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, site, opened_day, closed_day, redemption FROM intake_case
                    WHERE opened_day BETWEEN ? AND ? AND redemption IS NOT NULL ORDER BY opened_day, id
                    """, arguments: period)
            return try cases.map { row in
                RedeemedCase(
                    site: try row.text("site"), openedOn: try row.day("opened_day"), closedOn: row.dayIfAny("closed_day"),
                    redemption: try row.needed(Redemption(in: row)), referrals: referrals[try row.int64("id")] ?? [])
            }
        }
    }

    public func tokenFlow(in weeks: ClosedRange<ISOWeek>) async throws(HubStoreError) -> [TokenFlow] {
        try await read("reading what became of numbers") { db in
            var flow = TokenFlowSum()
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT i.site, i.state, i.arrived_day, i.issued_week, c.opened_day, i.digest IS NOT NULL AS arrived,
                        count(*) AS number
                    FROM intake i LEFT JOIN intake_case c ON c.lookup = i.lookup
                    WHERE i.kiosk IS NOT NULL AND i.arrived_day BETWEEN ? AND ?
                    GROUP BY 1, 2, 3, 4, 5, 6
                    """, arguments: [weeks.lowerBound.monday, weeks.upperBound.monday + 6])
            for row in rows {
                flow.add(
                    site: try row.text("site"), state: try row.word("state"), arrivedDay: try row.int("arrived_day"),
                    arrived: try row.bool("arrived"), issued: try row.week("issued_week"),
                    openedDay: row["opened_day"], count: try row.int("number"))
            }
            return flow.all
        }
    }

    public func activities(in days: ClosedRange<GuideDate>) async throws(HubStoreError) -> [Activity] {
        try await read("reading activities") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM activity WHERE day BETWEEN ? AND ? ORDER BY day, id",
                arguments: [days.lowerBound.dayNumber, days.upperBound.dayNumber]
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
                sql: "INSERT INTO activity (kind, site, day, people, entered_by) VALUES (?, ?, ?, ?, ?)",
                arguments: [activity.kind.rawValue, activity.site, activity.on.dayNumber, activity.people, activity.enteredBy])
        }
    }

    public func keep(
        _ release: ReleaseRecord, if mayLeave: @escaping @Sendable ([ReleaseRecord]) -> Bool
    ) async throws(HubStoreError) {
        try await write("noting a release") { db in
            guard try mayLeave(Self.releases(db)) else { throw HubStoreError.changedMeanwhile(doing: "noting a release") }
            try db.execute(
                sql: """
                    INSERT INTO release_record
                        (report_table, period, tier, threshold, suppressed, approved_by, released_at_seconds, digest)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    release.table, release.period, release.tier, release.threshold, release.suppressed, release.approvedBy,
                    release.releasedAt.seconds, release.digest,
                ])
        }
    }

    public func releases() async throws(HubStoreError) -> [ReleaseRecord] {
        try await read("reading releases") { db in try Self.releases(db) }
    }

    private static func releases(_ db: Database) throws -> [ReleaseRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM release_record ORDER BY released_at_seconds, report_table, period").map { row in
            ReleaseRecord(
                table: try row.text("report_table"), period: try row.text("period"), tier: try row.int("tier"),
                threshold: try row.int("threshold"), suppressed: try row.int("suppressed"), approvedBy: try row.text("approved_by"),
                releasedAt: try row.time("released_at_seconds"), digest: try row.text("digest"))
        }
    }
}
