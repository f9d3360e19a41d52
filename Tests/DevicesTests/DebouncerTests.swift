import Devices
import Testing

@Suite struct DebouncerTests {
    private func play(_ levels: [(Int, Bool)]) -> [ButtonAction] {
        var debouncer = Debouncer()
        return levels.flatMap { debouncer.receive(isDown: $0.1, at: Trace.at($0.0)) }
    }

    @Test func `a press acts at once and a release when it has settled`() {
        var debouncer = Debouncer()
        #expect(debouncer.receive(isDown: true, at: Trace.at(0)) == [.pressed])
        #expect(debouncer.receive(isDown: false, at: Trace.at(100)).isEmpty)
        #expect(debouncer.nextReading == Trace.at(120))
        #expect(debouncer.receive(isDown: false, at: Trace.at(120)) == [.released])
        #expect(debouncer.nextReading == nil)
    }

    @Test func `contacts that chatter make one press`() {
        let actions = play([
            (0, true), (1, false), (3, true), (4, false), (7, true), (30, true), (500, false), (502, true),
            (503, false),
            (530, false),
        ])
        #expect(actions == [.pressed, .released])
    }

    @Test func `a press and a release at the same moment are one press`() {
        #expect(play([(0, true), (0, false), (1_000, true), (1_000, false)]) == [.pressed, .released, .pressed])
    }

    @Test func `an echo after the release does not act`() {
        #expect(play([(0, true), (200, false), (225, false), (260, true), (300, true), (400, false), (430, false)])
            == [.pressed, .released])
    }

    @Test func `an echo that is held on does not act later`() {
        #expect(play([(0, true), (200, false), (225, false), (290, true), (305, true), (320, true), (2_000, true)])
            == [.pressed, .released])
    }

    @Test func `a lost release is found when the level is read again`() {
        var debouncer = Debouncer()
        _ = debouncer.receive(isDown: true, at: Trace.at(0))
        _ = debouncer.receive(isDown: true, at: Trace.at(20))
        #expect(debouncer.nextReading == Trace.at(1_020))
        #expect(debouncer.receive(isDown: false, at: Trace.at(1_020)).isEmpty)
        #expect(debouncer.receive(isDown: false, at: Trace.at(1_040)) == [.released])
    }

    @Test func `a key that is held for more than a minute is stuck once, and freed when it comes up`() {
        #expect(
            play([(0, true), (60_000, true), (60_001, true), (90_000, true), (90_001, false), (90_050, false)])
                == [.pressed, .stuck, .freed])
    }

    @Test func `a key that was down when the kiosk started does not act, may hang, and acts when it is pressed again`() {
        var debouncer = Debouncer()
        debouncer.found(isDown: true, at: Trace.at(0))
        #expect(debouncer.nextReading == Trace.at(1_000))
        #expect(debouncer.receive(isDown: true, at: Trace.at(1_000)).isEmpty)
        #expect(debouncer.receive(isDown: true, at: Trace.at(60_001)) == [.stuck])
        #expect(debouncer.receive(isDown: false, at: Trace.at(61_000)).isEmpty)
        #expect(debouncer.receive(isDown: false, at: Trace.at(61_020)) == [.freed])
        #expect(debouncer.receive(isDown: true, at: Trace.at(62_000)) == [.pressed])
        var released = Debouncer()
        released.found(isDown: true, at: Trace.at(0))
        #expect(released.receive(isDown: false, at: Trace.at(500)).isEmpty)
        #expect(released.receive(isDown: false, at: Trace.at(520)).isEmpty)
        #expect(released.receive(isDown: true, at: Trace.at(900)) == [.pressed])
    }

    @Test func `times out of range are refused`() {
        #expect(throws: OutOfRange.self) { try Debouncer(settle: .seconds(1)) }
        #expect(throws: OutOfRange.self) { try Debouncer(stuckAfter: .seconds(1)) }
    }
}
