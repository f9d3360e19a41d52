import Hub
import Intake
import Link

extension PostgreSQLHubStore: CounterStore {
    public func keep(_ report: CounterReport, of kiosk: KioskID, in week: ISOWeek?) async throws(HubStoreError) {
        try await write("keeping counts") { db in
            guard let site = try db.site(of: kiosk, lock: true) else { throw HubStoreError.notFound(doing: "keeping counts") }
            try db.checkSeries(of: kiosk, in: week, besides: report.series)
            // Takes the report for itself: it is there afterwards, new or as it was.
            let before = try db.rows(
                """
                INSERT INTO counter_report (kiosk, week, series, site) VALUES ($1, $2, $3, $4)
                ON CONFLICT (kiosk, week, series) DO UPDATE SET series = excluded.series RETURNING id, site
                """, [.text(kiosk.text), .week(week), .text(report.series), .text(site)]
            ).first
            guard let before else { throw SQLProblem.unreadable }
            let id = try before.int64("id")
            var change = CountChange()
            for row in try db.rows("SELECT metric, dim1, dim2, count FROM counter_line WHERE report = $1", [.int(id)]) {
                change.takeBack(
                    .init(
                        site: try before.text("site"), metric: try row.text("metric"), dim1: try row.text("dim1"),
                        dim2: try row.text("dim2")), try row.int("count"))
            }
            change.add(report.lines, site: site)
            try db.execute("DELETE FROM counter_line WHERE report = $1", [.int(id)])
            try db.execute("UPDATE counter_report SET site = $2 WHERE id = $1", [.int(id), .text(site)])
            try db.insert(report.lines, of: id)
            // What was counted without a trusted clock is in no sum.
            if week != nil { try db.apply(change, in: week) }
        }
    }

    public func sums(of metrics: Set<Metric>, in weeks: ClosedRange<ISOWeek>) async throws(HubStoreError) -> [CounterSum] {
        try await read("adding counts up") { db in
            try db.rows(
                """
                SELECT metric, site, dim1, dim2, sum(count)::bigint AS count FROM counter_sum
                WHERE metric = ANY ($1::text[]) AND week BETWEEN $2 AND $3 GROUP BY metric, site, dim1, dim2
                HAVING sum(count) > 0 ORDER BY metric, site, dim1, dim2
                """, [.array(metrics.map(\.rawValue)), .week(weeks.lowerBound), .week(weeks.upperBound)],
                plannedAnew: true
            ).compactMap { row in
                // A counter that this version does not have is in no report.
                try Metric(rawValue: row.text("metric")).flatMap { metric in
                    CounterSum(
                        of: metric, dim1: try row.text("dim1"), dim2: try row.text("dim2"), site: try row.text("site"),
                        count: try row.int("count"))
                }
            }
        }
    }
}

extension Connection {
    fileprivate mutating func checkSeries(of kiosk: KioskID, in week: ISOWeek?, besides series: String) throws {
        let others = try rows(
            "SELECT count(*) AS number FROM counter_report WHERE kiosk = $1 AND week = $2 AND series <> $3",
            [.text(kiosk.text), .week(week), .text(series)]
        ).first?.int("number")
        guard (others ?? 0) < CounterReport.mostSeriesOfWeek else { throw HubStoreError.tooMany(doing: "keeping counts") }
    }

    fileprivate mutating func insert(_ lines: [CounterReport.Line], of report: Int64) throws {
        try execute(
            """
            INSERT INTO counter_line (report, metric, dim1, dim2, count)
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[])
            """,
            [
                .int(report), .array(lines.map(\.metric)), .array(lines.map(\.dim1)), .array(lines.map(\.dim2)),
                .array(lines.map(\.count)),
            ])
    }

    /// Brings the sums up to date, in one order for all, so that two reports never wait for each other.
    fileprivate mutating func apply(_ change: CountChange, in week: ISOWeek?) throws {
        let cells = change.cells
        try execute(
            """
            INSERT INTO counter_sum AS s (metric, week, site, dim1, dim2, count)
            SELECT metric, $1, site, dim1, dim2, 0 FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
                AS c (site, metric, dim1, dim2) ORDER BY metric, site, dim1, dim2
            ON CONFLICT (metric, site, dim1, dim2, week) DO UPDATE SET count = s.count
            """,
            [
                .week(week), .array(cells.map(\.key.site)), .array(cells.map(\.key.metric)), .array(cells.map(\.key.dim1)),
                .array(cells.map(\.key.dim2)),
            ])
        try execute(
            """
            UPDATE counter_sum s SET count = s.count + c.count
            FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[]) AS c (site, metric, dim1, dim2, count)
            WHERE s.week = $1 AND s.metric = c.metric AND s.site = c.site AND s.dim1 = c.dim1 AND s.dim2 = c.dim2
            """,
            [
                .week(week), .array(cells.map(\.key.site)), .array(cells.map(\.key.metric)), .array(cells.map(\.key.dim1)),
                .array(cells.map(\.key.dim2)), .array(cells.map(\.value)),
            ])
    }
}
