import Crypto
import Foundation
import Hub
import Intake
import Ledger
import Link
import NIOCore
import Sealing
import Testing

@testable import HubConnection

/// Records on their way to the real hub over TLS, on a line that does its worst.
@Suite(.serialized) struct DeliveryTests {
    private func isReceipt(_ answer: HubAnswer, for item: OutboxItem) -> Bool {
        guard case .receipt(let receipt) = answer, case .deliver(let record, _) = item.kind else { return false }
        return receipt.confirms(item.lookup, digest: Array(SHA256.hash(data: record.bytes)))
    }

    @Test func `a record gets the same receipt however often it comes, and another record none`() async throws {
        let pair = try await Pair()
        let item = try Pair.item(1)
        let first = try await pair.carry(item)
        #expect(isReceipt(first, for: item))
        #expect(try await pair.carry(item) == first)
        guard case .deliver(let other, let week) = try Pair.item(2).kind else { return }
        let clash = OutboxItem(lookup: item.lookup, kind: .deliver(other, week: week), attempts: 1)
        #expect(try await pair.carry(clash) == .refused(.conflict))
        let client = try pair.client()
        #expect(await client.ask([item.lookup, try Pair.item(3).lookup]) == .states([.waiting, .unknown]))
        await client.close()
    }

    @Test func `a record that was called back stays away, whatever comes late`() async throws {
        let pair = try await Pair()
        let item = try Pair.item(1)
        let back = OutboxItem(lookup: item.lookup, kind: .withdraw, attempts: 1)
        #expect(try await pair.carry(back) == .done)
        #expect(try await pair.carry(item) == .refused(.withdrawn))
        #expect(try await pair.carry(back) == .done)
    }

    @Test func `counts and health are taken`() async throws {
        let pair = try await Pair()
        let client = try pair.client()
        let report = CounterReport(series: Array(repeating: 7, count: 16), lines: [.init(try Counter(.session), count: 3)])
        #expect(await client.carry(WeekReport(week: ISOWeek(year: 2026, week: 47), report: report, changes: 1)) == .done)
        #expect(await client.carry(WeekReport(week: nil, report: report, changes: 1)) == .done)
        let note = HealthNote(
            state: "healthy", program: "0.1.0", guide: "", paper: "ok", printer: "working", clock: "hub", waiting: 0, lastTouched: "")
        #expect(await client.carry(note) == .done)
        await client.close()
    }

    /// How many bytes the kiosk says for one record on a new connection.
    private func length(_ pair: Pair) async throws -> Int {
        let before = pair.line.upBytes
        #expect(isReceipt(try await pair.carry(try Pair.item(999)), for: try Pair.item(999)))
        return pair.line.upBytes - before
    }

    /// In `Tests/run --long` at every byte, else at some forty of them and at the last ones.
    @Test func `an upload that is cut at any byte arrives once, and nothing else does`() async throws {
        let pair = try await Pair()
        let length = try await length(pair)
        let isLong = ProcessInfo.processInfo.environment["KIOSK_FULL_MATRIX"] != nil
        let offsets = isLong ? Array(0..<length) : Array(Set(stride(from: 0, to: length, by: max(1, length / 40)))).sorted() + [length - 2, length - 1]
        var there = 1
        for (number, offset) in offsets.enumerated() {
            let item = try Pair.item(UInt64(number) + 1_000)
            pair.line.change { $0.cutUpAfter = offset }
            let cut = try await pair.carry(item)
            // Of the last bytes the line may be cut when the answer has come: they only end the connection.
            #expect(cut == .silence || (isReceipt(cut, for: item) && offset > length - 100), "cut at \(offset)")
            pair.line.change { $0.cutUpAfter = nil }
            #expect(isReceipt(try await pair.carry(item), for: item), "after a cut at \(offset)")
            there += 1
        }
        try await check(pair, has: there)
    }

    @Test func `an answer that is cut at any byte is asked for again, and the record is there once`() async throws {
        let pair = try await Pair()
        for (number, offset) in stride(from: 0, to: 2_400, by: 120).enumerated() {
            let item = try Pair.item(UInt64(number) + 1)
            pair.line.change { $0.cutDownAfter = offset }
            let cut = try await pair.carry(item)
            #expect(cut == .silence || isReceipt(cut, for: item), "cut at \(offset)")
            pair.line.change { $0.cutDownAfter = nil }
            #expect(isReceipt(try await pair.carry(item), for: item), "after a cut at \(offset)")
        }
        try await check(pair, has: 20)
    }

