import Guide
import Proofs
import Testing

@testable import Visit

@Suite struct `The practice` {
    @Test func `it is offered on the start page of a lobby and in the settings everywhere, and ends on the start page`() throws {
        let ways: [(Handbook, [ControlID])] = try [
            (HandbookFixture.lobby, ["home.practice"]), (HandbookFixture.lobby, ["nav.settings", "settings.practice"]),
            (HandbookFixture.airport, ["nav.settings", "settings.practice"]),
        ]
        for (handbook, way) in ways {
            var visitor = Visitor(handbook)
            visitor.arrive()
            visitor.touch(way + ["practice.star", "practice.there", "nav.back", "nav.done"])
            #expect(visitor.page == .home)
        }
    }

    @Test func `its four pages take no more than four touches, none of which changes anything`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch("home.practice")
        _ = visitor.takeEffects()
        let session = visitor.session
        visitor.touch(["practice.star", "practice.there", "nav.back"])
        #expect(visitor.page == .practice(3))
        #expect(!visitor.effects.contains { if case .count = $0 { true } else { false } })
        #expect(visitor.session.answers == session.answers && visitor.session.trail == session.trail)
    }

    @Test func `leaving in the midst of it is leaving`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.practice", "practice.star", "nav.leave"])
        #expect(visitor.page == .neutral && visitor.session.isFresh)
    }
}
