import Devices
import Foundation
import Intake
import Ledger
import Link
import Logging
import ServiceLifecycle
import SimulatedDevices
import Testing

@testable import HubConnection

/// The whole of the kiosk's side against the whole of the hub's.
@Suite(.serialized) struct HubLinkTests {
    private static let note = HealthNote(
        state: "healthy", program: "0.1.0", guide: "", paper: "ok", printer: "working", clock: "none", waiting: 0, lastTouched: "")

    private func link(_ pair: Pair, _ ledger: Ledger, _ clock: SimulatedClock, heard: @escaping @Sendable (Int64) -> Void = { _ in }) -> HubLink {
        var around = HubLink.Surroundings(clock: clock) { Self.note }
        around.heardTime = heard
        return HubLink(ledger: ledger, folder: pair.folder, around: around, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func issue(_ seed: UInt64, in ledger: Ledger) async throws -> Lookup {
        let item = try Pair.item(seed)
        guard case .deliver(let record, let week) = item.kind else { return item.lookup }
        try await ledger.issue(record: record, lookup: item.lookup, week: week)
        try await ledger.shown(item.lookup)
        return item.lookup
    }

    @Test(arguments: [0, -20, 20]) func `what the ledger keeps arrives, with a clock that is years off`(_ years: Int) async throws {
        let pair = try await Pair()
        let ledger = try Ledger(at: .memory)
        let clock = SimulatedClock.running()
        clock.setWallError(.seconds(years * 365 * 86_400), trust: .none)
        var lookups: [Lookup] = []
        for seed in 1...40 { lookups.append(try await issue(UInt64(seed), in: ledger)) }
        let heard = Heard()
        let link = link(pair, ledger, clock) { seconds in heard.note(seconds) }
        let running = Task { try await link.run() }
        for await _ in heard.stream { if try await ledger.summary().delivered == 40 { break } }
        // One more while it rests: the news of the ledger wake it.
        lookups.append(try await issue(41, in: ledger))
        while try await ledger.summary().delivered < 41 { await Task.yield() }
        #expect(await link.state(of: lookups[0]) == .waiting)
        #expect(link.state.kiosk == pair.papers.enrolment.kiosk && link.state.failures == 0 && link.state.heardAt != nil)
        running.cancel()
        _ = await running.result
        #expect(try await ledger.summary().kept == 0)
        pair.hub.kill()
        let store = try pair.hub.store()
        #expect(try await store.waitingIntakes() == ["amman-airport": 41])
        #expect(try await store.states(of: lookups) == Array(repeating: .waiting, count: 41))
        await store.close()
    }

    @Test func `without a hub everything is kept, and a page gets its answer at once`() async throws {
        let pair = try await Pair()
        pair.hub.kill()
        let ledger = try Ledger(at: .memory)
        let lookup = try await issue(1, in: ledger)
        let link = link(pair, ledger, .running())
        let running = Task { try await link.run() }
        while link.state.failures == 0 { await Task.yield() }
        #expect(await link.state(of: lookup) == nil)
        running.cancel()
        _ = await running.result
        let summary = try await ledger.summary()
        #expect(summary.kept == 1 && summary.delivered == 0)
    }
}

/// The hub's time, as often as it came.
final class Heard: Sendable {
    let stream: AsyncStream<Int64>
    private let teller: AsyncStream<Int64>.Continuation

    init() { (stream, teller) = AsyncStream.makeStream() }

    func note(_ seconds: Int64) { teller.yield(seconds) }
}
