import GRDB
import Hub
import Intake
import Link

extension SQLiteHubStore: CounterStore {
    public func keep(_ report: CounterReport, of kiosk: KioskID, in week: ISOWeek?) async throws(HubStoreError) {
        try await write("keeping counts") { db in
            guard let site = try db.site(of: kiosk) else { throw HubStoreError.notFound(doing: "keeping counts") }
            var change = CountChange()
            try db.takeBack(of: kiosk, in: week.columnNumber, series: report.series, from: &change)
            try db.checkSeries(of: kiosk, in: week.columnNumber)
            try db.execute(
                sql: "INSERT INTO counter_report (kiosk, week, series, site) VALUES (?, ?, ?, ?)",
                arguments: [kiosk.text, week.columnNumber, report.series, site])
            try db.insert(report.lines, of: db.lastInsertedRowID)
            change.add(report.lines, site: site)
            // What was counted without a trusted clock is in no sum.
            if let week { try db.apply(change, in: week.columnNumber) }
        }
    }

    public func sums(of metrics: Set<Metric>, in weeks: ClosedRange<ISOWeek>) async throws(HubStoreError) -> [CounterSum] {
        try await read("adding counts up") { db in
            try metrics.sorted { $0.rawValue < $1.rawValue }.flatMap { metric in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT site, dim1, dim2, sum(count) AS count FROM counter_sum
                        WHERE metric = ? AND week BETWEEN ? AND ? GROUP BY site, dim1, dim2
                        HAVING sum(count) > 0 ORDER BY site, dim1, dim2
                        """, arguments: [metric.rawValue, weeks.lowerBound.columnNumber, weeks.upperBound.columnNumber]
                ).compactMap { row in
                    CounterSum(
                        of: metric, dim1: try row.text("dim1"), dim2: try row.text("dim2"), site: try row.text("site"),
                        count: try row.int("count"))
                }
            }
        }
    }
}

extension Database {
    /// Takes the report away that the new one replaces.
    fileprivate func takeBack(of kiosk: KioskID, in week: Int, series: String, from change: inout CountChange) throws {
        let old = try Row.fetchOne(
            self, sql: "SELECT id, site FROM counter_report WHERE kiosk = ? AND week = ? AND series = ?",
            arguments: [kiosk.text, week, series])
        guard let old else { return }
        let (id, site) = (try old.int("id"), try old.text("site"))
        for row in try Row.fetchAll(
            self, sql: "SELECT metric, dim1, dim2, count FROM counter_line WHERE report = ?", arguments: [id])
        {
            change.takeBack(
                .init(site: site, metric: try row.text("metric"), dim1: try row.text("dim1"), dim2: try row.text("dim2")),
                try row.int("count"))
        }
        try execute(sql: "DELETE FROM counter_report WHERE id = ?", arguments: [id])
    }

    fileprivate func checkSeries(of kiosk: KioskID, in week: Int) throws {
        let others = try Int.fetchOne(
            self, sql: "SELECT count(*) FROM counter_report WHERE kiosk = ? AND week = ?", arguments: [kiosk.text, week])
        guard (others ?? 0) < CounterReport.mostSeriesOfWeek else { throw HubStoreError.tooMany(doing: "keeping counts") }
    }

    fileprivate func insert(_ lines: [CounterReport.Line], of report: Int64) throws {
        let insert = try cachedStatement(
            sql: "INSERT INTO counter_line (report, metric, dim1, dim2, count) VALUES (?, ?, ?, ?, ?)")
        for line in lines { try insert.execute(arguments: [report, line.metric, line.dim1, line.dim2, line.count]) }
    }

    /// Brings the sums up to date.
    fileprivate func apply(_ change: CountChange, in week: Int) throws {
        let add = try cachedStatement(
            sql: """
                INSERT INTO counter_sum (metric, week, site, dim1, dim2, count)
                VALUES (:metric, :week, :site, :dim1, :dim2, :count)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """)
        // A sum that gets smaller is there, and what is not there may not be negative.
        let take = try cachedStatement(
            sql: """
                UPDATE counter_sum SET count = count + :count
                WHERE metric = :metric AND week = :week AND site = :site AND dim1 = :dim1 AND dim2 = :dim2
                """)
        for (cell, count) in change.cells {
            try (count > 0 ? add : take).execute(arguments: [
                "metric": cell.metric, "week": week, "site": cell.site, "dim1": cell.dim1, "dim2": cell.dim2, "count": count,
            ])
        }
    }
}
