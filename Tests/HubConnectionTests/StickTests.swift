import Foundation
import Intake
import Ledger
import Link
import Sealing
import Testing

@testable import HubConnection

/// Records that go to the hub in somebody's pocket.
@Suite(.serialized) struct StickTests {
    private func ledger(with count: Int) async throws -> Ledger {
        let ledger = try Ledger(at: .memory)
        for seed in 1...count {
            let item = try Pair.item(UInt64(seed))
            guard case .deliver(let record, let week) = item.kind else { continue }
            try await ledger.issue(record: record, lookup: item.lookup, week: week)
            try await ledger.shown(item.lookup)
        }
        return ledger
    }

    private func imported(_ bytes: [UInt8], at hub: RealHub) throws -> [UInt8] {
        let (out, back) = (hub.folder.appending(path: "out.mrc"), hub.folder.appending(path: "back.mrc"))
        try Data(bytes).write(to: out)
        _ = try hub.say("intake", "import", out.path, "--receipts", back.path)
        return Array(try Data(contentsOf: back))
    }

    @Test func `what goes on a stick arrives once, and is erased only for the hub's own receipts`() async throws {
        let pair = try await Pair()
        let ledger = try await ledger(with: 150)
        let stick = Stick(ledger: ledger, papers: pair.papers)
        let (file, count) = try await stick.export()
        #expect(count == 150)
        #expect(try await ledger.summary().kept == 150, "a stick may be lost")
        let receipts = try imported(file, at: pair.hub)
        // The stick goes a second time: nothing changes.
        let again = try imported(file, at: pair.hub)
        let settled = try await stick.take(receipts)
        #expect(settled == Stick.Settled(delivered: 150))
        #expect(try await stick.take(again) == Stick.Settled(unknown: 150))
        let summary = try await ledger.summary()
        #expect(summary.kept == 0 && summary.delivered == 150)
        pair.hub.kill()
        let store = try pair.hub.store()
        #expect(try await store.waitingIntakes() == ["amman-airport": 150])
        let imports = try await store.audit(limit: 10, before: nil).map(\.entry).filter { $0.what == "intake.imported" }
        #expect(imports.map(\.whom) == ["kiosk:amman-airport-2", "kiosk:amman-airport-2"])
        #expect(imports.allSatisfy { $0.who == "hub" })
        await store.close()
    }

    @Test func `what is sealed to another key stays here, and the hub would not take it from a stick either`() async throws {
        let pair = try await Pair()
        let ledger = try await ledger(with: 2)
        let other = MRCPrivateKey()
        let foreign = try Pair.item(77, sealedTo: other)
        guard case .deliver(let record, let week) = foreign.kind else { return }
        try await ledger.issue(record: record, lookup: foreign.lookup, week: week)
        try await ledger.shown(foreign.lookup)
        #expect(try await Stick(ledger: ledger, papers: pair.papers).export().count == 2)
        // A kiosk that thinks that the hub has the other key.
        var wrong = pair.papers
        wrong.enrolment.mrcKey = try other.publicKey.pem
        let stick = Stick(ledger: ledger, papers: wrong)
        let settled = try await stick.take(try imported(try await stick.export().file, at: pair.hub))
        #expect(settled == Stick.Settled(refused: 1))
        #expect(try await ledger.summary().kept == 3)
    }

    @Test func `a stick that was altered, or comes from elsewhere, changes nothing`() async throws {
        let pair = try await Pair()
        let ledger = try await ledger(with: 2)
        let stick = Stick(ledger: ledger, papers: pair.papers)
        let (file, _) = try await stick.export()
        let receipts = try imported(file, at: pair.hub)
        var altered = receipts
        altered[altered.count - 5] ^= 1
        await #expect(throws: StickProblem.altered) { try await stick.take(altered) }
        await #expect(throws: StickProblem.otherKind) { try await stick.take(file) }
        await #expect(throws: StickProblem.notOne) { try await stick.take(Array("hello\n".utf8)) }
        // Signed, but by the kiosk and not by the hub.
        let body = try StickFile(bytes: receipts, expecting: .receipts)
        let own = try StickFile(bytes: file, expecting: .outbox)
        let forged = StickFile(kind: .receipts, digest: body.digest, signature: own.signature, body: body.body)
        await #expect(throws: StickProblem.stranger) { try await stick.take(forged.bytes) }
        #expect(try await ledger.summary().kept == 2)
        // A kiosk of another hub is a stranger here.
        let other = try await Pair()
        let foreign = try await Stick(ledger: ledger, papers: other.papers).export().file
        let out = pair.hub.folder.appending(path: "foreign.mrc")
        try Data(foreign).write(to: out)
        let nowhere = pair.hub.folder.appending(path: "none.mrc").path
        #expect(try pair.hub.ask(["intake", "import", out.path, "--receipts", nowhere]).status == 65)
        #expect(!FileManager.default.fileExists(atPath: nowhere))
    }
}
