import Appliance
import Devices
import Foundation
import Guide
import Intake
import Ledger
import Proofs
import Scene
import Sealing
import SimulatedDevices
import Testing
import Visit

@Suite struct `A whole visit` {
    @Test(arguments: ["en", "ar", "km"])
    func `leads from the first touch to a printed slip that only the centre can open`(language: String) async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive(in: language)
        try await house.answer()
        #expect(await house.page == "code")
        let code = try await house.code()
        let lookup = try house.lookup(of: code)
        #expect(try await house.ledger.printState(of: lookup) == .shown)

        try await house.find("code.print")
        #expect(await house.page == "slip")
        let slip = try #require(house.board.printer.slips.last)
        #expect(slip.isDelivered)
        #expect(house.board.printer.slips.count == 1)
        #expect(try await house.ledger.printState(of: lookup) == .printed)
        try await house.find("slip.came-out", "feedback.yes")
        #expect(await house.page == "goodbye")
        #expect(try await house.ledger.state(of: lookup) == .waiting)

        let items = try await house.ledger.outboxBatch(limit: 10, at: .zero)
        let item = try #require(items.first { $0.lookup == lookup })
        guard case .deliver(let record, _) = item.kind else { return #expect(Bool(false), "the record is not delivered") }
        try expectAnswers(in: record, code, house, language)
        await house.rehearsal.stop()
    }

    /// With the private key and the code, exactly what was touched.
    private func expectAnswers(in record: SealedRecord, _ code: Code, _ house: House, _ language: String) throws {
        let form = house.handbook.form
        let payload = try Payload.decode(try record.open(code: code, with: house.key), form: form)
        for question in form.questions where question.isSealed && question.optionsFrom == .form {
            #expect(payload.answers[question.id] == House.sampleAnswers[question.id] ?? [], "\(question.id)")
        }
        #expect(payload.language == language)
        var random = SeededRandom(seed: 1)
        #expect(throws: SealingError.self) { try record.open(code: Code(random: &random), with: house.key) }
        #expect(throws: SealingError.self) { try record.open(code: code, with: MRCPrivateKey()) }
    }

    @Test func `goes by keys alone`() async throws {
        let house = try House()
        await house.rehearsal.start()
        await house.rehearsal.press(.select)
        for id in ["lang.en", "home.talk", "notice.agree", "q.stage.work", "q.work.care"] { try await select(ControlID(id), house) }
        for _ in 0..<3 { try await select("nav.skip", house) }
        try await select("plan.skip-all", house)
        #expect(await house.page == "code")
        try await select("code.print", house)
        try await select("slip.came-out", house)
        try await select("nav.done", house)
        #expect(await house.page == "goodbye")
        #expect(house.board.printer.slips.count == 1)
        await house.rehearsal.stop()
    }

    /// Moves the focus to a control, turning pages where it is not in sight, and presses.
    private func select(_ id: ControlID, _ house: House) async throws {
        for _ in 0..<200 {
            let scene = await house.scene
            let wanted = scene.control(id) == nil ? "nav.next-page" : id
            guard let control = scene.control(wanted) else { throw FixtureError("There is no \(id) on \(scene.page).") }
            guard control.isFocused else {
                await house.rehearsal.press(.down)
                continue
            }
            await house.rehearsal.press(.select)
            if wanted == id { return }
        }
        throw FixtureError("The keys do not reach \(id).")
    }

    @Test func `at an airport gives the useful numbers by one button`() async throws {
        let house = try House("amman-airport")
        await house.rehearsal.start()
        await house.rehearsal.press(.fastSlip)
        #expect(await house.page == "slip")
        #expect(house.board.printer.slips.count == 1)
        try await house.find("slip.came-out")
        #expect(try await house.ledger.summary().tokens == 0)
        await house.rehearsal.stop()
    }

