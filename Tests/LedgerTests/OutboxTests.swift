import Intake
import Ledger
import Testing

@Suite struct OutboxTests {
    private let ledger: Ledger
    private let lookup: Lookup
    private let record: SealedRecord

    init() async throws {
        ledger = try Ledger(at: .memory)
        (lookup, record) = try Samples.token(1)
        try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
    }

    @Test func `a record is delivered only when its code may be in somebody's hand`() async throws {
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).isEmpty)
        try await ledger.beginPrinting(lookup)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).isEmpty)
        try await ledger.printed(lookup)
        let item = try #require(try await ledger.outboxBatch(limit: 10, at: .zero).first)
        #expect(item.kind == .deliver(record, week: Samples.week))
        #expect(item.attempts == 1)
    }

    @Test func `a visitor who left while it printed has a good number`() async throws {
        try await ledger.beginPrinting(lookup)
        try await ledger.interrupted(lookup)
        #expect(try await ledger.state(of: lookup) == .waiting)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).count == 1)
        await #expect(throws: LedgerError.notAllowed(.printing, from: .uncertain)) {
            try await ledger.beginPrinting(lookup)
        }
    }

    @Test func `what was not acknowledged comes again`() async throws {
        try await ledger.shown(lookup)
        for attempt in 1...12 { #expect(try await ledger.outboxBatch(limit: 10, at: .zero).map(\.attempts) == [attempt]) }
    }

    @Test func `what the hub refused is kept, told, and offered again in its time`() async throws {
        try await ledger.shown(lookup)
        let item = try #require(try await ledger.outboxBatch(limit: 10, at: .seconds(5)).first)
        #expect(try await ledger.refusedRecords() == 0)
        try await ledger.setAside(item, until: .seconds(100))
        #expect(try await ledger.outboxBatch(limit: 10, at: .seconds(99)).isEmpty)
        let summary = try await ledger.summary()
        #expect(summary.kept == 1 && summary.delivered == 0)
        #expect(try await ledger.refusedRecords() == 1)
        let again = try #require(try await ledger.outboxBatch(limit: 10, at: .seconds(100)).first)
        #expect(again.kind == item.kind)
        try await ledger.acknowledged(again)
        #expect(try await ledger.refusedRecords() == 0)
    }

    @Test func `an acknowledged record is erased here and its state is kept`() async throws {
        try await ledger.shown(lookup)
        let item = try #require(try await ledger.outboxBatch(limit: 10, at: .zero).first)
        try await ledger.acknowledged(item)
        try await ledger.acknowledged(item)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).isEmpty)
        let summary = try await ledger.summary()
        #expect(summary.kept == 0 && summary.delivered == 1)
        #expect(try await ledger.state(of: lookup) == .waiting)
    }

    @Test func `a void token that may have reached the hub is called back`() async throws {
        try await ledger.shown(lookup)
        _ = try await ledger.outboxBatch(limit: 10, at: .zero)  // handed out; the answer is lost
        try await ledger.void(lookup)
        let item = try #require(try await ledger.outboxBatch(limit: 10, at: .zero).first)
        #expect(item.kind == .withdraw)
        try await ledger.acknowledged(item)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).isEmpty)
    }

    @Test func `a token that becomes void while it is on its way is called back afterwards`() async throws {
        try await ledger.shown(lookup)
        let item = try #require(try await ledger.outboxBatch(limit: 10, at: .zero).first)
        try await ledger.void(lookup)
        try await ledger.acknowledged(item)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).map(\.kind) == [.withdraw])
        #expect(try await ledger.state(of: lookup) == .void)
    }

    @Test func `a batch has its limit and goes round`() async throws {
        try await ledger.shown(lookup)
        for number in 2...5 {
            let (lookup, record) = try Samples.token(number)
            try await ledger.issue(record: record, lookup: lookup, week: nil)
            try await ledger.shown(lookup)
        }
        let first = try await ledger.outboxBatch(limit: 3, at: .zero)
        let second = try await ledger.outboxBatch(limit: 3, at: .zero)
        #expect(first.count == 3 && second.count == 3 && second.map(\.attempts).sorted() == [1, 1, 2])
        #expect(Set((first + second).map(\.lookup)).count == 5)
        #expect(try await ledger.outboxBatch(limit: -1, at: .zero).isEmpty)
    }

    @Test func `a token that expired on its way needs no acknowledgement`() async throws {
        try await ledger.shown(lookup)
        let item = try #require(try await ledger.outboxBatch(limit: 1, at: .zero).first)
        try await ledger.expire(before: try #require(ISOWeek(year: 2027, week: 10)))
        try await ledger.acknowledged(item)
        #expect(try await ledger.summary().tokens == 0)
    }
}
