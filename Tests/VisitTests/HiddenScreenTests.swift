import Guide
import Proofs
import Testing

@testable import Visit

@Suite struct `A black screen while the voice goes on` {
    private func listener() throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.happen(.became(.headset(true)))
        visitor.touch(["nav.settings", "view.hide"])
        return visitor
    }

    @Test func `only who listens can ask for it`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch("nav.settings")
        #expect(!visitor.content.controls.contains { $0.id == "view.hide" })
        visitor.happen(.touched(.hide))
        #expect(!visitor.session.isHidden)
    }

    @Test func `it says how the page comes back, and the keys go on`() throws {
        var visitor = try listener()
        #expect(visitor.session.isHidden && visitor.takeEffects().last == .tell("ui.hidden.dark"))
        visitor.happen(.focused("nav.home"))
        #expect(visitor.takeEffects() == [.silence, .readControl("nav.home")])
        visitor.touch("nav.home")
        #expect(visitor.page == .home && visitor.session.isHidden)
    }

    @Test func `a touch brings the page back`() throws {
        var visitor = try listener()
        visitor.happen(.touched(.reveal))
        #expect(!visitor.session.isHidden && visitor.page == .settings)
    }

    @Test func `pulling the headset out, leaving and the end of the visit bring the glass back`() throws {
        var pulled = try listener()
        pulled.happen(.became(.headset(false)))
        #expect(!pulled.session.isHidden && pulled.session.alertSince != nil)
        var left = try listener()
        left.press(.leave)
        #expect(!left.session.isHidden && left.page == .neutral)
        var gone = try listener()
        gone.wait(.seconds(200))
        #expect(!gone.session.isHidden)
    }
}
