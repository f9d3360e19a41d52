import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `Leaving a kiosk` {
    /// A session in which everything differs from a fresh one.
    private func full(_ model: Model) -> Model {
        var model = model
        model.session.size = .veryLarge
        model.session.theme = .contrast
        model.session.attenuation = 0
        model.session.isSafePath = true
        model.session.isUnderAge = true
        model.session.isCounted = true
        model.session.ticket = .sample(7)
        model.session.trail = [.init(page: .home, place: .top)]
        model.session.focus = "nav.leave"
        model.session.feedback = ["jo-payday": true]
        model.session.entry.digits = "123456789012"
        model.session.entry.wrongTries = 9
        model.session.codeSince = .seconds(1)
        return model
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `leave now wipes the whole session from every page`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        for exhibit in Gallery(handbook).exhibits(in: Language("ar"), size: .large, theme: .soft) {
            var model = full(exhibit.model)
            let visit = model.visit
            let effects = reduce(&model, .touched(.leave), at: .seconds(100), handbook)
            #expect(model.session.page == .neutral, "\(exhibit.name)")
            #expect(model.session.isFresh, "\(exhibit.name)")
            #expect(model.visit != visit, "\(exhibit.name)")
            #expect(effects.contains(.silence), "\(exhibit.name)")
            #expect(effects.contains(.cancelPrint), "\(exhibit.name)")
            #expect(effects.contains(.forget(visit)), "\(exhibit.name)")
        }
    }

    @Test func `the button on the case does the same as the one on the glass, even in the dark`() throws {
        let handbook = try HandbookFixture.airport
        for page in [Page.dark, .welcome, .home, .saving, .printing(.number), .code, .neutral] {
            var pressed = Model()
            pressed.session.page = page
            pressed.session.language = Language("bn")
            var touched = pressed
            let byButton = reduce(&pressed, .pressed(.leave), at: .seconds(5), handbook)
            let byTouch = reduce(&touched, .touched(.leave), at: .seconds(5), handbook)
            #expect(pressed == touched)
            #expect(byButton == byTouch)
            #expect(pressed.session.page == .neutral && pressed.session.isFresh)
        }
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `a visitor who walks away leaves nothing behind, on whatever page`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        for exhibit in Gallery(handbook).exhibits(in: Language("my")) where exhibit.model.session.alertSince == nil {
            var visitor = Visitor(handbook)
            visitor.model = full(exhibit.model)
            visitor.model.session.entry = Session.Entry()
            let visit = visitor.model.visit
            // Before many people somebody may explain for ten minutes.
            visitor.wait(.seconds(exhibit.model.session.page.isForAGroup ? 900 : 300))
            switch exhibit.model.session.page {
            case .saving, .printing, .staff(.printing): #expect(visitor.page == exhibit.model.session.page, "\(exhibit.name)")
            case .welcome, .neutral, .goodbye: #expect(visitor.page == .welcome, "\(exhibit.name)")
            default:
                #expect(visitor.page == .welcome, "\(exhibit.name)")
                #expect(visitor.session.isFresh, "\(exhibit.name)")
                #expect(visitor.effects.contains(.forget(visit)), "\(exhibit.name)")
            }
        }
    }

    @Test func `nothing on the neutral page leads back to what was there before`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive(in: "bn")
        visitor.touch(["home.rights", "nav.leave"])
        #expect(visitor.content.kind == .neutral)
        visitor.press(.back)
        #expect(visitor.page == .languages)
        #expect(visitor.session.language == nil)
        #expect(visitor.session.trail.isEmpty)
    }

    @Test func `leaving is counted once, and not where there was no visit`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.press(.leave)
        #expect(visitor.takeEffects().counters.isEmpty)
        visitor.press(.leave)
        #expect(visitor.takeEffects().counters.isEmpty)
        visitor.touch(["neutral.start", "lang.en"])
        _ = visitor.takeEffects()
        visitor.press(.leave)
        #expect(visitor.takeEffects().counters.map(\.metric) == [.quickExit])
    }

    @Test func `help from the greeting and back again ends the visit`() throws {
        for start in [Page.welcome, .neutral, .goodbye] {
            var visitor = Visitor(try HandbookFixture.airport)
            visitor.model.session.page = start
            visitor.press(.help)
            #expect(visitor.page == .help(.safe))
            visitor.press(.back)
            visitor.wait(.seconds(900))
            #expect(visitor.page == .dark)
            #expect(visitor.session.isFresh, "after help on \(start) and back")
        }
    }

    @Test func `a fast slip from the greeting leaves a fresh greeting behind`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.press(.fastSlip)
        #expect(visitor.page == .printing(.numbers))
        visitor.answer(.printed(.numbers))
        visitor.touch("slip.came-out")
        visitor.wait(.seconds(900))
        #expect(visitor.page == .dark)
        #expect(visitor.session.isFresh)
    }

    @Test func `keys pressed while nobody has begun do not outlast the greeting`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.happen(.touched(.louder))
        visitor.happen(.focused("welcome.begin"))
        visitor.wait(.seconds(900))
        #expect(visitor.page == .dark)
        #expect(visitor.session.isFresh)
    }
}

extension [Effect] {
    var counters: [Counter] { compactMap { if case .count(let counter) = $0 { counter } else { nil } } }

    var voids: [Lookup] { compactMap { if case .void(let lookup) = $0 { lookup } else { nil } } }

    var prints: [Effect.Slip] { compactMap { if case .print(_, let slip, _) = $0 { slip } else { nil } } }

    var saves: [Answers] { compactMap { if case .save(_, let answers, _) = $0 { answers } else { nil } } }
}
