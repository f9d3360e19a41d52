import Intake
import Ledger
import Testing

/// The contract of a ledger, kept in memory and in a file alike.
@Suite struct TokenTests {
    enum Kept: CaseIterable { case memory, file }

    private let folder: Folder

    init() throws { folder = try Folder() }

    private func ledger(_ kept: Kept) throws -> Ledger {
        try Ledger(at: kept == .memory ? .memory : .file(folder.ledger))
    }

    @Test(arguments: Kept.allCases) func `an issued token waits for its counsellor`(_ kept: Kept) async throws {
        let ledger = try ledger(kept)
        let (lookup, record) = try Samples.token(1)
        #expect(try await ledger.state(of: lookup) == .unknown)
        try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
        #expect(try await ledger.state(of: lookup) == .waiting)
        #expect(try await ledger.printState(of: lookup) == .issued)
        #expect(try await ledger.summary().kept == 1)
    }

    @Test(arguments: Kept.allCases) func `a lookup is issued once`(_ kept: Kept) async throws {
        let ledger = try ledger(kept)
        let (lookup, record) = try Samples.token(1)
        try await ledger.issue(record: record, lookup: lookup, week: nil)
        await #expect(throws: LedgerError.alreadyIssued) {
            try await ledger.issue(record: record, lookup: lookup, week: nil)
        }
        #expect(try await ledger.summary().tokens == 1)
    }

    @Test(arguments: Kept.allCases) func `no code is printed twice`(_ kept: Kept) async throws {
        let ledger = try ledger(kept)
        let (lookup, record) = try Samples.token(1)
        try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
        try await ledger.beginPrinting(lookup)
        await #expect(throws: LedgerError.notAllowed(.printing, from: .printing)) {
            try await ledger.beginPrinting(lookup)
        }
        try await ledger.printed(lookup)
        await #expect(throws: LedgerError.notAllowed(.printing, from: .printed)) {
            try await ledger.beginPrinting(lookup)
        }
        try await ledger.void(lookup)
        await #expect(throws: LedgerError.notAllowed(.printing, from: .void)) { try await ledger.beginPrinting(lookup) }
    }

    @Test(arguments: Kept.allCases) func `a slip that did not come out is void and its record is gone`(
        _ kept: Kept
    ) async throws {
        let ledger = try ledger(kept)
        let (lookup, record) = try Samples.token(1)
        try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
        try await ledger.beginPrinting(lookup)
        try await ledger.void(lookup)
        try await ledger.void(lookup)
        #expect(try await ledger.state(of: lookup) == .void)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).isEmpty)
        let summary = try await ledger.summary()
        #expect(summary.kept == 0 && summary.void == 1 && summary.tokens == 1)
    }

    @Test func `a token is good when the visitor chose not to print, and may be printed after all, once`() async throws {
        let ledger = try Ledger(at: .memory)
        let (lookup, record) = try Samples.token(1)
        try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
        try await ledger.shown(lookup)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).map(\.lookup) == [lookup])
        try await ledger.beginPrinting(lookup)
        try await ledger.printed(lookup)
        await #expect(throws: LedgerError.self) { try await ledger.beginPrinting(lookup) }
    }

    @Test func `steps of a token that was never issued are refused`() async throws {
        let ledger = try Ledger(at: .memory)
        let (lookup, _) = try Samples.token(1)
        await #expect(throws: LedgerError.unknownToken(.printing)) { try await ledger.beginPrinting(lookup) }
        await #expect(throws: LedgerError.unknownToken(.voiding)) { try await ledger.void(lookup) }
        #expect(try await !ledger.learned(lookup, .opened))
    }

    @Test func `what the hub says is kept, in the order of the work and not of the post`() async throws {
        let ledger = try Ledger(at: .memory)
        let (lookup, record) = try Samples.token(1)
        try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
        try await ledger.shown(lookup)
        #expect(try await ledger.learned(lookup, .referred))
        #expect(try await !ledger.learned(lookup, .opened))
        #expect(try await !ledger.learned(lookup, .unknown))
        #expect(try await ledger.state(of: lookup) == .referred)
        #expect(try await ledger.summary().kept == 0)
        #expect(try await ledger.outboxBatch(limit: 10, at: .zero).isEmpty)
        #expect(try await ledger.learned(lookup, .closed))
        #expect(try await ledger.state(of: lookup) == .closed)
    }

    @Test func `a task that is cancelled still finishes what it began`() async throws {
        let ledger = try Ledger(at: .memory)
        let (lookup, record) = try Samples.token(1)
        let task = Task { try await ledger.issue(record: record, lookup: lookup, week: nil) }
        task.cancel()
        try await task.value
        #expect(try await ledger.state(of: lookup) == .waiting)
    }

    @Test func `each step follows only from the states before it`() {
        let allowed: [PrintStep: [PrintState]] = [
            .printing: [.issued, .shown], .printed: [.printing, .uncertain], .shown: [.issued, .shown],
            .interrupted: [.issued, .printing], .voided: PrintState.allCases,
        ]
        for step in PrintStep.allCases {
            #expect(PrintState.allCases.filter { $0.after(step) != nil } == allowed[step])
        }
        #expect(PrintState.allCases.filter(\.isDelivered) == [.printed, .shown, .uncertain])
    }

    @Test func `no error tells which token it was`() throws {
        let (lookup, _) = try Samples.token(0x1234_5678)
        let errors: [LedgerError] = [
            .inUse, .newerVersion, .damaged(.opening), .diskFull(.issuing), .alreadyIssued, .unknownToken(.voiding),
            .notAllowed(.printing, from: .void), .store(.counting, code: 19), .files(.settingAside, errno: 13),
        ]
        for error in errors {
            var shown = error.description
            dump(error, to: &shown)
            #expect(!shown.contains(lookup.hex) && error.description.count > 20)
        }
    }
}
