import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `Help now` {
    @Test func `comes before everything else: contacts first, then what is safer, then a choice`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch("nav.help")
        #expect(visitor.page == .help(.safe))
        visitor.touch("help.go-on")
        #expect(visitor.page == .help(.contacts))
        #expect(visitor.content.items.contains { if case .contact = $0 { true } else { false } })
        visitor.touch("nav.next")
        #expect(visitor.page == .help(.safer))
        visitor.touch("nav.next")
        #expect(visitor.page == .help(.choose))
    }

    @Test func `is open before a language is chosen, in the first of the site`() throws {
        let handbook = try HandbookFixture.airport
        var visitor = Visitor(handbook)
        visitor.press(.help)
        #expect(visitor.page == .help(.safe))
        #expect(visitor.session.language == handbook.guide.site.languages.first)
    }

    @Test func `prints only on the second tap`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["nav.help", "help.go-on", "nav.next", "nav.next", "help.print"])
        #expect(visitor.effects.prints.isEmpty)
        visitor.touch("help.print-yes")
        #expect(visitor.effects.prints == [.numbers])
    }

    @Test func `a number from here carries safety and nothing else, whatever was touched before`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree"])
        visitor.touch("q.stage.arr")
        visitor.touch("q.work.home")
        visitor.touch(["nav.help", "help.go-on", "nav.next", "nav.next", "help.number", "notice.agree"])
        #expect(visitor.page == .saving)
        let saved = try #require(visitor.effects.saves.last)
        var expected = Answers()
        expected.choose("safety", of: try #require(visitor.handbook.form["needs"]))
        #expect(saved == expected)
    }

    @Test func `never asks a question on the way to that number`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["nav.help", "help.go-on", "nav.next", "nav.next", "help.number"])
        #expect(visitor.page == .notice)
        visitor.touch("notice.agree")
        #expect(visitor.page == .saving)
        visitor.answer(.saved(.sample(1)))
        #expect(visitor.page == .code)
    }

    @Test(arguments: ["notice.decline", "nav.home"])
    func `a visitor who turned back from the safe path meets the questions`(way: String) throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["nav.help", "help.go-on", "nav.next", "nav.next", "help.number", ControlID(way)])
        #expect(visitor.page == .home)
        visitor.touch(["home.talk", "notice.agree"])
        #expect(visitor.page == .question(0))
        #expect(visitor.effects.saves.isEmpty)
    }

    @Test func `a second number after one of the safe path asks its questions`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["nav.help", "help.go-on", "nav.next", "nav.next", "help.number", "notice.agree"])
        visitor.answer(.saved(.sample(1)))
        visitor.touch(["nav.home", "home.talk", "notice.agree"])
        #expect(visitor.page == .question(0))
    }

    @Test func `is counted as one thing, and no step of it by itself`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        _ = visitor.takeEffects()
        visitor.touch(["nav.help", "help.go-on", "nav.next", "nav.next", "help.talk-desk", "nav.back", "nav.back"])
        #expect(visitor.effects.counters.map(\.metric) == [.helpOpen])
    }

    @Test func `may only be spoken into a headset`() throws {
        let handbook = try HandbookFixture.airport
        for step in Page.HelpStep.allCases {
            var model = Model()
            model.session.page = .help(step)
            #expect(content(of: model, handbook).isPrivate, "\(step)")
        }
    }

    @Test(arguments: ["help", "notice"])
    func `under eighteen leads to contacts for children and to no question`(from: String) throws {
        for site in HandbookFixture.siteNames {
            var visitor = Visitor(try HandbookFixture.handbook(site))
            visitor.arrive()
            if from == "help" {
                visitor.touch(["nav.help", "help.under-18"])
            } else {
                visitor.touch(["home.talk", "notice.under-18"])
            }
            #expect(visitor.page == .underAge)
            #expect(visitor.session.answers.isEmpty)
            #expect(visitor.effects.saves.isEmpty)
            #expect(visitor.content.controls.allSatisfy { $0.id.name.hasPrefix("nav.") })
            let contacts = visitor.content.items.filter { if case .contact = $0 { true } else { false } }
            #expect(!contacts.isEmpty)
        }
    }

    @Test func `under eighteen drops what was answered before`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree", "q.stage.work", "nav.help", "help.under-18"])
        #expect(visitor.session.answers.isEmpty)
    }

    @Test(arguments: ["help", "notice"])
    func `under eighteen there is no intake for the rest of the visit`(from: String) throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        if from == "help" {
            visitor.touch(["nav.help", "help.under-18"])
        } else {
            visitor.touch(["home.talk", "notice.under-18"])
        }
        visitor.touch(["nav.home", "home.talk"])
        #expect(visitor.page == .underAge)
        visitor.happen(.touched(.talkThoughClosed))
        visitor.happen(.touched(.agree))
        #expect(visitor.page == .underAge)
        visitor.touch("nav.home")
        visitor.happen(.touched(.helpNumber))
        visitor.happen(.touched(.agree))
        #expect(visitor.page == .underAge)
        #expect(visitor.effects.saves.isEmpty)
        visitor.press(.leave)
        visitor.touch(["neutral.start", "lang.en", "home.talk"])
        #expect(visitor.page == .notice)
    }

    @Test func `ticks of the signs live on their page only and reach no record and no counter`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch("home.signs")
        let signs = visitor.handbook.guide.signs.prefix(3).map(\.id)
        for sign in signs { visitor.touch("sign.\(sign)") }
        #expect(visitor.page == .signs(Set(signs)))
        _ = visitor.takeEffects()
        visitor.touch("sign.\(signs[0])")
        #expect(visitor.page == .signs(Set(signs.dropFirst())))
        #expect(visitor.effects.isEmpty)
        visitor.touch("signs.talk")
        visitor.touch("notice.agree")
        #expect(visitor.session.answers.isEmpty)
        visitor.touch(["nav.home", "home.signs"])
        #expect(visitor.page == .signs([]))
    }
}