    @Test func `tells what became of a number`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        try await house.answer()
        let code = try await house.code()
        try await house.find("code.no-print", "nav.done")
        try await house.rehearsal.touch("goodbye.begin")
        try await house.find("lang.bn", "home.status")
        try await house.type(code)
        try await house.find("status.look")
        #expect(texts(await house.scene, contain: "ui.status.waiting", house, "bn"))
        _ = try await house.ledger.learned(try house.lookup(of: code), .referred)
        try await house.find("status.look")
        #expect(texts(await house.scene, contain: "ui.status.referred", house, "bn"))
        await house.rehearsal.stop()
    }

    private func texts(_ scene: Scene, contain id: TextID, _ house: House, _ language: String) -> Bool {
        let wanted = house.handbook.guide.text(id, in: Language(language))?.string
        return scene.elements.contains { if case .text(let run) = $0 { run.phrase.string == wanted } else { false } }
    }

    @Test func `that nobody goes on with ends by itself, and nothing of it is left on the glass`() async throws {
        let house = try House()
        await house.rehearsal.start()
        let fresh = await house.scene
        try await house.arrive(in: "my")
        try await house.find("nav.settings", "size.4", "nav.back", "home.talk", "notice.agree", "q.stage.work")
        await house.rehearsal.wait(.seconds(61))
        #expect(await house.page == "still-there")
        await house.rehearsal.wait(.seconds(46))
        #expect(await house.page == "goodbye")
        await house.rehearsal.wait(.seconds(21))
        #expect(await house.page == "welcome")
        let greeting = await house.scene
        #expect(greeting.page == fresh.page && greeting.theme == fresh.theme && greeting.controls.map(\.id) == fresh.controls.map(\.id))
        try await house.arrive()
        try await house.find("home.talk", "notice.agree")
        #expect(await house.scene.controls.allSatisfy { !$0.isSelected })
        await house.rehearsal.stop()
    }

    @Test func `leaves the kiosk at rest: a dark screen draws no frame`() async throws {
        let house = try House()
        await house.rehearsal.start()
        await house.rehearsal.wait(.seconds(700))
        #expect(await house.page == "dark")
        let shows = house.board.display.shows
        await house.rehearsal.wait(.seconds(3_600))
        #expect(house.board.display.shows == shows)
        await house.rehearsal.tap(x: 50, y: 50)
        #expect(await house.page == "welcome")
        #expect(house.board.display.shows == shows + 1)
        await house.rehearsal.stop()
    }

    @Test func `draws nothing while a page is read`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        let shows = house.board.display.shows
        await house.rehearsal.wait(.seconds(50))
        #expect(house.board.display.shows == shows)
        await house.rehearsal.stop()
    }

    @Test func `is possible on every panel`() async throws {
        for (index, panel) in Panel.all.enumerated() {
            let house = try House(HandbookFixture.siteNames[index % 2], panel: panel)
            await house.rehearsal.start()
            try await house.arrive(in: "ta")
            try await house.find("home.talk", "notice.agree")
            for _ in 0..<5 { try await house.find("nav.skip") }
            try await house.find("plan.skip-all")
            #expect(await house.page == "code", "\(panel.name)")
            _ = try await house.code()
            await house.rehearsal.press(.leave)
            #expect(await house.page == "neutral", "\(panel.name)")
            await house.rehearsal.stop()
        }
    }

    @Test func `shows on the panel exactly what was laid out`() async throws {
        let house = try House()
        await house.rehearsal.start()
        let painter = Painter(look: try HandbookFixture.look, typesetter: Typesetter())
        for step in ["welcome.begin", "lang.km", "home.rights", "nav.help", "help.go-on", "nav.back", "nav.leave"] as [ControlID] {
            try await house.find(step)
            let canvas = Canvas(widthPixels: house.board.panel.widthPixels, heightPixels: house.board.panel.heightPixels)
            _ = painter.paint(await house.scene, over: nil, on: canvas)
            let glass = house.board.display.glass.pixels
            let apart = canvas.withPixels { drawn in glass.indices.count { drawn[$0] != glass[$0] && distance(drawn[$0], glass[$0]) > 8 } }
            #expect(apart == 0, "after \(step)")
        }
        await house.rehearsal.stop()
    }

    /// Of the most different of red, green and blue; cairo moves an edge at a clip by some 1/256.
    private func distance(_ a: UInt32, _ b: UInt32) -> Int {
        [0, 8, 16].map { abs(Int(a >> $0 & 0xFF) - Int(b >> $0 & 0xFF)) }.max() ?? 0
    }
}
