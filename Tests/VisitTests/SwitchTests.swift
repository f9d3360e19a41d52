import Guide
import Proofs
import Testing

@testable import Visit

@Suite struct `Switches` {
    private func visitor(_ arrange: (inout Visitor) -> Void = { _ in }) throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.press(.aSwitch)
        arrange(&visitor)
        _ = visitor.takeEffects()
        return visitor
    }

    @Test func `the first press takes up the frame, and it waits for the next one`() throws {
        var visitor = try visitor()
        #expect(visitor.session.scan == Scan().renewed(at: visitor.now))
        visitor.wait(.seconds(30))
        #expect(!visitor.effects.contains(.moveFrame))
    }

    @Test func `only who pressed a switch finds the settings of switches`() throws {
        var other = Visitor(try HandbookFixture.lobby)
        other.arrive()
        other.touch("nav.settings")
        #expect(!other.content.controls.contains { $0.id == "scan.moves" })
        var visitor = try visitor()
        visitor.touch(["nav.settings", "scan.moves"])
        #expect(visitor.content.controls.first { $0.id == "scan.moves" }?.isSelected == true)
    }

    @Test func `a frame that moves by itself stays as long as it was set, and twice as long while its words are heard`() throws {
        for (hasHeadset, moves) in [(false, 4), (true, 2)] {
            var visitor = try visitor { $0.touch(["nav.settings", "scan.moves", "nav.home"]) }
            visitor.model.machine.hasHeadset = hasHeadset
            visitor.wait(.milliseconds(4 * 2_500 + 100))
            #expect(visitor.effects.filter { $0 == .moveFrame }.count == moves)
        }
    }

    @Test func `a frame that moves by itself is no sign of a visitor`() throws {
        var visitor = try visitor { $0.touch(["nav.settings", "scan.moves"]) }
        for _ in 0..<40 where visitor.page != .goodbye {
            visitor.wait(.seconds(3))
            visitor.happen(.framed("nav.leave"))
        }
        #expect(visitor.page == .goodbye)
        #expect(visitor.session.scan == nil)
    }

    @Test func `the question whether somebody is there can be answered by a switch, for the frame goes on over it`() throws {
        var visitor = try visitor { $0.touch(["nav.settings", "scan.moves"]) }
        visitor.wait(.seconds(61))
        #expect(visitor.session.alertSince != nil)
        _ = visitor.takeEffects()
        visitor.wait(.seconds(3))
        #expect(visitor.effects.contains(.moveFrame))
    }

    @Test func `the stay is set in steps within its range`() throws {
        var visitor = try visitor { $0.touch("nav.settings") }
        for _ in 0..<20 { visitor.touch("scan.longer") }
        #expect(visitor.session.scan?.stays == 10_000)
        for _ in 0..<30 { visitor.touch("scan.shorter") }
        #expect(visitor.session.scan?.stays == 500)
    }

    @Test func `three presses find the pace: they took 65 hundredths of the new stay`() throws {
        var visitor = try visitor { $0.touch(["nav.settings", "scan.find"]) }
        #expect(visitor.session.scan?.stays == 4_000)
        for press in 1...Scan.neededPresses {
            visitor.happen(.framed("scan.star"))
            visitor.model.session.scan = visitor.session.scan?.renewed(at: visitor.now)
            visitor.now += .milliseconds(800)
            visitor.touch("scan.star")
            #expect(visitor.page == .pace && visitor.session.isFindingPace == (press < Scan.neededPresses))
        }
        #expect(visitor.session.scan?.stays == 2_000)
        #expect(visitor.session.scan?.moves == true && visitor.session.scan?.hasFoundPace == true)
        visitor.touch("nav.done")
        #expect(visitor.page == .settings)
    }

    @Test func `a press beside the star gives more time`() throws {
        var visitor = try visitor { $0.touch(["nav.settings", "scan.find"]) }
        visitor.touch("scan.beside-1")
        #expect(visitor.session.scan?.stays == 4_500 && visitor.page == .pace)
    }

    @Test(arguments: [Page.dark, .welcome, .neutral, .goodbye])
    func `a switch that is pressed when nobody is there leaves no frame for the next visitor`(page: Page) throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.model.session.page = page
        visitor.press(.aSwitch)
        #expect(visitor.session.scan == nil)
    }

    @Test func `the next visitor has no frame`() throws {
        var visitor = try visitor { $0.touch(["nav.settings", "scan.moves"]) }
        visitor.press(.leave)
        #expect(visitor.session.isFresh)
    }
}
