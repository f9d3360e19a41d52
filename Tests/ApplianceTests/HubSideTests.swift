import Devices
import Foundation
import Guide
import Intake
import Ledger
import Link
import Proofs
import Sealing
import SimulatedDevices
import Testing
import Visit

@testable import Appliance

/// What the kiosk does when there is a hub.
@Suite(.timeLimit(.minutes(10))) struct `A kiosk with a hub` {
    @Test func `who saves or prints does not wait for a hub that is asked about another number`() async throws {
        let (gate, keeper) = AsyncStream<Void>.makeStream()
        defer { keeper.finish() }
        let house = try House(hub: HubTies(state: { _ in
            for await _ in gate { break }
            return nil
        }, network: { _ in }))
        var random = SeededRandom(seed: 1)
        let code = Code(random: &random)
        let kiosk = house.rehearsal.kiosk
        try await house.open {
            _ = await kiosk.send(.lookUp(VisitNumber(1), code))
            _ = await kiosk.send(.count(try Counter(.session)))
            // The hub never answers; what was counted is on the disk all the same.
            while try await house.ledger.countedWeeks().isEmpty { await Task.yield() }
        }
    }

    @Test func `when the key changes, what was sealed before stays, is counted, and is told of`() async throws {
        let (old, new) = (MRCPrivateKey(), MRCPrivateKey())
        let house = try House(key: old)
        let kiosk = house.rehearsal.kiosk
        try await house.open {
            try await house.arrive()
            try await house.answer()
            await house.rehearsal.press(.leave)
            await house.rehearsal.wait(.seconds(30))
            try await kiosk.seal(to: new.publicKey)
            try await house.arrive()
            try await house.answer()
            await house.rehearsal.press(.leave)
            await house.rehearsal.wait(.seconds(30))
            #expect(try await house.ledger.wholeOutbox(limit: 10, sealedTo: new.publicKey.id).count == 1)
            #expect(try await house.ledger.wholeOutbox(limit: 10, sealedTo: old.publicKey.id).count == 1)
            let facts = await kiosk.facts(kiosk: "x", program: "x")
            #expect(facts.ledger.kept == 2 && facts.ledger.waiting == 1 && facts.ledger.foreign == 1)
            #expect(HealthReport(of: facts).findings.contains { $0.code == "L4" })
            #expect(HealthReport(of: facts).text().contains("sealed to another centre's key"))
        }
    }

    @Test func `records that wait for more than two weeks are told of, whenever the program started`() async throws {
        let house = try House(clock: SimulatedClock(trust: .low))
        let kiosk = house.rehearsal.kiosk
        try await house.open {
            let today = try #require(house.board.clock.wall.day(house.handbook.guide.site))
            let week = try #require(ISOWeek(dayNumber: today.dayNumber))
            for (number, age) in [2, 3].enumerated() {
                var random = SeededRandom(seed: UInt64(number))
                let code = Code(random: &random)
                let sealed = try SealedRecord.seal(
                    Array(repeating: 0, count: Payload.size), code: code, to: house.key.publicKey)
                try await house.ledger.issue(record: sealed.record, lookup: sealed.lookup, week: week.advanced(by: -age), isSure: false)
                try await house.ledger.shown(sealed.lookup)
                let facts = await kiosk.facts(kiosk: "x", program: "x")
                #expect(facts.ledger.waitingWeeks == age)
                #expect(HealthReport(of: facts).findings.contains { $0.code == "L2" } == (age > 2))
            }
        }
    }

    @Test func `on the word of the hub alone nothing expires that is not there`() async throws {
        let clock = SimulatedClock(trust: .low)
        let house = try House(clock: clock)
        try await house.open {
            try await house.arrive()
            try await house.answer()
            await house.rehearsal.press(.leave)
            // A hub whose clock is ten years ahead.
            clock.setWallError(.seconds(10 * 365 * 86_400), trust: .hub)
            await house.rehearsal.wait(.seconds(120))
            #expect(try await house.ledger.summary().kept == 1)
            // Two months later, by the network's own time, it is over.
            clock.setWallError(.zero, trust: .network)
            await house.rehearsal.wait(.seconds(120))
            #expect(try await house.ledger.summary().kept == 1)
            clock.setWallError(.seconds(120 * 86_400), trust: .network)
            await house.rehearsal.wait(.seconds(120))
            while try await house.ledger.summary().kept > 0 { await Task.yield() }
        }
    }

    @Test func `a guide that comes is shown between two visits, and changes no page under a finger`() async throws {
        let house = try House()
        let kiosk = house.rehearsal.kiosk
        func shown() async -> String? { await kiosk.facts(kiosk: "x", program: "x").guide?.version }
        func next(_ version: String) -> Handbook {
            var guide = house.handbook.guide
            guide.version = version
            return Handbook(guide: guide, form: house.handbook.form)
        }
        try await house.open {
            await kiosk.adopt(next("2099.1"))
            #expect(await shown() == "2099.1")
            try await house.arrive()
            let before = await house.scene
            await kiosk.adopt(next("2099.2"))
            await house.rehearsal.settle()
            #expect(await shown() == "2099.1")
            #expect(await house.scene == before)
            await house.rehearsal.press(.leave)
            await house.rehearsal.wait(.seconds(200))
            #expect(await shown() == "2099.2")
            // And the kiosk serves by it.
            if await house.page == "dark" { try await house.rehearsal.touch("screen.wake") }
            try await house.arrive()
            try await house.answer()
            #expect(try await house.ledger.summary().kept == 1)
        }
    }
}
