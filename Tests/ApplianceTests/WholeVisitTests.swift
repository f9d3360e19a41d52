import Devices
import Guide
import Intake
import Proofs
import Scene
import SimulatedDevices
import Testing
import Visit

@Suite struct `Whole visits` {
    @Test(arguments: ["en", "ar", "km"])
    func `from the greeting to a slip that only the centre can open, and that says what was touched`(tag: String) async throws {
        let house = try House()
        try await house.open {
            try await house.arrive(in: tag)
            try await house.answer()
            let shown = try await house.code()
            try await house.find("code.print")
            #expect(await house.page == "slip")

            let slip = try #require(house.board.printer.slips.last)
            #expect(slip.isDelivered && house.board.printer.slips.count == 1)
            let (text, code, record) = try PaperReader.read(slip.bitmap)
            #expect(code == shown)
            #expect(
                slip.shows(try house.drawn(.number(groups: code.groups, qr: text, validUntil: house.goodUntil), Language(tag))))

            let payload = try house.opened(record, code)
            #expect(payload.week == ISOWeek(dayNumber: house.today.dayNumber) && payload.language == tag)
            for question in house.form.questions {
                #expect(payload.answers[question.id] == House.sampleAnswers[question.id] ?? [], "\(question.id)")
            }
            #expect(try await house.record(of: code) == record, "the same record goes to the hub and into the slip")

            try await house.find("slip.came-out", "feedback.no")
            #expect(await house.page == "goodbye")
            #expect(try await house.ledger.printState(of: house.lookup(of: code)) == .printed)
        }
    }

    @Test func `a visitor who uses four keys comes to a slip`() async throws {
        let house = try House()
        try await house.open {
            let keys = Keys(house: house)
            let way: [ControlID] = [
                "welcome.begin", "lang.ar", "home.talk", "notice.agree", "q.stage.ret", "nav.skip", "q.needs.money", "nav.next",
                "q.soon.no-hurry", "nav.skip", "plan.skip-all",
            ]
            for id in way { try await keys.choose(id) }
            try await keys.choose("code.print")
            let (_, code, record) = try PaperReader.read(try #require(house.board.printer.slips.last).bitmap)
            let payload = try house.opened(record, code)
            #expect(payload.language == "ar")
            #expect(payload.answers["stage"] == ["ret"] && payload.answers["needs"] == ["money"])
            #expect(payload.answers["work"].isEmpty && payload.answers["soon"] == ["no-hurry"])
            try await keys.choose("slip.came-out")
            #expect(await house.page == "farewell")
        }
    }

    @Test func `a visitor who uses four keys takes home what to ask, and nothing is kept`() async throws {
        let house = try House()
        try await house.open {
            let keys = Keys(house: house)
            for id in ["welcome.begin", "lang.en", "home.check", "article.contract-check", "tick.contract-check.job", "check.result"] {
                try await keys.choose(ControlID(id))
            }
            try await keys.choose("print.list")
            #expect(house.board.printer.slips.isEmpty, "one touch prints nothing")
            try await keys.choose("print.yes")
            let list = try #require(house.handbook.guide.articles["contract-check"])
            let slip = try #require(house.board.printer.slips.last)
            #expect(slip.isDelivered)
            #expect(slip.shows(try house.drawn(.handout(.left(list.id, list.left(after: ["job"]).map(\.id))), .english)))
            try await keys.choose("slip.came-out")
            #expect(await house.page == "result")
            #expect(try await house.ledger.summary().tokens == 0)
            #expect(!house.log.lines.contains { $0.contains("contract") || $0.contains("job") })
        }
    }

    @Test func `in a hurry at the airport: one button, one slip, no question`() async throws {
        let house = try House("amman-airport")
        try await house.open {
            await house.rehearsal.press(.fastSlip)
            #expect(await house.page == "slip")
            let slip = try #require(house.board.printer.slips.last)
            let language = try #require(house.handbook.guide.site.languages.first)
            #expect(slip.shows(try house.drawn(.numbers, language)))
            #expect(try await house.ledger.summary().tokens == 0, "nothing was asked, so nothing is kept")
        }
    }

    @Test func `asked nothing on the safe path, the record says safety and nothing else`() async throws {
        let house = try House()
        try await house.open {
            try await house.arrive(in: "bn")
            await house.rehearsal.press(.help)
            try await house.find("help.go-on", "nav.next", "nav.next", "help.number", "notice.agree")
            let code = try await house.code()
            let payload = try house.opened(try #require(try await house.record(of: code)), code)
            #expect(payload.answers["needs"] == ["safety"] && payload.language == "bn")
            for question in house.form.questions where question.id != "needs" { #expect(payload.answers[question.id].isEmpty) }
        }
    }
}

/// A visitor who uses the keys under the glass.
private struct Keys {
    let house: House

    /// Goes to a control by "down", turning pages where it must, and selects it.
    func choose(_ id: ControlID) async throws {
        for _ in 0..<20 {
            let scene = await house.scene
            let target: ControlID = scene.control(id) == nil ? "nav.next-page" : id
            try #require(scene.control(target) != nil, "there is no \(id) on \(scene.page)")
            for _ in 0...scene.controls.count {
                if await house.scene.control(target)?.isFocused == true { break }
                await house.rehearsal.press(.down)
            }
            if scene.controls.count > 1 { try #require(await house.scene.control(target)?.isFocused == true) }
            await house.rehearsal.press(.select)
            if target == id { return }
        }
    }
}
