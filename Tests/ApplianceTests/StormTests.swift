import Devices
import Foundation
import Guide
import Proofs
import Scene
import SimulatedDevices
import Testing
import Visit

@Suite struct `Storms at a whole kiosk` {
    @Test(arguments: 1...4)
    func `whatever breaks while whoever touches whatever, leaving leads to a clean greeting`(seed: Int) async throws {
        let house = try House(HandbookFixture.siteNames[seed % 2], panel: [Panel.sevenInch, .tenInch.portrait][seed % 2])
        var random = SeededRandom(seed: UInt64(seed))
        await house.rehearsal.start()
        var pages: Set<String> = []
        for step in 0..<150 {
            try await act(in: house, &random)
            let scene = await house.scene
            pages.insert(scene.page)
            #expect(scene.page == "out-of-order" || !scene.controls.isEmpty, "seed \(seed), step \(step)")
            if step % 30 == 29 { try await leave(house, seed) }
        }
        #expect(pages.count > 5, "seed \(seed)")
        await house.rehearsal.stop()
        let digits = house.log.lines.filter { $0.split(whereSeparator: { !$0.isNumber }).contains { $0.count >= 4 } }
        #expect(digits == [], "seed \(seed)")
    }

    private func act(in house: House, _ random: inout SeededRandom) async throws {
        let board = house.board
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
            let buttons = HardwareButton.allCases.filter { $0 != .staff }
            await house.rehearsal.press(buttons.randomElement(using: &random) ?? .help)
        case 1: await house.rehearsal.wait(.seconds(Int.random(in: 1...80, using: &random)))
        case 2:
            let faults = ["paper-out", "mute", "jam-after-rows:60", "rubbish", "cover-open"]
            try board.apply(device: "printer", fault: faults.randomElement(using: &random) ?? "mute")
        case 3:
            try board.clear(device: "printer")
            try board.clear(device: "display")
            try board.clear(device: "clock")
        case 4: try board.apply(device: "clock", fault: random.once(in: 2) ? "wrong" : "untrusted")
        case 5 where random.once(in: 2): try board.apply(device: "display", fault: "unplugged")
        case 5: await house.rehearsal.plug(!board.speaker.hasHeadset)
        case 6:
            await house.rehearsal.tap(
                x: Millimetres(Double.random(in: 0..<board.panel.width.value, using: &random)),
                y: Millimetres(Double.random(in: 0..<board.panel.height.value, using: &random)))
        default:
            guard let control = await house.scene.controls.randomElement(using: &random) else { return }
            try await house.rehearsal.touch(control.id)
        }
        await house.rehearsal.settle()
    }

    private func leave(_ house: House, _ seed: Int) async throws {
        await house.rehearsal.press(.leave)
        #expect(await house.page == "neutral", "seed \(seed)")
        await house.rehearsal.wait(.seconds(25))
        // On a busy machine the kiosk's own timer may come to its turn only now.
        for _ in 0..<2_000 where await house.page == "neutral" { await house.rehearsal.settle() }
        #expect(await house.page == "welcome", "seed \(seed)")
        #expect(await house.scene.theme == .day)
    }
}
