import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `Listening` {
    private func listener(_ page: Page = .home) throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.happen(.became(.headset(true)))
        if page != .home { visitor.touch("home.talk") }
        _ = visitor.takeEffects()
        return visitor
    }

    @Test(arguments: [Page.dark, .welcome, .goodbye, .neutral])
    func `a headset that is plugged in begins a visit`(page: Page) throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.model.session.page = page
        visitor.happen(.became(.headset(true)))
        #expect(visitor.page == .languages)
        #expect(visitor.effects.last == .readPage)
    }

    @Test func `a kiosk that is out of order says only that`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.model.machine.halt = .restart
        visitor.happen(.became(.headset(true)))
        #expect(visitor.page == .welcome && visitor.effects == [.readPage])
    }

    @Test func `everything that a visitor does silences the voice first`() throws {
        for event in [Event.touched(.settings), .focused("home.talk"), .pressed(.back), .pressed(.help), .touched(.louder)] {
            var visitor = try listener()
            visitor.happen(event)
            #expect(visitor.effects.first == .silence, "\(event)")
        }
    }

    @Test func `without a headset nothing is said, and nothing has to be silenced`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        _ = visitor.takeEffects()
        visitor.happen(.focused("home.talk"))
        visitor.press(.listen)
        #expect(visitor.effects == [])
    }

    @Test func `the keys hear what they reach, and again what they have changed`() throws {
        var visitor = try listener()
        visitor.happen(.focused("home.talk"))
        #expect(visitor.takeEffects() == [.silence, .readControl("home.talk")])
        visitor.touch("nav.settings")
        _ = visitor.takeEffects()
        visitor.happen(.focused("size.4"))
        _ = visitor.takeEffects()
        visitor.touch("size.4")
        #expect(visitor.effects == [.silence, .readControl("size.4")])
    }

    @Test func `what became of a number is said when it is known`() throws {
        var visitor = try listener()
        visitor.touch("home.status")
        for digit in Ticket.sample(1).code.digits { visitor.touch("status.digit.\(digit)") }
        _ = visitor.takeEffects()
        visitor.touch("status.look")
        _ = visitor.takeEffects()
        visitor.answer(.lookedUp(.waiting))
        #expect(visitor.effects == [.silence, .readPage])
    }

    @Test func `who says "still there" hears the page again`() throws {
        var visitor = try listener()
        visitor.wait(.seconds(61))
        #expect(visitor.session.alertSince != nil)
        _ = visitor.takeEffects()
        visitor.touch("idle.more-time")
        #expect(visitor.effects == [.silence, .readPage])
    }

    @Test func `a headset that is pulled out hides the page until somebody answers, and then ends the visit`() throws {
        var visitor = try listener(.notice)
        visitor.happen(.became(.headset(false)))
        #expect(visitor.effects == [.silence])
        #expect(visitor.content.name == "still-there")
        var other = visitor
        visitor.touch("idle.more-time")
        #expect(visitor.content.name == "notice")
        other.wait(.seconds(46))
        #expect(other.page == .goodbye && other.session.language == nil)
    }

    @Test func `one that was never in hides nothing`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.happen(.became(.headset(false)))
        #expect(visitor.content.name == "home")
    }

    @Test func `seven speeds, of which none is passed`() throws {
        var visitor = try listener()
        #expect(SpeechSpeed.allCases.count == 7)
        for _ in 0..<9 { visitor.happen(.touched(.faster)) }
        #expect(visitor.session.speed == .double)
        for _ in 0..<9 { visitor.happen(.touched(.slower)) }
        #expect(visitor.session.speed == .half)
        #expect(visitor.effects.last == .repeatSpeech)
        visitor.press(.leave)
        #expect(visitor.session.speed == .normal)
    }

    @Test func `the listening key holds and goes on, and any other act forgets that it held`() throws {
        var visitor = try listener()
        visitor.press(.listen)
        visitor.press(.listen)
        #expect(visitor.takeEffects() == [.holdSpeech, .resumeSpeech])
        visitor.press(.listen)
        visitor.happen(.focused("home.talk"))
        _ = visitor.takeEffects()
        visitor.press(.listen)
        #expect(visitor.effects == [.holdSpeech])
    }

    @Test func `in a language without a voice the start page and the settings say so`() throws {
        let all = try HandbookFixture.lobby
        var visitor = Visitor(Handbook(guide: all.guide, form: all.form, voices: [.english]))
        visitor.happen(.became(.headset(true)))
        visitor.touch("lang.km")
        #expect(visitor.content.items.first == .badge(.ui("sound.no_voice")))
        visitor.touch("nav.settings")
        #expect(visitor.content.items.last == .paragraph(.ui("sound.no_voice")))
        #expect(!visitor.content.controls.contains { $0.id == "sound.faster" })
        visitor.touch(["nav.language", "lang.en"])
        #expect(visitor.content.controls.contains { $0.id == "sound.faster" })
    }
}
