import Devices
import SimulatedDevices
import Testing

@Suite struct SimulatedBoardTests {
    @Test func `every allowed fault can be had and cleared, and clearing leaves a board that is well`() async throws {
        let board = SimulatedBoard(panel: .sevenInch)
        for (device, faults) in SimulatedBoard.allowedFaults {
            for fault in faults { try board.apply(device: device, fault: fault) }
        }
        #expect(board.faults["printer"]?.count == 10)
        board.clear()
        #expect(board.faults.isEmpty)
        #expect(await board.printer.status() == .ready)
        #expect(board.display.isPlugged && board.network.isConnected)
        #expect(board.touch.trouble == .none && board.clock.wall.trust == .hub)
    }

    @Test func `every fault has a name that finds it again`() {
        #expect(Set(Fault.allNames).count == Fault.allNames.count)
        for name in Fault.allNames { #expect(Fault(name: name)?.name.hasPrefix(name) == true) }
        #expect(Fault(name: "jam-after-rows:12") == .jamAfterRows(12))
        for name in ["", "jam-after-rows:-1", "jam-after-rows:x", "paper-out:3", "PAPER-OUT"] {
            #expect(Fault(name: name) == nil)
        }
    }

    @Test func `a fault that a device cannot have is refused with those that it can`() {
        let board = SimulatedBoard(panel: .sevenInch)
        do {
            try board.apply(device: "network", fault: "paper-out")
            Issue.record("it was accepted")
        } catch {
            #expect(error.description == "network cannot have the fault \"paper-out\"; allowed are down")
        }
        do {
            try board.clear(device: "toaster")
            Issue.record("it was accepted")
        } catch {
            #expect(
                error.description
                    == "there is no device \"toaster\"; allowed are display, touch, buttons, printer, network, clock, power"
            )
        }
    }

    @Test func `one fault of several can be cleared`() throws {
        let board = SimulatedBoard(panel: .sevenInch)
        try board.apply(device: "printer", fault: "paper-out")
        try board.apply(device: "printer", fault: "slow")
        try board.clear(device: "printer", fault: "paper-out")
        #expect(board.faults == ["printer": ["slow"]])
        #expect(board.printer.troubles.isSlow && board.printer.troubles.sensed.isEmpty)
    }

    @Test func `the glass shows what was reported as changed and nothing else`() async throws {
        let display = SimulatedDisplay(panel: .sevenInch, history: 1)
        let white = Frame(width: 800, height: 480, colour: 0xff_ffff)
        try await display.show(white, damage: [PixelRect(x: 0, y: 0, width: 10, height: 1)])
        #expect(display.glass.pixel(x: 9, y: 0) == 0xff_ffff)
        #expect(display.glass.pixel(x: 10, y: 0) == 0)
        try await display.show(white, damage: [white.bounds])
        #expect(display.glass == white)
        #expect(display.shows == 2 && display.history.count == 1)
    }