    @Test func `twenty copies of one record at once, on a slow line, are one record`() async throws {
        let pair = try await Pair()
        pair.line.change { $0.delay = .milliseconds(15) }
        let (item, papers) = (try Pair.item(1), pair.papers)
        let answers = try await withThrowingTaskGroup(of: HubAnswer.self) { group in
            for _ in 0..<20 { group.addTask { try await Pair.carry(item, with: papers) } }
            return try await group.reduce(into: [HubAnswer]()) { $0.append($1) }
        }
        #expect(Set(answers).count == 1 && isReceipt(answers[0], for: item))
        try await check(pair, has: 1)
    }

    @Test func `a hub that dies after its commit and before its answer has the record, once`() async throws {
        let pair = try await Pair()
        for round in 1...5 {
            let item = try Pair.item(UInt64(round))
            let client = try pair.client()
            // The connection stands, and whatever comes from the hub from now on is the answer.
            #expect(await client.ask([]) == .states([]))
            pair.line.change { $0.holdsAnswers = true }
            let before = pair.line.heldBytes
            async let answer = client.carry(item)
            while pair.line.heldBytes == before { await Task.yield() }
            pair.hub.kill()
            #expect(await answer == .silence)
            await client.close()
            try pair.hub.start()
            let port = pair.hub.port
            pair.line.change { ($0.target, $0.holdsAnswers) = (port, false) }
            let again = try pair.client()
            #expect(await again.ask([item.lookup]) == .states([.waiting]), "it answered before it had committed")
            #expect(isReceipt(await again.carry(item), for: item))
            await again.close()
        }
        try await check(pair, has: 5)
    }

    @Test func `a kiosk that was taken out of service gets no answer`() async throws {
        let pair = try await Pair()
        #expect(isReceipt(try await pair.carry(try Pair.item(1)), for: try Pair.item(1)))
        _ = try pair.hub.say("kiosk", "revoke", "amman-airport-2")
        // The door believes for the rest of a second what it has seen.
        var taken = 1
        while isReceipt(try await pair.carry(try Pair.item(UInt64(taken) + 1)), for: try Pair.item(UInt64(taken) + 1)) { taken += 1 }
        let answer = try await pair.carry(try Pair.item(1_000))
        #expect(answer == .silence || answer == .refused(.notEnrolled))
        try await check(pair, has: taken)
    }

    @Test(.timeLimit(.minutes(5))) func `an answer that comes by drips is given up when its time is over`() async throws {
        let hub = try await DrippingHub.open(group: Pair.group)
        let client = try HubClient(hub.papers, group: Pair.group) { _ in }
        #expect(await client.ask([], limit: .milliseconds(500)) == .silence)
        await client.close()
        try await hub.close()
    }

    @Test func `a page that asks does not wait for an upload that hangs`() async throws {
        let pair = try await Pair()
        let client = try pair.client()
        let item = try Pair.item(1)
        #expect(isReceipt(await client.carry(item), for: item))
        pair.line.change { $0.holdsAnswers = true }
        let before = pair.line.heldBytes
        let upload = Task { await client.carry(try Pair.item(2)) }
        while pair.line.heldBytes == before { await Task.yield() }
        // What was held back never comes: this upload hangs until its limit.
        pair.line.change { $0.holdsAnswers = false }
        #expect(await client.ask([item.lookup], limit: .seconds(20)) == .states([.waiting]))
        #expect(!upload.isCancelled)
        upload.cancel()
        _ = await upload.result
        await client.close()
    }

    @Test func `a record that is sealed to another key is refused, and the hub keeps nothing of it`() async throws {
        let pair = try await Pair()
        #expect(try await pair.carry(try Pair.item(1, sealedTo: MRCPrivateKey())) == .refused(.otherKey))
        let own = try Pair.item(1)
        #expect(isReceipt(try await pair.carry(own), for: own))
        try await check(pair, has: 1)
    }

    private func check(_ pair: Pair, has count: Int) async throws {
        pair.hub.kill()
        let store = try pair.hub.store()
        #expect(try await store.waitingIntakes() == ["amman-airport": count])
        await store.close()
    }
}
