import Foundation
import GRDB
import Intake
import Link

/// A week's counts as the hub is to have them.
public struct WeekReport: Hashable, Sendable {
    /// `nil`: counted while the clock was not to be trusted.
    public let week: ISOWeek?
    public let report: CounterReport
    /// How many changes of the week's counts are in it.
    public let changes: Int

    public init(week: ISOWeek?, report: CounterReport, changes: Int) {
        (self.week, self.report, self.changes) = (week, report, changes)
    }
}

extension Ledger {
    /// The weeks whose counts have changed since the hub took them, oldest first.
    ///
    /// `limit` is at most 100.
    public func unreportedWeeks(limit: Int) async throws(LedgerError) -> [WeekReport] {
        try await read(.reading) { db in
            try Row.fetchAll(
                db, sql: "SELECT week, name, changes FROM series WHERE taken < changes ORDER BY week LIMIT ?",
                arguments: [min(max(limit, 0), 100)]
            ).map { row in
                let column: WeekColumn? = row["week"]
                let name: Data = row["name"]
                let lines = try Ledger.counts(of: column?.week, in: db).prefix(CounterReport.mostLines).map {
                    CounterReport.Line($0.counter, count: min($0.value, CounterReport.mostOfOne))
                }
                return WeekReport(
                    week: column?.week, report: CounterReport(series: Array(name), lines: lines), changes: row["changes"])
            }
        }
    }

    /// The hub has taken a week's counts as they stood.
    public func reported(_ week: WeekReport) async throws(LedgerError) {
        guard let name = Hex.bytes(week.report.series) else { return }
        try await write(.delivering) { db in
            try db.execute(
                sql: "UPDATE series SET taken = max(taken, min(?, changes)) WHERE week = ? AND name = ?",
                arguments: [week.changes, WeekColumn(week.week), name.blob])
        }
    }

    /// Numbers of which the hub may know more than is known here: delivered and not closed, in the order of their lookups.
    ///
    /// `limit` is at most 100.
    ///
    /// - Parameter last: the one after which to go on; `nil`: from the first.
    public func openTokens(after last: Lookup?, limit: Int) async throws(LedgerError) -> [Lookup] {
        try await read(.reading) { db in
            try Data.fetchAll(
                db,
                sql: """
                    SELECT lookup FROM token
                    WHERE lookup > ? AND delivered = 1 AND state IN ('waiting', 'opened', 'referred')
                    ORDER BY lookup LIMIT ?
                    """, arguments: [last?.databaseValue ?? Data().databaseValue, min(max(limit, 0), 100)]
            ).compactMap { Lookup(bytes: $0) }
        }
    }
}