    @Test func `a panel that was unplugged comes back black`() async throws {
        let board = SimulatedBoard(panel: .sevenInch)
        let white = Frame(width: 800, height: 480, colour: 0xff_ffff)
        try await board.display.show(white, damage: [white.bounds])
        try board.apply(device: "display", fault: "unplugged")
        await #expect(throws: DisplayError.unplugged) { try await board.display.show(white, damage: [white.bounds]) }
        try board.clear(device: "display")
        #expect(board.display.glass.pixel(x: 0, y: 0) == 0)
        let small = Frame(width: 8, height: 8)
        await #expect(throws: DisplayError.wrongSize(width: 8, height: 8, panel: .sevenInch)) {
            try await board.display.show(small, damage: [])
        }
    }

    @Test func `a tap on the panel is a tap for the kiosk`() async {
        let touch = SimulatedTouchPanel()
        var events = touch.events.makeAsyncIterator()
        touch.tap(x: 30, y: 40)
        var tracker = TouchTracker(panel: .tenInch)
        var gestures: [TouchGesture] = []
        for _ in 0..<2 {
            guard let signal = await events.next() else { break }
            gestures += tracker.receive(signal, at: .boot)
        }
        let point = Point(x: 30, y: 40)
        #expect(gestures == [.began(at: point), .ended(at: point)])
    }

    @Test(arguments: [("stuck", 0), ("drops-events", 0), ("unplugged", 0), ("ghosts", 1)])
    func `a panel in trouble makes no more of a tap than there is`(fault: String, actions: Int) async throws {
        let board = SimulatedBoard()
        try board.apply(device: "touch", fault: fault)
        board.touch.tap(x: 30, y: 40)
        let atTheEnd = TouchSignal.contacts([Contact(id: 77, point: Point(x: 1, y: 1), isPalm: true)])
        if fault == "unplugged" { try board.clear(device: "touch") }
        board.touch.play([atTheEnd])
        var tracker = TouchTracker(panel: .tenInch)
        var gestures: [TouchGesture] = []
        for await signal in board.touch.events {
            if signal == atTheEnd { break }
            gestures += tracker.receive(signal, at: .boot)
        }
        #expect(gestures.count { $0 == .ended(at: Point(x: 30, y: 40)) } == actions)
    }

    @Test func `a finger that stuck is lifted when the panel gets well`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "touch", fault: "stuck")
        board.touch.tap(x: 30, y: 40)
        try board.clear(device: "touch")
        var last: TouchSignal?
        var events = board.touch.events.makeAsyncIterator()
        for _ in 0..<3 { last = await events.next() }
        #expect(last == .contacts([]))
    }

    @Test func `keys that chatter are one press each`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "buttons", fault: "chatter")
        var events = board.buttons.events.makeAsyncIterator()
        board.buttons.press(.help)
        var debouncer = Debouncer()
        var actions: [ButtonAction] = []
        for _ in 0..<10 {
            guard let signal = await events.next() else { break }
            actions += debouncer.receive(isDown: signal.isDown, at: signal.at)
        }
        await board.clock.advance(by: .seconds(1))
        actions += debouncer.receive(isDown: board.buttons.isDown(.help), at: board.clock.now)
        #expect(actions == [.pressed, .released])
    }

    @Test func `a key that is stuck comes up when the fault is cleared`() throws {
        let board = SimulatedBoard()
        try board.apply(device: "buttons", fault: "stuck")
        board.buttons.press(.leave)
        #expect(board.buttons.isDown(.leave))
        try board.clear(device: "buttons")
        #expect(!board.buttons.isDown(.leave))
    }

    @Test func `private words are never said to the room`() async {
        let speaker = SimulatedSpeaker()
        let words = SpokenWords([.words("one two three", language: "en")], isPrivate: true)
        await speaker.speak(words)
        speaker.hasHeadset = true
        await speaker.speak(words)
        #expect(speaker.captions.map(\.way) == [.dropped, .headset])
        await speaker.silence()
        #expect(!speaker.isSpeaking)
    }

    @Test func `states are told at once and then at each change`() async {
        let board = SimulatedBoard(panel: .sevenInch)
        var jack = board.speaker.headset.makeAsyncIterator()
        var link = board.network.isUp.makeAsyncIterator()
        #expect(await jack.next() == false)
        #expect(await link.next() == true)
        board.speaker.hasHeadset = true
        board.speaker.hasHeadset = true
        board.network.isConnected = false
        #expect(await jack.next() == true)
        #expect(await link.next() == false)
    }

    @Test func `a kiosk that starts anew listens anew`() async {
        let touch = SimulatedTouchPanel()
        let first = touch.events
        let second = touch.events
        touch.touch(x: 1, y: 1)
        var heardByFirst = 0
        for await _ in first { heardByFirst += 1 }
        var iterator = second.makeAsyncIterator()
        #expect(await iterator.next() != nil)
        #expect(heardByFirst == 0)
    }

    @Test func `a power cut leaves a dark board and is told`() async throws {
        let board = SimulatedBoard(panel: .sevenInch)
        let white = Frame(width: 800, height: 480, colour: 0xff_ffff)
        try await board.display.show(white, damage: [white.bounds])
        await board.lamps.show(.steady, on: .tower)
        var cuts = board.powerCuts.makeAsyncIterator()
        try board.apply(device: "power", fault: "power-cut")
        #expect(await cuts.next() == .boot)
        #expect(board.display.glass.pixel(x: 0, y: 0) == 0)
        #expect(board.lamps.pattern(of: .tower) == .off)
        #expect(board.faults.isEmpty)
    }

    @Test func `seeded numbers are the same everywhere`() {
        var random = SeededRandom(seed: 0)
        // The first numbers of SplitMix64 with seed 0, as its authors' program gives them.
        #expect([random.next(), random.next()] == [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4])
    }
}
