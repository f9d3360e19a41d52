import Appliance
import Devices
import Foundation
import Guide
import Intake
import Ledger
import Proofs
import Rehearsal
import Scene
import Sealing
import SimulatedDevices
import Testing
import Visit

@Suite struct `When something is broken` {
    private func houseWithNumber(_ faults: (SimulatedBoard) throws -> Void = { _ in }) async throws -> (House, Code) {
        let house = try House()
        try faults(house.board)
        await house.rehearsal.start()
        try await house.arrive()
        try await house.answer()
        return (house, try await house.code())
    }

    // MARK: Printer

    @Test(arguments: ["paper-out", "cover-open", "cutter-fault", "overheated", "mute", "rubbish", "unplugged"])
    func `a printer that is not known to be well is not offered`(fault: String) async throws {
        let (house, _) = try await houseWithNumber { try $0.apply(device: "printer", fault: fault) }
        #expect(await house.scene.control("code.print") == nil)
        try await house.find("code.no-print", "nav.home", "home.numbers", "numbers.print")
        #expect(await house.page == "no-paper")
        try await house.find("paper.go-on")
        #expect(await house.page == "numbers")
        #expect(house.board.printer.slips.isEmpty)
        await house.rehearsal.stop()
    }

    @Test func `the lamp asks for paper, and the page offers the slip once it is there`() async throws {
        let (house, _) = try await houseWithNumber { try $0.apply(device: "printer", fault: "paper-out") }
        #expect(house.board.lamps.pattern(of: .paper) == .doubleBlink)
        try house.board.clear(device: "printer")
        await house.rehearsal.settle()
        #expect(house.board.lamps.pattern(of: .paper) == .off)
        try await house.find("code.print")
        #expect(house.board.printer.slips.count == 1)
        await house.rehearsal.stop()
    }

    @Test(arguments: [20, 150, 400])
    func `a jam in mid-slip makes the number void and a new one is issued`(rows: Int) async throws {
        let (house, code) = try await houseWithNumber()
        try house.board.apply(device: "printer", fault: "jam-after-rows:\(rows)")
        try await house.find("code.print")
        #expect(await house.page == "slip-failed")
        let first = try house.lookup(of: code)
        #expect(try await house.ledger.state(of: first) == .void)
        #expect(house.board.printer.slips.allSatisfy { !$0.isDelivered })

        try await house.find("slip.new-number")
        let second = try await house.code()
        #expect(second != code)
        try house.board.clear(device: "printer")
        await house.rehearsal.settle()
        try await house.find("code.print", "slip.came-out")
        let delivered = house.board.printer.slips.filter(\.isDelivered)
        #expect(delivered.count == 1)
        #expect(try await house.ledger.printState(of: try house.lookup(of: second)) == .printed)
        // The void record goes to nobody.
        let items = try await house.ledger.outboxBatch(limit: 10, at: .zero)
        #expect(items.allSatisfy { item in if case .deliver = item.kind { item.lookup != first } else { true } })
        await house.rehearsal.stop()
    }

    @Test(arguments: ["mute", "rubbish", "unplugged", "paper-out", "cover-open"])
    func `a printer that falls silent while it prints never counts as fine`(fault: String) async throws {
        let (house, code) = try await houseWithNumber { try $0.apply(device: "printer", fault: "slow") }
        let rehearsal = house.rehearsal
        let printing = Task { try await rehearsal.find("code.print") }
        try await house.wait(for: "printing")
        await house.board.clock.advance(by: .milliseconds(200))
        #expect(await house.page == "printing")
        try house.board.apply(device: "printer", fault: fault)
        await house.board.clock.advance(by: .seconds(30))
        try await printing.value
        #expect(await house.page == "slip-failed")
        #expect(try await house.ledger.state(of: try house.lookup(of: code)) == .void)
        await rehearsal.stop()
    }

    @Test func `who says that nothing came out gets a new number`() async throws {
        let (house, code) = try await houseWithNumber()
        try await house.find("code.print", "slip.did-not")
        #expect(try await house.ledger.state(of: try house.lookup(of: code)) == .void)
        try await house.find("slip.new-number")
        #expect(try await house.code() != code)
        await house.rehearsal.stop()
    }

