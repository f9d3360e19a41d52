import Devices
import Testing

@Suite struct PressTrackerTests {
    /// Two controls beside each other: `left` up to 20 mm, `right` from 30 mm.
    private func hit(_ point: Point) -> String? {
        if point.x <= 20 { return "left" }
        return point.x >= 30 ? "right" : nil
    }

    private func play(_ gestures: [TouchGesture]) -> [PressOutcome<String>?] {
        var tracker = PressTracker<String>()
        return gestures.map { tracker.receive($0, hit: hit) }
    }

    @Test func `a touch that starts and ends in a control acts on it`() {
        let outcomes = play([.began(at: Trace.point(10, 0)), .ended(at: Trace.point(12, 0))])
        #expect(outcomes == [.highlight("left"), .activate("left")])
    }

    @Test func `a touch that ends in another control does nothing`() {
        let outcomes = play([
            .began(at: Trace.point(10, 0)), .moved(to: Trace.point(25, 0)), .moved(to: Trace.point(35, 0)),
            .ended(at: Trace.point(35, 0)),
        ])
        #expect(outcomes == [.highlight("left"), .release, nil, nil])
    }

    @Test func `a finger that slides off and back acts`() {
        let outcomes = play([
            .began(at: Trace.point(10, 0)), .moved(to: Trace.point(25, 0)), .moved(to: Trace.point(15, 0)),
            .ended(at: Trace.point(15, 0)),
        ])
        #expect(outcomes == [.highlight("left"), .release, .highlight("left"), .activate("left")])
    }

    @Test func `a touch that starts beside all controls never acts`() {
        let outcomes = play([
            .began(at: Trace.point(25, 0)), .moved(to: Trace.point(10, 0)), .ended(at: Trace.point(10, 0)),
        ])
        #expect(outcomes == [nil, nil, nil])
    }

    @Test func `a cancelled touch does nothing`() {
        let outcomes = play([.began(at: Trace.point(10, 0)), .cancelled(.stuck), .ended(at: Trace.point(10, 0))])
        #expect(outcomes == [.highlight("left"), .release, nil])
    }

    @Test func `a page that changes under the finger takes the press with it`() {
        var tracker = PressTracker<String>()
        _ = tracker.receive(.began(at: Trace.point(10, 0)), hit: hit)
        #expect(tracker.highlighted == "left")
        #expect(tracker.pageChanged() == .release)
        #expect(tracker.receive(.ended(at: Trace.point(10, 0)), hit: hit) == nil)
    }
}
