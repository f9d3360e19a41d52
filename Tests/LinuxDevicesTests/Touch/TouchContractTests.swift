import Devices
import LinuxDevices
import SimulatedDevices
import Testing

/// What every panel does, whatever it is made of. A hand moves the panel that it belongs to.
protocol TouchHand {
    var panel: any TouchPanel { get }
    func touch(_ finger: Int, x: Double, y: Double)
    func lift(_ finger: Int)
    func unplug() throws
    func plug() throws
    func end() async
}

private struct SimulatedHand: TouchHand {
    let simulated = SimulatedTouchPanel()
    var panel: any TouchPanel { simulated }

    func touch(_ finger: Int, x: Double, y: Double) { simulated.touch(x: Millimetres(x), y: Millimetres(y), finger: finger) }
    func lift(_ finger: Int) { simulated.lift(finger: finger) }
    func unplug() { simulated.trouble = .unplugged }
    func plug() { simulated.trouble = .none }
    func end() async {}
}

private final class KernelHand: TouchHand {
    let loop: EventLoop
    let linux: LinuxTouchPanel
    private var hand: InputHand?
    private var nextID: Int32 = 0
    private var down: Set<Int> = []

    var panel: any TouchPanel { linux }

    init() async throws {
        hand = try InputHand(SoldPanel.slots())
        loop = try EventLoop(name: "contract")
        linux = LinuxTouchPanel(loop: loop, glass: SoldPanel.glass, feed: UeventFeed(loop: loop))
        await linux.start()
    }

    func touch(_ finger: Int, x: Double, y: Double) {
        let isNew = down.insert(finger).inserted
        if isNew { nextID += 1 }
        hand?.send(InputEvent.finger(Int32(finger), id: isNew ? nextID : nil, x, y) + [.report])
    }

    func lift(_ finger: Int) {
        down.remove(finger)
        hand?.send(InputEvent.lift(Int32(finger)) + [.report])
    }

    func unplug() { (hand, down) = (nil, []) }
    func plug() throws { hand = try InputHand(SoldPanel.slots()) }

    func end() async {
        await linux.stop()
        loop.stop()
    }
}

extension KernelInputTests {
    @Suite(.timeLimit(.minutes(1))) struct TouchContractTests {
        @Test func `the simulated panel keeps the contract`() async throws { try await keep(SimulatedHand()) }

        @Test(.onVirtualBoard) func `the kernel's panel keeps the contract`() async throws {
            try await keep(try await KernelHand())
        }

        private func keep(_ hand: some TouchHand) async throws {
            var listener = TouchListener(hand.panel)
            hand.touch(0, x: 50, y: 50)
            hand.lift(0)
            await listener.listen(untilEnded: 1)
            #expect(listener.gestures == [.began(at: Point(x: 50, y: 50)), .ended(at: Point(x: 50, y: 50))])

            // A finger that is followed, and a second one that is not.
            listener.forget()
            hand.touch(0, x: 100, y: 20)
            hand.touch(1, x: 180, y: 80)
            hand.touch(0, x: 130, y: 20)
            hand.lift(1)
            hand.lift(0)
            await listener.listen(untilEnded: 1)
            #expect(listener.gestures.first == .began(at: Point(x: 100, y: 20)))
            #expect(listener.gestures.last == .ended(at: Point(x: 130, y: 20)))

            // Unplugged in mid-touch: cancelled; and it is said that the panel is there again.
            listener.forget()
            hand.touch(0, x: 20, y: 80)
            await listener.listen { if case .contacts(let all) = $0 { !all.isEmpty } else { false } }
            try hand.unplug()
            await listener.listen { $0 == .unplugged }
            #expect(listener.gestures == [.began(at: Point(x: 20, y: 80)), .cancelled(.unplugged)])
            try hand.plug()
            await listener.listen { $0 == .plugged }
            await listener.listen { $0 == .contacts([]) }
            hand.touch(0, x: 30, y: 30)
            hand.lift(0)
            await listener.listen { $0 == .contacts([]) }
            #expect(listener.gestures.last == .ended(at: Point(x: 30, y: 30)))

            // Whoever asks again gets what comes from now on.
            var second = TouchListener(hand.panel)
            hand.touch(0, x: 160, y: 60)
            hand.lift(0)
            await second.listen(untilEnded: 1)
            #expect(second.actions == [Point(x: 160, y: 60)])
            await hand.end()
        }
    }
}