    @Test func `leaving while it prints stops the paper, wipes the glass, and the number stays good`() async throws {
        let (house, code) = try await houseWithNumber { try $0.apply(device: "printer", fault: "slow") }
        let rehearsal = house.rehearsal
        let printing = Task { try await rehearsal.find("code.print") }
        try await house.wait(for: "printing")
        await house.board.clock.advance(by: .milliseconds(300))
        house.board.buttons.press(.leave)
        try await house.wait(for: "neutral")
        await house.board.clock.advance(by: .seconds(30))
        try await printing.value
        await rehearsal.settle()
        let page = await house.page
        #expect(page == "welcome" || page == "neutral")
        #expect(house.board.printer.slips.allSatisfy { !$0.isDelivered })
        #expect(house.board.printer.unfinished == nil)
        // It was on the glass: somebody may have it in mind.
        #expect(try await house.ledger.state(of: try house.lookup(of: code)) == .waiting)
        // What the printer held does not come out with the next slip.
        try house.board.clear(device: "printer")
        let torn = house.board.printer.slips.count
        await rehearsal.press(.leave)
        try await house.find("neutral.start", "lang.en", "home.numbers", "numbers.print")
        #expect(house.board.printer.slips.count == torn + 1)
        #expect(house.board.printer.slips.last?.isDelivered == true)
        await rehearsal.stop()
    }

    // MARK: Glass and touch

