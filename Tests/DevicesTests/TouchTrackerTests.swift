import Devices
import Testing

@Suite struct TouchTrackerTests {
    @Test func `a tap begins and ends where the finger touched down`() {
        let gestures = Trace.play([(0, [Trace.finger(1, 50, 50)]), (80, [])])
        #expect(gestures == [.began(at: Trace.point(50, 50)), .ended(at: Trace.point(50, 50))])
    }

    @Test func `a trembling finger has not moved`() {
        let tremor: [(Int, [Contact])] = (0..<60).map { step in
            let swing = step == 0 ? 0 : step % 2 == 0 ? 4.0 : -4.0
            return (step * 16, [Trace.finger(1, 50 + swing, 50 - swing / 2)])
        }
        let gestures = Trace.play(tremor + [(1_000, [])])
        #expect(gestures == [.began(at: Trace.point(50, 50)), .ended(at: Trace.point(50, 50))])
    }

    @Test func `a finger that rolls over while it is lifted acts where it touched down`() {
        let roll: [(Int, [Contact])] = (0..<6).map { ($0 * 16, [Trace.finger(1, 50, 50 + Double($0))]) }
        let gestures = Trace.play(roll + [(120, [])])
        #expect(gestures.last == .ended(at: Trace.point(50, 50)))
    }

