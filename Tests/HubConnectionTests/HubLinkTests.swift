import Devices
import Foundation
import Intake
import Ledger
import Link
import Logging
import Sealing
import ServiceLifecycle
import SimulatedDevices
import Synchronization
import Testing

@testable import HubConnection

/// The whole of the kiosk's side against the whole of the hub's.
@Suite(.serialized) struct HubLinkTests {
    private static let note = HealthNote(
        state: "healthy", program: "0.1.0", guide: "", paper: "ok", printer: "working", clock: "none", waiting: 0, lastTouched: "")

    private func link(_ pair: Pair, _ ledger: Ledger, _ clock: SimulatedClock, heard: @escaping @Sendable (Int64) -> Void = { _ in }) -> HubLink {
        var around = HubLink.Surroundings(clock: clock, sealTo: { _ in }, health: { Self.note })
        around.heardTime = heard
        return HubLink(ledger: ledger, folder: pair.folder, around: around, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func issue(_ seed: UInt64, in ledger: Ledger, sealedTo key: MRCPrivateKey = RealHub.centre) async throws -> Lookup {
        let item = try Pair.item(seed, sealedTo: key)
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
        #expect(link.state.failures == 0 && link.state.heardAt != nil && !link.state.hasNoPapers)
        running.cancel()
        _ = await running.result
        #expect(try await ledger.summary().kept == 0)
        pair.hub.kill()
        let store = try pair.hub.store()
        #expect(try await store.waitingIntakes() == ["amman-airport": 41])
        #expect(try await store.states(of: lookups) == Array(repeating: .waiting, count: 41))
        await store.close()
    }

    @Test func `a kiosk that is enrolled while it runs seals to the hub's key, and keeps what was sealed to another`() async throws {
        let pair = try await Pair()
        let code = try EnrolmentCode(try pair.hub.say("kiosk", "add", "--site", "amman-airport", "second"))
        let folder = pair.folder.appending(path: "second", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (ledger, before) = (try Ledger(at: .memory), MRCPrivateKey())
        let kept = try await issue(1, in: ledger, sealedTo: before)
        let sent = try await issue(2, in: ledger)
        let keys = Mutex<[MRCPublicKey]>([])
        let around = HubLink.Surroundings(
            clock: SimulatedClock.running(),
            sealTo: { key in
                let delivered = try? await ledger.summary().delivered
                #expect(delivered == 0, "something went to the hub before the kiosk sealed to its key")
                keys.withLock { $0.append(key) }
            }, health: { Self.note })
        let link = HubLink(
            ledger: ledger, folder: folder, around: around, location: pair.papers.location, code: code,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await link.run() }
        while try await ledger.summary().delivered == 0 || link.state.heardAt == nil { await Task.yield() }
        // Whatever else there were to deliver would have gone with the same batch.
        _ = try await issue(3, in: ledger)
        while try await ledger.summary().delivered == 1 { await Task.yield() }
        running.cancel()
        _ = await running.result
        #expect(try keys.withLock(\.self) == [RealHub.centre.publicKey])
        let waiting = try await ledger.waiting(for: try RealHub.centre.publicKey.id)
        #expect(waiting.foreign == 1 && waiting.records == 0)
        #expect(try await ledger.summary().kept == 1)
        #expect(try await ledger.wholeOutbox(limit: 5).map(\.lookup) == [kept])
        pair.hub.kill()
        let store = try pair.hub.store()
        #expect(try await store.states(of: [kept, sent]) == [.unknown, .waiting])
        await store.close()
    }

    @Test func `a kiosk without papers and without a code says so`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID())", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Leftovers in the temporary folder are the system's to clear: `try?`.
        defer { try? FileManager.default.removeItem(at: folder) }
        let around = HubLink.Surroundings(clock: SimulatedClock.running(), sealTo: { _ in }, health: { Self.note })
        let link = HubLink(
            ledger: try Ledger(at: .memory), folder: folder, around: around, location: try Pair.location(1),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await link.run() }
        while !link.state.hasNoPapers { await Task.yield() }
        running.cancel()
        _ = await running.result
    }

    @Test func `a certificate that nears its end is exchanged, with a new key, and the kiosk goes on with it`() async throws {
        let pair = try await Pair()
        let ledger = try Ledger(at: .memory)
        _ = try await issue(1, in: ledger)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var registration = Registration(folder: pair.folder, location: nil, code: nil, logger: logger)
        // More than any certificate is good for.
        registration.renewBefore = 10_000 * 86_400
        let link = HubLink(
            ledger: ledger, around: HubLink.Surroundings(clock: SimulatedClock.running(), sealTo: { _ in }, health: { Self.note }),
            registration: registration, logger: logger)
        let running = Task { try await link.run() }
        var papers = pair.papers
        while papers.key == pair.papers.key {
            await Task.yield()
            papers = try #require(try HubPapers(in: pair.folder))
        }
        #expect(papers.enrolment.certificates != pair.papers.enrolment.certificates)
        #expect(papers.enrolment.authority == pair.papers.enrolment.authority && papers.enrolment.kiosk == pair.papers.enrolment.kiosk)
        _ = try await issue(2, in: ledger)
        while try await ledger.summary().delivered < 2 { await Task.yield() }
        // The hub knows the new one, and by it the same kiosk.
        let item = try Pair.item(3)
        guard case .receipt = try await Pair.carry(item, with: papers) else { Issue.record("the new certificate is not taken"); return }
        running.cancel()
        _ = await running.result
        #expect(try HubPapers(in: pair.folder)?.key == papers.key, "one is enough")
    }

    @Test func `after a silence pages are not made to wait for the hub, for a while`() async throws {
        let pair = try await Pair()
        let ledger = try Ledger(at: .memory)
        let lookup = try await issue(1, in: ledger)
        let clock = SimulatedClock.running()
        let link = link(pair, ledger, clock)
        let running = Task { try await link.run() }
        while await link.ties.state(lookup) != .waiting { await Task.yield() }
        pair.line.change { $0.holdsAnswers = true }
        #expect(await link.ties.state(lookup) == nil)
        pair.line.change { $0.holdsAnswers = false }
        #expect(await link.ties.state(lookup) == nil, "the next page asked again at once")
        await clock.advance(by: HubLink.quietAfterSilence + .seconds(1))
        while await link.ties.state(lookup) != .waiting { await clock.advance(by: .seconds(10)) }
        running.cancel()
        _ = await running.result
    }

    @Test func `without a hub everything is kept, and a page gets its answer at once`() async throws {
        let pair = try await Pair()
        pair.hub.kill()
        let ledger = try Ledger(at: .memory)
        let lookup = try await issue(1, in: ledger)
        let link = link(pair, ledger, .running())
        let running = Task { try await link.run() }
        while link.state.failures == 0 { await Task.yield() }
        #expect(await link.ties.state(lookup) == nil)
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
