import GRDB
import Intake

/// One line of a week's counts.
public struct WeeklyCount: Hashable, Sendable {
    public let counter: Counter
    /// Range: from 1.
    public let value: Int
}

extension Ledger {
    /// Adds one to each counter in the week that it happened in; `nil` where the clock is not to be trusted.
    public func count(_ counters: [Counter], in week: ISOWeek?) async throws(LedgerError) {
        guard !counters.isEmpty else { return }
        try await write(.counting) { db in
            for counter in counters {
                let (first, second) = counter.columns
                try db.execute(
                    sql: """
                        INSERT INTO counters (week, metric, dim1, dim2, value) VALUES (?, ?, ?, ?, 1)
                        ON CONFLICT DO UPDATE SET value = value + 1
                        """, arguments: [WeekColumn(week), counter.metric.rawValue, first, second])
            }
            try db.execute(
                sql: """
                    INSERT INTO series (week, name, changes) VALUES (?, randomblob(16), 1)
                    ON CONFLICT DO UPDATE SET changes = changes + 1
                    """, arguments: [WeekColumn(week)])
            try Ledger.noteSince(week, in: db)
        }
    }

    /// Adds one to a counter.
    public func count(_ counter: Counter, in week: ISOWeek?) async throws(LedgerError) {
        try await count([counter], in: week)
    }

    /// All counts of a week, by metric and values; of what was counted without a trusted clock for `nil`.
    public func weeklyCounters(_ week: ISOWeek?) async throws(LedgerError) -> [WeeklyCount] {
        try await read(.reading) { db in
            try Ledger.counts(of: week, in: db)
        }
    }

    static func counts(of week: ISOWeek?, in db: Database) throws -> [WeeklyCount] {
        try Row.fetchAll(
            db, sql: "SELECT metric, dim1, dim2, value FROM counters WHERE week = ? ORDER BY metric, dim1, dim2",
            arguments: [WeekColumn(week)]
        ).compactMap(WeeklyCount.init)
    }

    /// The weeks that have counts, oldest first; `nil` stands for counts without a trusted clock.
    public func countedWeeks() async throws(LedgerError) -> [ISOWeek?] {
        try await read(.reading) { db in
            try WeekColumn.fetchAll(db, sql: "SELECT DISTINCT week FROM counters ORDER BY week").map(\.week)
        }
    }

    private static func noteSince(_ week: ISOWeek?, in db: Database) throws {
        guard let week else { return }
        try db.execute(
            sql: """
                INSERT INTO meta (key, value) VALUES ('since_week', ?)
                ON CONFLICT DO UPDATE SET value = min(value, excluded.value)
                """, arguments: [WeekColumn(week)])
    }
}

extension Counter {
    fileprivate var columns: (String, String) {
        (values.first ?? "", values.count > 1 ? values[1] : "")
    }
}

extension WeeklyCount {
    fileprivate init?(_ row: Row) {
        let values = [row["dim1"] as String?, row["dim2"] as String?].compactMap { $0 }.filter { !$0.isEmpty }
        // A counter of another version, whose values are not allowed any more, is not reported: `try?`.
        guard let metric = (row["metric"] as String?).flatMap(Metric.init),
            let counter = try? Counter(metric, values: values), let value: Int = row["value"]
        else { return nil }
        self.init(counter: counter, value: value)
    }
}
