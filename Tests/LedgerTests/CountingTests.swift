import GRDB
import Intake
import Testing

@testable import Ledger

@Suite struct CountingTests {
    private let ledger: Ledger

    init() throws { ledger = try Ledger(at: .memory) }

    @Test func `the same thing in the same week is one line with a sum`() async throws {
        let counter = try Counter(.sessionLanguage, "km", "work")
        for _ in 0..<3 { try await ledger.count(counter, in: Samples.week) }
        try await ledger.count([Counter(.session), counter], in: Samples.week)
        try await ledger.count(counter, in: nil)
        let counts = try await ledger.weeklyCounters(Samples.week)
        let expected = [(try Counter(.session), 1), (counter, 4)].map { WeeklyCount(counter: $0, value: $1) }
        #expect(counts == expected)
        #expect(try await ledger.weeklyCounters(nil) == [WeeklyCount(counter: counter, value: 1)])
        #expect(try await ledger.countedWeeks() == [nil, Samples.week])
        let summary = try await ledger.summary()
        #expect(summary.counters == 3 && summary.since == Samples.week)
    }

    @Test func `every counter that can be made can be kept and comes back`() async throws {
        var counters: [Counter] = []
        for metric in Metric.allCases {
            counters.append(
                try Counter(metric, values: metric.dimensions.map { ($0.values ?? ["zz-open-value-16"])[0] }))
        }
        try await ledger.count(counters, in: Samples.week)
        #expect(Set(try await ledger.weeklyCounters(Samples.week).map(\.counter)) == Set(counters))
    }

    @Test(arguments: [
        "(202647, 'visitor', '', '', 1)", "(202647, 'token_issue', 'km', 'work', 1)", "(202647, 'session', '', '', 0)",
        "(20264, 'session', '', '', 1)", "(202647, 'session', 'more than sixteen characters', '', 1)",
        "(202647, 'session', '', '', 'many')",
    ]) func `the table itself refuses what may not be counted`(_ values: String) async throws {
        await #expect(throws: LedgerError.self) {
            try await ledger.write(.counting) { db in try db.execute(sql: "INSERT INTO counters VALUES \(values)") }
        }
    }

    @Test func `old counts are erased when the hub has them`() async throws {
        let next = try #require(Samples.week?.advanced(by: 1))
        try await ledger.count(Counter(.session), in: Samples.week)
        try await ledger.count(Counter(.session), in: next)
        try await ledger.forgetCounters(before: next)
        #expect(try await ledger.countedWeeks() == [Samples.week, next], "the hub has none of them")
        for week in try await ledger.unreportedWeeks(limit: 10) { try await ledger.reported(week) }
        try await ledger.forgetCounters(before: next)
        #expect(try await ledger.countedWeeks() == [next])
        #expect(try await ledger.summary().since == Samples.week)
    }

    @Test func `a week goes to the hub again only when something was counted`() async throws {
        try await ledger.count([Counter(.session), Counter(.helpOpen)], in: Samples.week)
        try await ledger.count(Counter(.session), in: nil)
        let weeks = try await ledger.unreportedWeeks(limit: 10)
        #expect(weeks.map(\.week) == [nil, Samples.week])
        #expect(try weeks[1].report.counted().map(\.count) == [1, 1])
        // Counted while the report was on its way: it goes again, in the same series, with all that there is.
        try await ledger.count(Counter(.session), in: Samples.week)
        for week in weeks { try await ledger.reported(week) }
        let again = try await ledger.unreportedWeeks(limit: 10)
        #expect(again.map(\.week) == [Samples.week] && again.map(\.report.series) == [weeks[1].report.series])
        #expect(try again[0].report.counted().reduce(0) { $0 + $1.count } == 3)
        for week in again { try await ledger.reported(week) }
        #expect(try await ledger.unreportedWeeks(limit: 10).isEmpty)
    }

    @Test func `counts that come after a week was erased are another series`() async throws {
        let next = try #require(Samples.week?.advanced(by: 1))
        try await ledger.count(Counter(.session), in: Samples.week)
        let first = try #require(try await ledger.unreportedWeeks(limit: 1).first)
        try await ledger.reported(first)
        try await ledger.forgetCounters(before: next)
        try await ledger.count(Counter(.session), in: Samples.week)
        let second = try #require(try await ledger.unreportedWeeks(limit: 1).first)
        #expect(second.report.series != first.report.series)
        // An answer for the series that is gone means nothing to the new one.
        try await ledger.reported(WeekReport(week: first.week, report: first.report, changes: 9))
        #expect(try await ledger.unreportedWeeks(limit: 1) == [second])
    }
}
