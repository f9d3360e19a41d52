import Appliance
import Devices
import Logging
import Scene
import SimulatedDevices

/// Turns what a page or a program asks for into hands on the kiosk: touches, presses, plugs, faults.
actor SimulatorDesk {
    /// How long a program's tap rests on the glass, or its press on a key.
    static let tapLength: Duration = .milliseconds(60)
    /// How long `GET /scene.json?after=N` waits for another scene.
    static let longestWait: Duration = .seconds(10)
    /// How long a hand waits until the kiosk has felt it; a faulty panel may never feel it.
    static let longestFeeling: Duration = .seconds(1)
    /// How often a hand looks whether the kiosk has felt it.
    static let lookEvery: Duration = .milliseconds(4)
    /// How long what a device says may take to reach the kiosk's loop, before its rest means anything.
    static let breath: Duration = .milliseconds(20)

    nonisolated let board: SimulatedBoard
    nonisolated let display: WatchedDisplay
    nonisolated let feed: EventFeed
    private var shown: ShownScene?
    private var scenesEver = 0
    private var touches = Pace.touches
    private var presses = Pace.presses

    /// Sits down before a board.
    init(_ board: SimulatedBoard, feed: EventFeed) {
        self.board = board
        self.feed = feed
        display = WatchedDisplay(board.display, feed: feed)
    }

    /// Whether there is power for anything.
    nonisolated var isPowered: Bool { display.isPowered }

    /// What is shown now; nil without power and before the first scene.
    var scene: ShownScene? { isPowered ? shown : nil }

    /// Notes a scene that is newly shown.
    func show(_ scene: Scene) {
        guard isPowered, shown?.scene != scene else { return }
        scenesEver += 1
        let next = ShownScene(number: scenesEver, scene: scene)
        shown = next
        feed.send(.scene(next))
    }

    /// What is shown as soon as its number is higher than `number`, or after ``longestWait`` whatever is shown then.
    func scene(after number: Int) async throws -> ShownScene? {
        let events = try feed.listen()
        if let shown, shown.number > number { return scene }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in events where event.name == "scene" { return }
            }
            group.addTask {
                // The only error is the cancellation, and then the scene has come.
                try? await Task.sleep(for: SimulatorDesk.longestWait)
            }
            await group.next()
            group.cancelAll()
        }
        return scene
    }

    /// Everything about the kiosk's body.
    var answer: BoardAnswer { BoardAnswer(board, display: display, scene: scene?.number) }

    /// Takes the power from the devices, or gives it back.
    func setPower(_ isOn: Bool) {
        if !isOn {
            shown = nil
            releaseEverything()
            // The board lists this fault itself.
            try? board.apply(device: FaultSwitches.power, fault: FaultSwitches.Mains.both.rawValue)
        }
        display.isPowered = isOn
        feed.send(.board(answer))
    }

    /// What is wrong with a device begins or ends.
    func set(fault: String, of device: String, isOn: Bool) throws(Refusal) {
        do {
            if isOn {
                try board.apply(device: device, fault: fault)
            } else {
                try board.clear(device: device, fault: fault)
            }
        } catch {
            throw Refusal(error)
        }
        feed.send(.fault(device: device, fault: FaultSwitches.kind(fault), isOn: isOn))
        deviceChanged(device)
    }

    /// Everything that is wrong with a device ends.
    func clear(device: String) throws(Refusal) {
        do {
            try board.clear(device: device)
        } catch {
            throw Refusal(error)
        }
        feed.send(.board(answer))
        deviceChanged(device)
    }

    private func deviceChanged(_ device: String) {
        display.changed()
        feed.send(.printer(board.printer.troubles.status, isPrinting: false))
    }

    /// Plugs a headset in or out.
    func plugHeadset(_ isPlugged: Bool) {
        board.speaker.hasHeadset = isPlugged
        feed.send(.headset(isPlugged))
    }

    /// Lets time pass at once, as if nobody had touched anything for so long.
    func letPass(_ span: Duration) async {
        await board.clock.advance(by: span)
    }
}

extension SimulatorDesk {
    /// One part of a touch or a press, or the whole of it.
    enum Phase: String, CaseIterable {
        case whole = "tap"
        case down, move, up
    }

    /// Touches the glass; a dead panel feels nothing.
    func touch(_ point: Point, _ phase: Phase) async throws {
        guard isPowered else { return }
        switch phase {
        case .down, .move: board.touch.touch(x: point.x, y: point.y)
        case .up: board.touch.lift()
        case .whole:
            try await wait(for: touches.turn(at: board.clock.now, length: SimulatorDesk.tapLength))
            board.touch.touch(x: point.x, y: point.y)
            try await wait(for: board.clock.now + SimulatorDesk.tapLength)
            board.touch.lift()
        }
    }

    /// Presses a key; a dead kiosk feels nothing.
    func press(_ button: HardwareButton, _ phase: Phase) async throws {
        guard isPowered else { return }
        switch phase {
        case .down, .move: board.buttons.hold(button)
        case .up: board.buttons.release(button)
        case .whole:
            try await wait(for: presses.turn(at: board.clock.now, length: SimulatorDesk.tapLength))
            board.buttons.hold(button)
            try await wait(for: board.clock.now + SimulatorDesk.tapLength)
            board.buttons.release(button)
        }
    }

    /// Waits until the kiosk has dealt with so many signals and has come to rest, at most ``longestWait``.
    func settle(_ kiosk: any PoweredKiosk, signals: Int) async throws {
        let start = ContinuousClock.now
        while await kiosk.signals < signals, ContinuousClock.now - start < SimulatorDesk.longestFeeling {
            try await Task.sleep(for: SimulatorDesk.lookEvery)
        }
        repeat {
            try await Task.sleep(for: SimulatorDesk.breath)
        } while await !kiosk.isQuiet && ContinuousClock.now - start < SimulatorDesk.longestWait
        await show(kiosk.scene)
    }

    private func wait(for moment: MonotonicTime) async throws {
        try await board.clock.sleep(until: moment)
    }

    private func releaseEverything() {
        board.touch.lift()
        for button in HardwareButton.allCases { board.buttons.release(button) }
    }

    /// The middle of a control that is on the glass.
    func middle(of control: String) throws(Refusal) -> Point {
        guard let scene = scene?.scene else { throw .noPower("control") }
        guard let placed = scene.controls.first(where: { $0.id.name == control }) else {
            throw Refusal(
                error: "\"\(control)\" is not on the glass; the page is \(scene.page)", place: "control",
                allowed: scene.controls.map(\.id.name))
        }
        let area = board.panel.millimetres(placed.area)
        return Point(x: Millimetres(area.x + area.width / 2), y: Millimetres(area.y + area.height / 2))
    }
}
