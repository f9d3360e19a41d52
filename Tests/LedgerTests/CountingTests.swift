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
        #expect(try await ledger.countedWeeks() == [next])
        #expect(try await ledger.summary().since == Samples.week)
    }
}
