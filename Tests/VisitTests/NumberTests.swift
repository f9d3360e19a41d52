import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `The number and its slip` {
    private func visitorWithNumber(_ ticket: Ticket = .sample(1), site: String = "kuala-lumpur-lobby") throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.handbook(site))
        visitor.arrive()
        visitor.getNumber(ticket)
        _ = visitor.takeEffects()
        return visitor
    }

    private func showsCode(_ visitor: Visitor) -> Bool {
        visitor.content.items.contains { if case .code = $0 { true } else { false } }
    }

    @Test func `a number on the glass is told to the ledger`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.getNumber(.sample(4))
        #expect(visitor.effects.contains(.shown(Ticket.sample(4).lookup)))
        #expect(showsCode(visitor))
        #expect(visitor.content.isPrivate)
    }

    @Test func `what the slip says beside the number stands on the page too`() throws {
        var visitor = try visitorWithNumber()
        func says(_ id: TextID) -> Bool { visitor.content.texts.contains(id) }
        #expect(says("code.lead".ui) && says("code.remember".ui) && !says("slip.valid_until".ui))
        visitor.happen(.became(.day(HandbookFixture.builtOn)))
        #expect(says("slip.valid_until".ui))
        let end = GuideDate(dayNumber: HandbookFixture.builtOn.dayNumber + visitor.handbook.guide.site.retentionDays)
        #expect(visitor.content.items.contains(.note(.ui("slip.valid_until", ["date": .digits(end.yearAndMonth)]))))
    }

    @Test func `is hidden after a minute and shown again on asking`() throws {
        var visitor = try visitorWithNumber()
        visitor.wait(.seconds(59))
        #expect(showsCode(visitor))
        visitor.wait(.seconds(2))
        #expect(!showsCode(visitor))
        visitor.happen(.touched(.moreTime))
        visitor.touch("code.again")
        #expect(showsCode(visitor))
        visitor.wait(.milliseconds(59_000))
        #expect(showsCode(visitor))
        visitor.wait(.milliseconds(1_100))
        #expect(!showsCode(visitor))
    }

    @Test func `is not on the glass of who comes back to its page`() throws {
        var visitor = try visitorWithNumber()
        visitor.touch(["nav.help", "nav.back"])
        #expect(visitor.page == .code)
        #expect(!showsCode(visitor))
        visitor.touch(["code.again", "code.no-print"])
        #expect(visitor.page == .farewell)
        visitor.touch("nav.back")
        #expect(visitor.page == .code)
        #expect(!showsCode(visitor))
    }

    @Test func `a slip that came out ends in a farewell`() throws {
        var visitor = try visitorWithNumber()
        visitor.touch("code.print")
        #expect(visitor.page == .printing(.number))
        #expect(visitor.takeEffects().prints == [.number(.sample(1))])
        visitor.answer(.printed(.number))
        visitor.touch("slip.came-out")
        #expect(visitor.page == .farewell)
        #expect(visitor.effects.voids.isEmpty)
        visitor.touch("feedback.yes")
        #expect(visitor.page == .goodbye)
        #expect(visitor.session.isFresh)
    }

    @Test(arguments: [true, false])
    func `a slip that did not come out is void and a new number is saved`(printerKnows: Bool) throws {
        var visitor = try visitorWithNumber()
        visitor.touch("code.print")
        if printerKnows {
            visitor.answer(.couldNotPrint(.number))
        } else {
            visitor.answer(.printed(.number))
            visitor.touch("slip.did-not")
        }
        #expect(visitor.page == .slipFailed(.number))
        #expect(visitor.session.ticket == nil)
        #expect(visitor.takeEffects().voids == [Ticket.sample(1).lookup])
        visitor.touch("slip.new-number")
        #expect(visitor.page == .saving)
        #expect(visitor.takeEffects().saves.count == 1)
        visitor.answer(.saved(.sample(2)))
        #expect(visitor.page == .code)
        #expect(visitor.session.ticket == .sample(2))
    }

    @Test func `the answers are the same in the record that is issued anew`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree", "q.stage.work", "q.work.factory", "q.needs.pay", "nav.next"])
        while case .question = visitor.page { visitor.touch("nav.skip") }
        visitor.touch("plan.skip-all")
        visitor.answer(.saved(.sample(1)))
        visitor.touch("code.print")
        visitor.answer(.couldNotPrint(.number))
        visitor.touch("slip.new-number")
        let saves = visitor.effects.saves
        #expect(saves.count == 2)
        #expect(saves.first == saves.last)
        #expect(saves.first?["needs"] == ["pay"])
    }

    @Test func `a number that was saved after its visitor left is taken back and shown to nobody`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.skipAllQuestions()
        let visit = visitor.model.visit
        visitor.press(.leave)
        visitor.touch(["neutral.start", "lang.th"])
        _ = visitor.takeEffects()
        let before = visitor.model
        visitor.happen(.answered(visit, .saved(.sample(9))))
        #expect(visitor.model == before)
        #expect(visitor.effects == [.void(Ticket.sample(9).lookup)])
    }

    @Test func `other answers that come too late change nothing`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        let visit = visitor.model.visit
        visitor.press(.leave)
        visitor.touch(["neutral.start", "lang.en", "home.status"])
        _ = visitor.takeEffects()
        for answer in [
            Event.Answer.couldNotSave, .printed(.number), .couldNotPrint(.number), .printed(.numbers), .lookedUp(.opened), .lookedUp(nil),
        ] {
            let before = visitor.model
            visitor.happen(.answered(visit, answer))
            #expect(visitor.model == before)
        }
        #expect(visitor.effects.isEmpty)
    }

    @Test func `leaving while it prints cancels the print`() throws {
        var visitor = try visitorWithNumber()
        visitor.touch("code.print")
        _ = visitor.takeEffects()
        visitor.press(.leave)
        #expect(visitor.effects.contains(.cancelPrint))
        #expect(visitor.session.isFresh)
    }

    @Test func `a number that was kept in mind needs no slip`() throws {
        var visitor = try visitorWithNumber()
        visitor.touch("code.no-print")
        #expect(visitor.page == .farewell)
        #expect(visitor.effects.prints.isEmpty)
        #expect(visitor.effects.voids.isEmpty)
    }

    @Test func `without paper the page offers no print, and says so`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.happen(.became(.paper(.out, canPrint: false)))
        visitor.arrive()
        visitor.getNumber()
        #expect(!visitor.content.controls.contains { $0.id == "code.print" })
        visitor.happen(.touched(.print))
        #expect(visitor.page == .noPaper(.number))
        visitor.touch("paper.go-on")
        #expect(visitor.page == .code)
        #expect(visitor.effects.prints.isEmpty)
    }

    @Test func `is spoken only while a headset is plugged in`() throws {
        var visitor = try visitorWithNumber()
        #expect(!visitor.content.controls.contains { $0.id == "code.listen" })
        visitor.happen(.touched(.sayCode))
        #expect(!visitor.effects.contains { if case .sayCode = $0 { true } else { false } })
        visitor.happen(.became(.headset(true)))
        visitor.touch("code.listen")
        #expect(visitor.effects.contains(.sayCode(Ticket.sample(1).code, .english)))
        _ = visitor.takeEffects()
        visitor.happen(.became(.headset(false)))
        #expect(visitor.effects == [.silence])
    }

    @Test func `useful numbers do not touch the visitor's own number`() throws {
        var visitor = try visitorWithNumber()
        visitor.touch(["nav.home", "home.numbers", "numbers.print"])
        visitor.answer(.couldNotPrint(.numbers))
        #expect(visitor.page == .slipFailed(.numbers))
        #expect(visitor.session.ticket == .sample(1))
        #expect(visitor.effects.voids.isEmpty)
    }

    @Test func `a slip of useful numbers leads back to where it was asked for, also at the second try`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.numbers", "numbers.print"])
        visitor.answer(.couldNotPrint(.numbers))
        visitor.touch("slip.try-again")
        visitor.answer(.printed(.numbers))
        visitor.touch("slip.came-out")
        #expect(visitor.page == .numbers)
    }

    @Test func `without paper a visitor who wanted useful numbers is not shown the secret one`() throws {
        var visitor = try visitorWithNumber()
        visitor.touch(["nav.home", "home.numbers"])
        visitor.happen(.became(.paper(.out, canPrint: false)))
        visitor.touch("numbers.print")
        #expect(visitor.page == .noPaper(.numbers))
        visitor.touch("paper.go-on")
        #expect(!showsCode(visitor))
    }

    @Test func `the fast slip exists at airports only`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.press(.fastSlip)
        #expect(visitor.page == .welcome)
        visitor.arrive()
        #expect(!visitor.content.controls.contains { $0.id == "home.fast-slip" })
        visitor.press(.fastSlip)
        #expect(visitor.page == .home)
        #expect(visitor.effects.prints.isEmpty)

        var traveller = Visitor(try HandbookFixture.airport)
        traveller.press(.fastSlip)
        #expect(traveller.effects.prints == [.numbers])
        traveller.answer(.printed(.numbers))
        traveller.touch("slip.came-out")
        #expect(traveller.page == .home)
        _ = traveller.takeEffects()
        traveller.touch("home.fast-slip")
        #expect(traveller.effects.prints == [.numbers])
    }

    @Test func `nothing prints a number whose page is not in sight`() throws {
        var visitor = try visitorWithNumber()
        visitor.touch("nav.home")
        visitor.happen(.touched(.print))
        #expect(visitor.page == .home)
        #expect(visitor.effects.prints.isEmpty)
    }

    @Test func `its description gives nothing away`() {
        let ticket = Ticket.sample(5)
        var model = Model()
        model.session.ticket = ticket
        for text in ["\(ticket)", "\(model)", String(reflecting: model), "\(Effect.lookUp(VisitNumber(1), ticket.code))"] {
            #expect(!text.contains(ticket.code.digits))
            #expect(!text.contains(ticket.qr))
            for group in ticket.code.groups { #expect(!text.contains(group)) }
        }
    }
}

extension String {
    fileprivate var ui: TextID { TextID("ui.\(self)") }
}
