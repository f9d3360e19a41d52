import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `Talking to a counsellor` {
    @Test func `takes at most five pages of taps to a number`() throws {
        for site in HandbookFixture.siteNames {
            var visitor = Visitor(try HandbookFixture.handbook(site))
            visitor.arrive()
            visitor.touch(["home.talk", "notice.agree"])
            var pages = 0
            while case .question = visitor.page {
                pages += 1
                visitor.touch("nav.skip")
            }
            #expect((1...5).contains(pages))
            #expect(visitor.page == .planOffer)
            visitor.touch("plan.skip-all")
            #expect(visitor.page == .saving)
        }
    }

    @Test func `everything can be skipped, and an empty record is a record`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.getNumber()
        #expect(visitor.page == .code)
        #expect(visitor.effects.saves == [Answers()])
    }

    @Test func `one tap answers a page that asks for one thing`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree", "q.stage.prob"])
        #expect(visitor.page == .question(1))
        #expect(visitor.session.answers.contains("prob", of: "stage"))
    }

    @Test func `at most three needs are taken, and each can be taken back`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree", "q.stage.work", "q.work.home"])
        visitor.touch(["q.needs.pay", "q.needs.papers", "q.needs.hours", "q.needs.injury"])
        #expect(visitor.session.answers["needs"] == ["pay", "papers", "hours"])
        visitor.touch(["q.needs.papers", "q.needs.injury"])
        #expect(visitor.session.answers["needs"] == ["pay", "hours", "injury"])
        #expect(visitor.page == .question(2))
    }

    @Test func `going back keeps what was answered, and skipping takes it away`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree", "q.stage.work", "nav.back"])
        #expect(visitor.page == .question(0))
        #expect(visitor.content.controls.contains { $0.id == "q.stage.work" && $0.isSelected })
        visitor.touch("nav.skip")
        #expect(visitor.session.answers["stage"].isEmpty)
    }

    @Test func `an option of a question that is not in sight changes nothing`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.happen(.touched(.choose("stage", "work")))
        visitor.touch(["home.talk", "notice.agree"])
        visitor.happen(.touched(.choose("soon", "today")))
        #expect(visitor.session.answers.isEmpty)
    }

    @Test func `who declines the notice is on the start page and nothing was kept`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.decline"])
        #expect(visitor.page == .home)
        #expect(visitor.effects.saves.isEmpty)
    }

    @Test func `says that nobody is there today, and lets the visitor leave a request all the same`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.happen(.became(.counsellors(.notToday)))
        visitor.arrive()
        visitor.touch("home.talk")
        #expect(visitor.page == .closed)
        visitor.touch("closed.go-on")
        #expect(visitor.page == .notice)
    }

    @Test func `sends the visitor to the desk where nothing can be stored`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.happen(.became(.storage(false)))
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree"])
        #expect(visitor.page == .notSaved)
        #expect(visitor.effects.saves.isEmpty)
        visitor.touch("nav.done")
        #expect(visitor.page == .home)
    }

    @Test func `a record that could not be written down gives no number`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.skipAllQuestions()
        visitor.answer(.couldNotSave)
        #expect(visitor.page == .notSaved)
        #expect(visitor.session.ticket == nil)
    }

    @Test func `while the record is sealed only leaving works`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.skipAllQuestions()
        for action in [Action.home, .back, .help, .talk, .print, .languages, .settings] {
            visitor.happen(.touched(action))
            #expect(visitor.page == .saving, "\(action)")
        }
        visitor.press(.fastSlip)
        visitor.press(.help)
        #expect(visitor.page == .saving)
        #expect(visitor.effects.saves.count == 1)
        visitor.press(.leave)
        #expect(visitor.page == .neutral)
    }

    @Test func `going back from the number does not lead into the questions`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.getNumber()
        visitor.touch("nav.back")
        #expect(visitor.page == .home)
    }

    @Test func `the optional questions are counted and reach the record of nobody`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree"])
        while case .question = visitor.page { visitor.touch("nav.skip") }
        visitor.touch(["plan.yes", "q.age.25-34", "q.sex.woman"])
        visitor.touch("q.origin.\(visitor.handbook.guide.site.origins[0])")
        #expect(visitor.page == .saving)
        let statistics: Set<Metric> = [.statsSexAge, .statsOrigin]
        #expect(visitor.effects.counters.filter { statistics.contains($0.metric) }.isEmpty)
        visitor.answer(.saved(.sample(1)))
        #expect(visitor.effects.counters.filter { statistics.contains($0.metric) }.count == 2)
        let saved = try #require(visitor.effects.saves.first)
        let payload = Payload(week: nil, visitLanguage: "en", answers: saved, form: visitor.handbook.form)
        let empty = Payload(week: nil, visitLanguage: "en", answers: Answers(), form: visitor.handbook.form)
        #expect(try payload.encode(form: visitor.handbook.form) == empty.encode(form: visitor.handbook.form))
    }

    @Test func `answers are counted once, however often the slip is issued anew`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.talk", "notice.agree", "q.stage.work", "q.work.factory"])
        while case .question = visitor.page { visitor.touch("nav.skip") }
        visitor.touch("plan.skip-all")
        visitor.answer(.saved(.sample(1)))
        let first = visitor.takeEffects().counters
        #expect(!first.isEmpty)
        visitor.touch("code.print")
        visitor.answer(.couldNotPrint(.number))
        visitor.touch("slip.new-number")
        visitor.answer(.saved(.sample(2)))
        #expect(visitor.effects.counters.map(\.metric) == [.printFail])
    }

    @Test func `the language to talk in is the visitor's own until another is touched`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive(in: "ta")
        visitor.touch(["home.talk", "notice.agree"])
        while !visitor.content.controls.contains(where: { $0.id == "q.talk-language.ta" }) { visitor.touch("nav.skip") }
        func chosen() -> [String] {
            visitor.content.controls.filter { $0.isSelected && $0.id.name.hasPrefix("q.talk-language.") }.map(\.id.name)
        }
        #expect(chosen() == ["q.talk-language.ta"])
        visitor.touch("q.talk-language.id")
        #expect(chosen() == ["q.talk-language.id"])
    }
}