    @Test func `a finger that slides away is followed exactly`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50)]), (20, [Trace.finger(1, 60, 50)]), (40, [Trace.finger(1, 52, 50)]), (60, []),
        ])
        #expect(
            gestures == [
                .began(at: Trace.point(50, 50)), .moved(to: Trace.point(60, 50)), .moved(to: Trace.point(52, 50)),
                .ended(at: Trace.point(52, 50)),
            ])
    }

    @Test func `a palm that comes after the finger does nothing, and nothing when the finger has gone`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50)]), (20, [Trace.finger(1, 50, 50), Trace.finger(2, 90, 100)]),
            (60, [Trace.finger(2, 90, 100)]), (400, [Trace.finger(2, 95, 100)]), (900, []),
        ])
        #expect(gestures == [.began(at: Trace.point(50, 50)), .ended(at: Trace.point(50, 50))])
    }

    @Test func `a finger acts although a wide palm rests on the glass`() {
        let palm = Trace.finger(1, 90, 120, width: 45)
        let gestures = Trace.play([(0, [palm]), (500, [palm, Trace.finger(2, 50, 50)]), (600, [palm])])
        #expect(gestures == [.began(at: Trace.point(50, 50)), .ended(at: Trace.point(50, 50))])
    }

    @Test func `a finger acts although a palm flickers beside it`() {
        let palm = Trace.finger(1, 90, 120, width: 45)
        let again = Trace.finger(2, 90, 120, width: 45)
        let gestures = Trace.play([
            (0, [palm]), (20, []), (40, [again]), (60, []), (70, [Trace.finger(3, 50, 50)]), (150, []),
        ])
        #expect(Trace.actions(gestures) == 1)
    }

    @Test func `a contact that turns out to be a palm is cancelled`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50, width: 9)]), (20, [Trace.finger(1, 50, 50, width: 50)]), (60, []),
        ])
        #expect(gestures == [.began(at: Trace.point(50, 50)), .cancelled(.palm)])
    }

    @Test func `a contact that bounces is one touch`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50)]), (90, []), (120, [Trace.finger(2, 51, 50)]), (150, []),
            (200, [Trace.finger(3, 50, 49)]), (240, []), (299, [Trace.finger(4, 50, 49)]), (700, []),
        ])
        #expect(Trace.actions(gestures) == 1)
    }

    @Test func `a bounce is one touch even where the guard is switched off`() throws {
        let tolerance = try TouchTolerance(retouchGuard: .zero)
        let bounce: [(Int, [Contact])] = [(0, [Trace.finger(1, 50, 50)]), (90, []), (150, [Trace.finger(2, 51, 50)])]
        #expect(Trace.actions(Trace.play(bounce + [(200, [])], tolerance: tolerance)) == 1)
        let touches: [(Int, [Contact])] = [(0, [Trace.finger(1, 50, 50)]), (90, []), (151, [Trace.finger(2, 51, 50)])]
        #expect(Trace.actions(Trace.play(touches + [(200, [])], tolerance: tolerance)) == 2)
    }

    @Test func `a double strike acts once`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50)]), (60, []), (240, [Trace.finger(2, 52, 51)]), (300, []),
        ])
        #expect(Trace.actions(gestures) == 1)
    }

    @Test func `the same key twice, calmly, acts twice`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50)]), (60, []), (320, [Trace.finger(2, 50, 50)]), (380, []),
        ])
        #expect(Trace.actions(gestures) == 2)
    }

    @Test func `somebody who types quickly on keys apart from each other loses nothing`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50)]), (50, []), (120, [Trace.finger(2, 80, 50)]), (170, []),
            (240, [Trace.finger(3, 50, 50)]), (290, []),
        ])
        #expect(Trace.actions(gestures) == 3)
    }

    @Test func `a ghost off the glass does nothing and does not keep a finger from acting`() {
        let ghost = Trace.finger(1, -30, 5_000)
        let gestures = Trace.play([(0, [ghost]), (10, [ghost, Trace.finger(2, 50, 50)]), (80, [ghost]), (90, [])])
        #expect(gestures == [.began(at: Trace.point(50, 50)), .ended(at: Trace.point(50, 50))])
    }

    @Test func `an impossible place in the middle of a touch is passed over`() {
        let gestures = Trace.play([
            (0, [Trace.finger(1, 50, 50)]), (20, [Trace.finger(1, 9_999, 50)]), (40, [Trace.finger(1, 51, 50)]),
            (60, []),
        ])
        #expect(gestures == [.began(at: Trace.point(50, 50)), .ended(at: Trace.point(50, 50))])
    }

    @Test func `a place just beyond the edge counts as the edge`() {
        let gestures = Trace.play([(0, [Trace.finger(1, -0.5, 50)]), (60, [])])
        #expect(gestures.first == .began(at: Trace.point(0, 50)))
    }

    @Test func `a long press acts when it is lifted`() {
        let gestures = Trace.play([(0, [Trace.finger(1, 50, 50)]), (29_000, [])])
        #expect(Trace.actions(gestures) == 1)
    }

    @Test func `a contact that rests for more than thirty seconds is cancelled and named stuck`() {
        var tracker = TouchTracker(panel: Trace.panel)
        _ = tracker.receive(.contacts([Trace.finger(1, 50, 50)]), at: Trace.at(0))
        #expect(tracker.deadline == Trace.at(30_000))
        #expect(tracker.tick(at: Trace.at(30_000)).isEmpty)
        #expect(tracker.tick(at: Trace.at(30_001)) == [.cancelled(.stuck)])
        #expect(tracker.deadline == nil)
        #expect(tracker.receive(.contacts([]), at: Trace.at(31_000)).isEmpty)
    }

    @Test func `the others may act while a stuck contact stays on the glass`() {
        var tracker = TouchTracker(panel: Trace.panel)
        let stuck = Trace.finger(1, 50, 50)
        _ = tracker.receive(.contacts([stuck]), at: Trace.at(0))
        _ = tracker.tick(at: Trace.at(40_000))
        let began = tracker.receive(.contacts([stuck, Trace.finger(2, 100, 50)]), at: Trace.at(41_000))
        #expect(began == [.began(at: Trace.point(100, 50))])
    }

    @Test func `a finger that keeps sliding is not stuck`() {
        let frames: [(Int, [Contact])] = (0..<10).map { ($0 * 10_000, [Trace.finger(1, 20 + Double($0) * 10, 50)]) }
        let gestures = Trace.play(frames + [(95_000, [])])
        #expect(Trace.actions(gestures) == 1)
    }

    @Test(arguments: [
        (TouchSignal.interrupted, TouchCancellation.interrupted), (.unplugged, .unplugged),
    ])
    func `a touch that was interrupted never acts, even if the finger is still there`(
        signal: TouchSignal, reason: TouchCancellation
    ) {
        var tracker = TouchTracker(panel: Trace.panel)
        let finger = Trace.finger(1, 50, 50)
        _ = tracker.receive(.contacts([finger]), at: Trace.at(0))
        #expect(tracker.receive(signal, at: Trace.at(10)) == [.cancelled(reason)])
        #expect(tracker.receive(.contacts([finger]), at: Trace.at(20)).isEmpty)
        #expect(tracker.receive(.contacts([]), at: Trace.at(90)).isEmpty)
        let next = tracker.receive(.contacts([Trace.finger(2, 50, 50)]), at: Trace.at(500))
        #expect(next == [.began(at: Trace.point(50, 50))])
    }

    @Test func `time that goes back counts as no time`() {
        var tracker = TouchTracker(panel: Trace.panel)
        _ = tracker.receive(.contacts([Trace.finger(1, 50, 50)]), at: Trace.at(1_000))
        #expect(tracker.receive(.contacts([]), at: Trace.at(10)) == [.ended(at: Trace.point(50, 50))])
    }

    @Test func `a tolerance out of range is refused with what is allowed`() {
        do {
            _ = try TouchTolerance(slack: 20)
            Issue.record("20 mm were accepted")
        } catch {
            #expect(error.description == "touch slack is 20.0 mm; allowed is 0.0 mm to 12.7 mm")
        }
        #expect(throws: OutOfRange.self) { try TouchTolerance(retouchGuard: .milliseconds(501)) }
    }
}
