import Devices
import Synchronization

/// The lamps of the case on lines of the board. A lamp that does not blink costs nothing while it shines.
public actor LinuxLamps: Lamps {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private let wiring: LampWiring
    private let feed: UeventFeed?
    private nonisolated let told: Mutex<[Lamp: String]>
    private var lines: [Lamp: GpioLine] = [:]
    private var shown: [Lamp: Shown] = [:]
    private var look: Watch?
    private var isStopped = false

    private struct Shown {
        let pattern: LampPattern
        let began: MonotonicTime
        var change: Watch?
    }

    /// How often lines that are missing are looked for.
    static let lookEvery: Duration = .seconds(5)

    /// Makes lamps that are dark; `feed` tells of chips that come and go, on the same loop.
    public init(loop: EventLoop, wiring: LampWiring, feed: UeventFeed? = nil) {
        self.loop = loop
        self.wiring = wiring
        self.feed = feed
        told = Mutex(wiring.lamps.mapValues { _ in "not lit yet" })
    }

    /// Why a lamp cannot be lit, in words, for each that cannot.
    public nonisolated var troubles: [Lamp: String] { told.withLock { $0 } }

    /// Follows chips that come and go: a lamp shines again after its chip was away.
    ///
    /// - Throws: ``SystemFailure`` when there is no news to be had; lamps that change are still found again.
    public func start() async throws(SystemFailure) {
        try await feed?.follow("gpio") { [weak self] _ in self?.assumeIsolated { $0.driveAll() } }
    }

    public func show(_ pattern: LampPattern, on lamp: Lamp) {
        guard !isStopped, wiring.lamps[lamp] != nil, shown[lamp]?.pattern != pattern else { return }
        shown[lamp]?.change?.cancel()
        shown[lamp] = Shown(pattern: pattern, began: loop.now)
        drive(lamp)
    }

    /// Gives the lines back, and lamps go dark as far as the board pulls them; for tests and for the end of the process.
    public func stop() {
        look?.cancel()
        look = nil
        for lamp in Array(lines.keys) { show(.off, on: lamp) }
        isStopped = true
        for entry in shown.values { entry.change?.cancel() }
        shown = [:]
        lines = [:]
    }

    /// Brings a lamp to what it should be now, and sets the alarm for its next change.
    private func drive(_ lamp: Lamp) {
        guard let entry = shown[lamp], let wire = wiring.lamps[lamp] else { return }
        entry.change?.cancel()
        let span = loop.now - entry.began
        let isLit = entry.pattern.isLit(after: span)
        do throws(SystemFailure) {
            if let line = lines[lamp] {
                try line.set(isLit)
            } else {
                lines[lamp] = try GpioLine(output: wire.line, isActiveLow: wire.isActiveLow, isActive: isLit)
                told.withLock { $0[lamp] = nil }
            }
        } catch {
            lines[lamp] = nil
            told.withLock { $0[lamp] = "\(error)" }
            return lookLater()
        }
        guard let next = entry.pattern.nextChange(after: span) else { return }
        shown[lamp]?.change = loop.at(entry.began + next) { [weak self] in self?.assumeIsolated { $0.drive(lamp) } }
    }

    private func lookLater() {
        guard look == nil else { return }
        look = loop.after(LinuxLamps.lookEvery) { [weak self] in self?.assumeIsolated { $0.lookAgain() } }
    }

    private func lookAgain() {
        look = nil
        for lamp in shown.keys where lines[lamp] == nil { drive(lamp) }
    }

    private func driveAll() {
        for lamp in shown.keys { drive(lamp) }
    }
}
