import SimulatedDevices
import Intake
import Ledger
import Testing

/// Everything that can happen to tokens, in any order, beside a model that is too simple to be wrong.
@Suite struct StormTests {
    private struct Expected {
        var print = PrintState.issued
        var state = TokenState.waiting
        var week: ISOWeek
        var hasRecord = true
        var begun = 0
    }

    @Test(arguments: UInt64(1)...24) func `in any order of events the ledger does what its words say`(
        _ seed: UInt64
    ) async throws {
        var random = SeededRandom(seed: seed)
        let folder = try Folder()
        // Every eighth storm is on the disk, with restarts; the others are quick.
        let isFile = seed % 8 == 0
        var ledger = try Ledger(at: isFile ? .file(folder.ledger) : .memory)
        var tokens: [Lookup: Expected] = [:]
        var order: [Lookup] = []
        var inFlight: [OutboxItem] = []
        var uptime = Duration.zero
        let week = try #require(Samples.week)

        for _ in 0..<250 {
            let lookup = order.randomElement(using: &random)
            uptime += .seconds(Int.random(in: 0...400, using: &random))
            switch Int.random(in: 0..<12, using: &random) {
            case 0, 1, 2:
                let (lookup, record) = try Samples.token(&random)
                let issued = try #require(week.advanced(by: Int.random(in: -9...0, using: &random)))
                try await ledger.issue(record: record, lookup: lookup, week: issued)
                tokens[lookup] = Expected(week: issued)
                order.append(lookup)
            case 3, 4, 5, 6, 7:
                guard let lookup, let step = PrintStep.allCases.randomElement(using: &random) else { continue }
                try await take(step, of: lookup, in: ledger, expecting: &tokens[lookup, default: Expected(week: week)])
            case 8:
                let batch = try await ledger.outboxBatch(limit: 5, at: uptime)
                for item in batch {
                    let token = try #require(tokens[item.lookup], "seed \(seed)")
                    switch item.kind {
                    case .deliver: #expect(token.print.isDelivered && token.hasRecord, "seed \(seed)")
                    case .withdraw: #expect(token.print == .void, "seed \(seed)")
                    }
                }
                inFlight += batch
            case 9:
                guard let item = inFlight.randomElement(using: &random) else { continue }
                try await ledger.acknowledged(item)
                if case .deliver = item.kind { tokens[item.lookup]?.hasRecord = false }
            case 10:
                guard let lookup, let news = TokenState.allCases.randomElement(using: &random),
                    var token = tokens[lookup]
                else { continue }
                #expect(try await ledger.learned(lookup, news) == token.state.mayBecome(news), "seed \(seed)")
                guard token.state.mayBecome(news) else { continue }
                (token.state, token.hasRecord) = (news, false)
                if news == .void { token.print = .void }
                tokens[lookup] = token
            default:
                let limit = try #require(week.advanced(by: Int.random(in: -14 ... -5, using: &random)))
                try await ledger.expire(before: limit)
                tokens = tokens.filter { $0.value.week >= limit }
                order.removeAll { tokens[$0] == nil }
                guard isFile else { continue }
                try ledger.close()
                ledger = try Ledger(at: .file(folder.ledger))
                uptime = .zero
                for (lookup, token) in tokens {
                    tokens[lookup]?.print = token.print.after(.interrupted) ?? token.print
                }
            }
            let summary = try await ledger.summary()
            #expect(summary.tokens == tokens.count, "seed \(seed)")
            #expect(summary.kept == tokens.values.count(where: \.hasRecord), "seed \(seed)")
            #expect(summary.void == tokens.values.count { $0.print == .void }, "seed \(seed)")
        }
        for (lookup, token) in tokens {
            #expect(try await ledger.printState(of: lookup) == token.print, "seed \(seed)")
            #expect(try await ledger.state(of: lookup) == token.state, "seed \(seed)")
            #expect(token.begun <= 1, "seed \(seed)")
        }
    }

    private func take(
        _ step: PrintStep, of lookup: Lookup, in ledger: Ledger, expecting token: inout Expected
    ) async throws {
        do {
            switch step {
            case .printing: try await ledger.beginPrinting(lookup)
            case .printed: try await ledger.printed(lookup)
            case .shown: try await ledger.shown(lookup)
            case .interrupted: try await ledger.interrupted(lookup)
            case .voided: try await ledger.void(lookup)
            }
        } catch LedgerError.notAllowed {
            #expect(token.print.after(step) == nil)
            return
        }
        token.print = try #require(token.print.after(step))
        if step == .printing { token.begun += 1 }
        if step == .voided { (token.state, token.hasRecord) = (.void, false) }
    }
}
