import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `When nobody touches the glass` {
    @Test func `the kiosk asks after a minute and gives forty-five seconds to answer`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.wait(.milliseconds(59_900))
        #expect(visitor.content.name == "home")
        visitor.wait(.milliseconds(200))
        #expect(visitor.content.name == "still-there")
        visitor.wait(.milliseconds(44_800))
        #expect(visitor.content.name == "still-there")
        #expect(visitor.session.language == .english)
        visitor.wait(.milliseconds(300))
        #expect(visitor.page == .goodbye)
        #expect(visitor.session.isFresh)
        #expect(visitor.effects.counters.map(\.metric).filter { $0 == .idleWipe }.count == 1)
    }

    @Test func `more time takes the visitor back to the same spot`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch("home.rights")
        visitor.happen(.touched(.turn(Place(item: 1))))
        visitor.wait(.seconds(70))
        let before = visitor.session
        visitor.touch("idle.more-time")
        #expect(visitor.session.alertSince == nil)
        #expect(visitor.page == before.page)
        #expect(visitor.session.place == before.place)
        visitor.wait(.seconds(59))
        #expect(visitor.content.name == "rights")
    }

    @Test func `who says "finished" is said goodbye to`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.wait(.seconds(70))
        visitor.touch("idle.finished")
        #expect(visitor.page == .goodbye)
        #expect(visitor.session.isFresh)
    }

    @Test func `help and leave answer the question too`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.wait(.seconds(70))
        visitor.press(.help)
        #expect(visitor.page == .help(.safe))
        #expect(visitor.session.alertSince == nil)
        visitor.wait(.seconds(70))
        #expect(visitor.content.name == "still-there")
        visitor.press(.leave)
        #expect(visitor.page == .neutral)
    }

    @Test(arguments: [Page.saving, .printing(.number), .printing(.numbers)])
    func `no timer runs while the machine works`(page: Page) throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.model.session.page = page
        visitor.model.session.ticket = .sample(1)
        for _ in 0..<10 {
            visitor.now += .seconds(600)
            visitor.happen(.timePassed)
        }
        #expect(visitor.page == page)
        #expect(visitor.session.alertSince == nil)
        #expect(visitor.wakeAt == nil)
        visitor.answer(page == .saving ? .couldNotSave : .printed(page == .printing(.number) ? .number : .numbers))
        visitor.wait(.seconds(59))
        #expect(visitor.session.alertSince == nil)
        visitor.wait(.seconds(2))
        #expect(visitor.session.alertSince != nil)
    }

    @Test func `a look-up stops the timers as well`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch("home.status")
        visitor.type(Ticket.sample(3).code.digits)
        visitor.touch("status.look")
        visitor.now += .seconds(600)
        visitor.happen(.timePassed)
        #expect(visitor.session.alertSince == nil)
        visitor.answer(.lookedUp(.opened))
        #expect(visitor.session.entry.outcome == .found(.opened))
    }

    @Test func `the greeting rolls through all languages and then goes dark`() throws {
        let handbook = try HandbookFixture.airport
        var visitor = Visitor(handbook)
        var greeted: Set<Language> = []
        for _ in 0..<handbook.guide.site.languages.count {
            if case .greeting(let language) = visitor.content.title { greeted.insert(language) }
            visitor.wait(.seconds(3))
        }
        #expect(greeted == Set(handbook.guide.site.languages))
        visitor.wait(.seconds(600))
        #expect(visitor.page == .dark)
        #expect(visitor.content.kind == .dark)
        #expect(visitor.wakeAt == nil)
    }

    @Test func `the first touch on a dark screen only wakes it`() throws {
        let handbook = try HandbookFixture.airport
        for event in [
            Event.touched(.wake), .pressed(.help), .pressed(.fastSlip), .pressed(.back),
        ] {
            var visitor = Visitor(handbook)
            visitor.wait(.seconds(700))
            #expect(visitor.page == .dark)
            _ = visitor.takeEffects()
            visitor.happen(event)
            #expect(visitor.page == .welcome, "\(event)")
            #expect(visitor.session.language == nil, "\(event)")
            #expect(visitor.effects.allSatisfy { $0 == .silence || $0 == .readPage }, "\(event)")
        }
    }

    @Test func `the goodbye and the neutral page give way to the greeting`() throws {
        for page in [Page.goodbye, .neutral] {
            var visitor = Visitor(try HandbookFixture.airport)
            visitor.arrive()
            visitor.happen(.touched(page == .goodbye ? .finish : .leave))
            #expect(visitor.page == page)
            visitor.wait(.seconds(19))
            #expect(visitor.page == page)
            visitor.wait(.seconds(2))
            #expect(visitor.page == .welcome)
        }
    }

    @Test func `time alone always has a next moment until the screen is dark`() throws {
        let handbook = try HandbookFixture.airport
        for exhibit in Gallery(handbook).exhibits(in: .english) {
            var model = exhibit.model
            var now = Duration.seconds(1)
            for _ in 0..<2_000 where model.wakeAt(handbook.inactivity) != nil {
                let before = model
                now = max(now, model.wakeAt(handbook.inactivity) ?? now)
                _ = reduce(&model, .timePassed, at: now, handbook)
                if model == before { now += .milliseconds(1) }
            }
            switch model.session.page {
            case .dark, .saving, .printing, .staff(.printing): break
            // A service that ends waits for nothing.
            case _ where model.machine.halt != nil: break
            default: Issue.record("\(exhibit.name) does not come to rest, but stays on \(model.session.page)")
            }
        }
    }
}