    @Test func `a panel that is unplugged and comes back shows the whole page again`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        try house.board.apply(device: "display", fault: "unplugged")
        try await house.find("home.numbers")
        await house.rehearsal.press(.leave)
        try house.board.clear(device: "display")
        try await house.find("neutral.start", "lang.km")
        let painter = Painter(look: try HandbookFixture.look, typesetter: Typesetter())
        let canvas = Canvas(widthPixels: house.board.panel.widthPixels, heightPixels: house.board.panel.heightPixels)
        _ = painter.paint(await house.scene, over: nil, on: canvas)
        let glass = house.board.display.glass.pixels
        let black = canvas.withPixels { drawn in glass.indices.count { glass[$0] & 0xFF_FFFF == 0 && drawn[$0] & 0xFF_FFFF != 0 } }
        #expect(black == 0)
        #expect(house.log.lines.filter { $0.contains("the panel is gone") }.count == 1)
        #expect(house.log.lines.filter { $0.contains("the panel is back") }.count == 1)
        await house.rehearsal.stop()
    }

    @Test func `keys still work when the touch panel is gone`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try house.board.apply(device: "touch", fault: "unplugged")
        await house.rehearsal.settle()
        #expect(house.log.lines.contains { $0.contains("the touch panel is gone") })
        await house.rehearsal.press(.select)
        #expect(await house.page == "languages")
        await house.rehearsal.press(.help)
        #expect(await house.page == "help")
        await house.rehearsal.press(.leave)
        #expect(await house.page == "neutral")
        await house.rehearsal.stop()
    }

    @Test func `touches far off the glass change nothing`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        let before = await house.scene
        try house.board.apply(device: "touch", fault: "ghosts")
        await house.rehearsal.wait(.seconds(2))
        #expect(await house.scene.controls == before.controls)
        try house.board.clear(device: "touch")
        await house.rehearsal.wait(.seconds(1))
        try await house.find("home.numbers")
        #expect(await house.page == "numbers")
        await house.rehearsal.stop()
    }

    @Test func `chattering keys count once`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        try await house.find("home.numbers", "nav.next")
        #expect(await house.page == "rights")
        try house.board.apply(device: "buttons", fault: "chatter")
        await house.rehearsal.press(.back)
        await house.rehearsal.wait(.milliseconds(300))
        #expect(await house.page == "numbers")
        await house.rehearsal.stop()
    }

    // MARK: Clock, headset, storage

    @Test(arguments: ["wrong", "untrusted"])
    func `a clock that is not to be trusted dates nothing`(fault: String) async throws {
        let (house, code) = try await houseWithNumber { try $0.apply(device: "clock", fault: fault) }
        try await house.find("code.no-print")
        let lookup = try house.lookup(of: code)
        let items = try await house.ledger.outboxBatch(limit: 10, at: .zero)
        let item = try #require(items.first { $0.lookup == lookup })
        guard case .deliver(let record, let week) = item.kind else { return #expect(Bool(false), "not delivered") }
        #expect(week == nil)
        let payload = try Payload.decode(try record.open(code: code, with: house.key), form: house.handbook.form)
        #expect(payload.week == nil)
        await house.rehearsal.stop()
    }

    @Test func `the code is spoken into a headset and nowhere else`() async throws {
        let (house, code) = try await houseWithNumber()
        #expect(await house.scene.control("code.listen") == nil)
        #expect(house.board.speaker.captions.isEmpty)
        await house.rehearsal.plug(true)
        try await house.find("code.listen")
        let said = try #require(house.board.speaker.captions.last)
        #expect(said.way == .headset)
        #expect(said.words.isPrivate)
        #expect(said.words.text.filter(\.isNumber) == code.digits)
        await house.rehearsal.plug(false)
        #expect(!house.board.speaker.isSpeaking)
        #expect(await house.scene.control("code.listen") == nil)
        #expect(house.board.speaker.captions.allSatisfy { $0.way == .headset })
        await house.rehearsal.stop()
    }

    @Test func `a private page is read aloud with a headset only`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        try await house.find("nav.help", "help.go-on")
        #expect(house.board.speaker.captions.isEmpty)
        await house.rehearsal.plug(true)
        #expect(house.board.speaker.captions.last?.way == .headset)
        #expect(house.board.speaker.captions.last?.words.text.isEmpty == false)
        await house.rehearsal.stop()
    }

    @Test func `without a ledger the guide works and no number is given`() async throws {
        try BundledFonts.require()
        let board = SimulatedBoard()
        let log = LogBook()
        let rehearsal = Rehearsal(
            handbook: try HandbookFixture.lobby, look: try HandbookFixture.look, board: board, ledger: nil,
            mrcKey: try MRCPrivateKey().publicKey, logger: .init(label: "kiosk") { _ in log.handler })
        await rehearsal.start()
        for id in ["welcome.begin", "lang.en", "home.talk", "notice.agree"] as [ControlID] { try await rehearsal.find(id) }
        #expect(await rehearsal.kiosk.scene.page == "not-saved")
        try await rehearsal.find("nav.done")
        try await rehearsal.find("home.numbers")
        #expect(log.lines.contains { $0.contains("the ledger cannot be opened") })
        await rehearsal.stop()
    }

    // MARK: Power

    @Test func `a power cut loses no number, and nothing is printed twice`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "ledger.sqlite")
            let key = MRCPrivateKey()
            let before = try House(file: file, key: key)
            await before.rehearsal.start()
            try await before.arrive()
            try await before.answer()
            let code = try await before.code()
            try await before.find("code.print")
            #expect(before.board.printer.slips.filter(\.isDelivered).count == 1)
            try before.board.apply(device: "power", fault: "power-cut")
            await before.rehearsal.stop()
            try before.ledger.close()
            try await expectKnown(code, file, key)
        }
    }

    @Test func `a power cut in mid-slip leaves the number good, for it was on the glass`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "ledger.sqlite")
            let key = MRCPrivateKey()
            let before = try House(file: file, key: key)
            try before.board.apply(device: "printer", fault: "slow")
            await before.rehearsal.start()
            try await before.arrive()
            try await before.answer()
            let code = try await before.code()
            let rehearsal = before.rehearsal
            let printing = Task { try await rehearsal.find("code.print") }
            try await before.wait(for: "printing")
            await before.board.clock.advance(by: .milliseconds(300))
            try before.board.apply(device: "power", fault: "power-cut")
            await rehearsal.stop()
            await before.board.clock.advance(by: .seconds(60))
            printing.cancel()
            _ = await printing.result
            #expect(try await before.ledger.printState(of: try before.lookup(of: code)) == .uncertain)
            try before.ledger.close()
            try await expectKnown(code, file, key)
        }
    }

    /// After the power is back the kiosk greets, knows the number, and prints nothing by itself.
    private func expectKnown(_ code: Code, _ file: URL, _ key: MRCPrivateKey) async throws {
        let after = try House(file: file, key: key)
        await after.rehearsal.start()
        #expect(await after.page == "welcome")
        try await after.arrive()
        try await after.find("home.status")
        try await after.type(code)
        try await after.find("status.look")
        let wanted = after.handbook.guide.text("ui.status.waiting", in: .english)?.string
        let isWaiting = await after.scene.elements.contains { if case .text(let run) = $0 { run.phrase.string == wanted } else { false } }
        #expect(isWaiting)
        await after.rehearsal.wait(.seconds(600))
        #expect(after.board.printer.slips.isEmpty)
        await after.rehearsal.stop()
        try after.ledger.close()
    }
}
