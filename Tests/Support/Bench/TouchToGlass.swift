import Appliance
import CEvdev
import Devices
import Foundation
import Glibc
import Ledger
import LinuxDevices
import Logging
import Scene
import Sealing
import SimulatedDevices
import Synchronization
import Visit

/// From the moment at which a touch is read from its descriptor to the moment at which the picture is handed over: the
/// kernel's bytes come through a pipe, everything after them is the kiosk's own.
struct TouchToGlass {
    let handbook: Handbook
    let look: Look
    let panel: Panel
    private static let taps = 150
    private static let patience = Duration.seconds(5)

    /// One control redrawn (the finger goes down on a tile) and a page (the finger is lifted).
    struct Result {
        var control: Sample
        var page: Sample
    }

    /// - Parameter onLoop: whether the kiosk runs on the loop that reads the touches, or on a queue of its own.
    func measure(onLoop: Bool) async throws -> Result {
        let loop = try EventLoop(name: "glass")
        defer { loop.stop() }
        let touches = try PipedPanel(loop: loop, panel: panel)
        try await touches.begin()
        let glass = TimedGlass(panel: panel)
        let board = SimulatedBoard(panel: panel, clock: .running())
        let kiosk = Kiosk(
            handbook: handbook, look: look,
            ports: Ports(
                display: glass, touch: touches, buttons: board.buttons, lamps: board.lamps, printer: board.printer,
                speaker: board.speaker, clock: LinuxClock(loop: loop), network: board.network),
            ledger: try Ledger(at: .memory), mrcKey: try MRCPrivateKey().publicKey,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
            touch: try TouchTolerance(slack: 6, retouchGuard: .zero), executor: onLoop ? loop : QueueExecutor())
        let running = Task { try await kiosk.run() }
        try await wait("the first picture") { glass.shows > 0 }
        try await tap("welcome.begin", kiosk, touches, glass)
        try await tap("lang.en", kiosk, touches, glass)
        var (control, page): ([Double], [Double]) = ([], [])
        for _ in 0..<TouchToGlass.taps {
            for id: ControlID in ["home.rights", "nav.back"] {
                let times = try await tap(id, kiosk, touches, glass)
                control.append(times.down)
                page.append(times.up)
            }
        }
        running.cancel()
        _ = await running.result
        return Result(control: Sample(milliseconds: control), page: Sample(milliseconds: page))
    }

    /// Puts a finger on a control, waits for the picture, lifts it, waits for the picture.
    @discardableResult
    private func tap(
        _ id: ControlID, _ kiosk: Kiosk, _ touches: PipedPanel, _ glass: TimedGlass
    ) async throws -> (down: Double, up: Double) {
        try await wait("the control \(id)") { await kiosk.scene.control(id) != nil }
        try await Task.sleep(for: .milliseconds(20))
        guard let area = await kiosk.scene.control(id).map({ panel.millimetres($0.area) }) else {
            throw BenchError("no control \(id)")
        }
        let point = Point(x: Millimetres(area.x + area.width / 2), y: Millimetres(area.y + area.height / 2))
        let down = try await picture(glass, touches) { touches.press(at: point) }
        let up = try await picture(glass, touches) { touches.lift() }
        return (down, up)
    }

    /// - Throws: ``BenchError`` when it has not come after a few seconds.
    private func wait(_ what: String, _ isThere: () async -> Bool) async throws {
        let limit = ContinuousClock.now + TouchToGlass.patience
        while await !isThere() {
            guard ContinuousClock.now < limit else { throw BenchError("\(what) did not come") }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    private func picture(_ glass: TimedGlass, _ touches: PipedPanel, _ hand: () -> Void) async throws -> Double {
        let before = glass.shows
        hand()
        try await wait("a picture") { glass.shows > before }
        guard let shown = glass.moment(of: before) else { throw BenchError("no picture") }
        return (shown - touches.lastRead).milliseconds
    }
}

/// A touch panel whose events come through a pipe, as from the kernel.
private actor PipedPanel: TouchPanel {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
    private nonisolated let outlet = Outlet<TouchSignal>()
    private nonisolated let read = Mutex(MonotonicTime.boot)
    private nonisolated let ends: (Int32, Int32)
    private nonisolated let panel: Panel
    private var decoder: ContactDecoder
    private static let steps: Int32 = 4_096

    init(loop: EventLoop, panel: Panel) throws {
        self.loop = loop
        self.panel = panel
        var pipe: [Int32] = [0, 0]
        guard Glibc.pipe(&pipe) == 0 else { throw BenchError("no pipe") }
        ends = (pipe[0], pipe[1])
        decoder = ContactDecoder(
            axes: try TouchAxes(x: 0...PipedPanel.steps, y: 0...PipedPanel.steps, panel: panel), reporting: .anonymous)
    }

    func begin() throws {
        _ = try loop.watch(ends.0, for: .readable) { [weak self] _ in self?.assumeIsolated { $0.take() } }
    }

    nonisolated var events: AsyncStream<TouchSignal> { outlet.open() }
    nonisolated var lastRead: MonotonicTime { read.withLock(\.self) }

    private func take() {
        var events = [input_event](repeating: input_event(), count: 64)
        let count = Glibc.read(ends.0, &events, events.count * MemoryLayout<input_event>.stride)
        read.withLock { $0 = .present }
        for event in events.prefix(max(0, count) / MemoryLayout<input_event>.stride) {
            let input = InputEvent(type: event.type, code: event.code, value: event.value)
            if let signal = decoder.receive(input) { outlet.send(signal) }
        }
    }

    nonisolated func press(at point: Point) {
        let steps = Double(PipedPanel.steps)
        send([
            (UInt16(EV_ABS), UInt16(ABS_MT_POSITION_X), Int32(point.x.value / panel.width.value * steps)),
            (UInt16(EV_ABS), UInt16(ABS_MT_POSITION_Y), Int32(point.y.value / panel.height.value * steps)),
            (UInt16(EV_SYN), UInt16(SYN_MT_REPORT), 0), (UInt16(EV_SYN), UInt16(SYN_REPORT), 0),
        ])
    }

    nonisolated func lift() {
        send([(UInt16(EV_SYN), UInt16(SYN_MT_REPORT), 0), (UInt16(EV_SYN), UInt16(SYN_REPORT), 0)])
    }

    private nonisolated func send(_ events: [(UInt16, UInt16, Int32)]) {
        var bytes = events.map { input_event(time: timeval(), type: $0.0, code: $0.1, value: $0.2) }
        _ = write(ends.1, &bytes, bytes.count * MemoryLayout<input_event>.stride)
    }
}

/// A panel that takes each picture as the real one does, by copying it, and notes when it was handed over.
private final class TimedGlass: Display {
    let panel: Panel
    private let state: Mutex<(moments: [MonotonicTime], glass: Frame)>

    init(panel: Panel) {
        self.panel = panel
        state = Mutex(([], Frame(width: panel.widthPixels, height: panel.heightPixels)))
    }

    func show(_ frame: Frame, damage: [PixelRect]) async throws(DisplayError) {
        state.withLock { state in
            for rect in damage { state.glass.copy(rect, from: frame) }
            state.moments.append(.present)
        }
    }

    func light(_ light: PanelLight) async {}
    var connection: AsyncStream<Bool> { AsyncStream { $0.yield(true) } }
    var shows: Int { state.withLock { $0.moments.count } }
    func moment(of show: Int) -> MonotonicTime? {
        state.withLock { show < $0.moments.count ? $0.moments[show] : nil }
    }
}
