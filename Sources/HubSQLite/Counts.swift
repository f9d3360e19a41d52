import GRDB
import Hub
import Intake
import Link

extension SQLiteHubStore: CounterStore {
    public func keep(_ report: CounterReport, of kiosk: KioskID, in week: ISOWeek?) async throws(HubStoreError) {
        try await write("keeping counts") { db in
            guard let site = try db.site(of: kiosk) else { throw HubStoreError.notFound(doing: "keeping counts") }
            var change = CountChange(week: Column.week(week))
            try change.takeBack(kiosk: kiosk, series: report.series, in: db)
            try db.execute(
                sql: "INSERT INTO counter_report (kiosk, week, series, site) VALUES (?, ?, ?, ?)",
                arguments: [kiosk.text, change.week, report.series, site])
            try change.add(report.lines, report: db.lastInsertedRowID, site: site, in: db)
            try change.apply(in: db)
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
                        """, arguments: [metric.rawValue, Column.week(weeks.lowerBound), Column.week(weeks.upperBound)]
                ).compactMap { try CounterSum($0, of: metric) }
            }
        }
    }
}

extension CounterSum {
    /// A counter of another version, whose values are not allowed any more, is in no report: `nil`.
    fileprivate init?(_ row: Row, of metric: Metric) throws {
        let values = [try row.text("dim1"), try row.text("dim2")].filter { !$0.isEmpty }
        // The refusal says nothing more: `try?`.
        guard let counter = try? Counter(metric, values: values) else { return nil }
        self.init(counter: counter, site: try row.text("site"), count: try row.int("count"))
    }
}

/// What a report changes in the sums of its week.
private struct CountChange {
    struct Cell: Hashable {
        let site, metric, dim1, dim2: String
    }

    /// As in the column.
    let week: Int
    private var cells: [Cell: Int] = [:]

    init(week: Int) { self.week = week }

    /// Takes the report away that the new one replaces.
    mutating func takeBack(kiosk: KioskID, series: String, in db: Database) throws {
        let old = try Row.fetchOne(
            db, sql: "SELECT id, site FROM counter_report WHERE kiosk = ? AND week = ? AND series = ?",
            arguments: [kiosk.text, week, series])
        guard let old else { return }
        let (id, site) = (try old.int("id"), try old.text("site"))
        for row in try Row.fetchAll(
            db, sql: "SELECT metric, dim1, dim2, count FROM counter_line WHERE report = ?", arguments: [id])
        {
            let cell = Cell(site: site, metric: try row.text("metric"), dim1: try row.text("dim1"), dim2: try row.text("dim2"))
            cells[cell, default: 0] -= try row.int("count")
        }
        try db.execute(sql: "DELETE FROM counter_report WHERE id = ?", arguments: [id])
    }

    mutating func add(_ lines: [CounterReport.Line], report: Int64, site: String, in db: Database) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO counter_line (report, metric, dim1, dim2, count) VALUES (?, ?, ?, ?, ?)")
        for line in lines {
            let (dim1, dim2) = (line.values.first ?? "", line.values.count > 1 ? line.values[1] : "")
            try insert.execute(arguments: [report, line.metric, dim1, dim2, line.count])
            cells[Cell(site: site, metric: line.metric, dim1: dim1, dim2: dim2), default: 0] += line.count
        }
    }

    /// Brings the sums up to date. What was counted without a trusted clock is in no sum.
    func apply(in db: Database) throws {
        guard week != 0 else { return }
        let add = try db.cachedStatement(
            sql: """
                INSERT INTO counter_sum (metric, week, site, dim1, dim2, count)
                VALUES (:metric, :week, :site, :dim1, :dim2, :count)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """)
        // A sum that gets smaller is there, and what is not there may not be negative.
        let take = try db.cachedStatement(
            sql: """
                UPDATE counter_sum SET count = count + :count
                WHERE metric = :metric AND week = :week AND site = :site AND dim1 = :dim1 AND dim2 = :dim2
                """)
        for (cell, count) in cells where count != 0 {
            try (count > 0 ? add : take).execute(arguments: [
                "metric": cell.metric, "week": week, "site": cell.site, "dim1": cell.dim1, "dim2": cell.dim2, "count": count,
            ])
        }
    }
}
