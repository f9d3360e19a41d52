import Devices
import Synchronization

/// The keys of the case: lines of the board and keys of keypads, looked for again when they are gone.
///
/// Whatever edges say, the level is read again after them, and once more every ``lookEvery``: a lost edge does not matter
/// for long. All times are on the clock of all limits.
public actor LinuxButtons: Buttons {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let outlet = Outlet<ButtonSignal>()
    private nonisolated let told: Mutex<[HardwareButton: ButtonDiagnosis]>
    /// What says at any moment whether a key is down.
    private nonisolated let contacts = Mutex<[HardwareButton: Contact]>([:])

    let wiring: ButtonWiring
    /// Which button each key of a keypad is, by the kernel's number.
    let keys: [UInt16: HardwareButton]
    var search: InputSearch
    var keypads: [String: Keypad] = [:]
    private let feed: UeventFeed?
    private var lines: [HardwareButton: WiredLine] = [:]
    private var look: Watch?
    private var isStopped = false
    let budget: EventBudget

    private enum Contact {
        case line(GpioLine)
        case key(isDown: Bool)
    }

    static let notYet = "not looked for yet"

    /// How often missing lines and keypads are looked for, and levels read without an edge.
    static let lookEvery: Duration = .seconds(2)

    /// How often a line or a keypad may change. Chosen: the worst key chatters 20 times within 20 ms, and a keypad sends
    /// three events for a change.
    public static let mostChanges = EventBudget(most: 100, window: .milliseconds(200))

    /// Makes keys that are looked for from ``start()`` on; `feed` tells of devices that come and go, on the same loop.
    ///
    /// `folder` is where the kernel's input devices are; the default is `/dev/input`. A line or keypad that changes more
    /// often than `budget` has to wait.
    ///
    /// - Throws: `OutOfRange` when a key of a keypad has a name that the kernel does not know.
    public init(
        loop: EventLoop, wiring: ButtonWiring, feed: UeventFeed? = nil, folder: String = "/dev/input",
        budget: EventBudget = LinuxButtons.mostChanges
    ) throws(OutOfRange) {
        self.loop = loop
        self.wiring = wiring
        self.feed = feed
        self.budget = budget
        search = InputSearch(folder: folder)
        keys = try LinuxButtons.keys(of: wiring)
        told = Mutex(wiring.wires.mapValues { ButtonDiagnosis(wire: $0.words, trouble: LinuxButtons.notYet) })
    }

    public nonisolated var events: AsyncStream<ButtonSignal> { outlet.open() }

    /// What is known of each key that is wired.
    public nonisolated var diagnosis: [HardwareButton: ButtonDiagnosis] { told.withLock { $0 } }

    /// The library that reads the lines, for example `libgpiod 1.6.3`.
    public static var library: String { "libgpiod \(GpioLine.library)" }

    public nonisolated func isDown(_ button: HardwareButton) -> Bool {
        switch contacts.withLock({ $0[button] }) {
        // A line that is gone is told by the loop; nobody presses it.
        case .line(let line): (try? line.isActive()) ?? false
        case .key(let isDown): isDown
        case nil: false
        }
    }

    /// Takes the lines and keypads now, and whatever comes later.
    ///
    /// A key that is down already sends nothing: whoever listens asks ``isDown(_:)`` once.
    public func start() async {
        find()
        guard let feed else { return }
        do {
            for subsystem in ["gpio", "input"] {
                try await feed.follow(subsystem) { [weak self] event in self?.assumeIsolated { $0.hear(event) } }
            }
        } catch {
            // No news: the look every two seconds finds the same, later.
            return
        }
    }

    /// Gives back the lines and keypads; for tests and for the end of the process.
    public func stop() {
        isStopped = true
        look?.cancel()
        look = nil
        for button in lines.keys { letGo(button) }
        for node in keypads.keys { loseKeypad(node, "the kiosk stops") }
    }

    /// News of a device that went is old: reading it says so at once, and its name may be another one's by now.
    private func hear(_ event: Uevent) {
        if event.node != nil, event.action == "add" { find() }
    }

    private func find() {
        guard !isStopped else { return }
        look?.cancel()
        look = loop.after(LinuxButtons.lookEvery) { [weak self] in self?.assumeIsolated { $0.find() } }
        for button in lines.keys { readLevel(of: button) }
        takeLines()
        takeKeypads()
    }

    // MARK: Lines

    private struct WiredLine {
        let line: GpioLine
        let watch: Watch
        var isDown: Bool
        var budget: EventBudget
        var pause: Watch?
    }

    private func takeLines() {
        for (button, wire) in wiring.wires where lines[button] == nil {
            guard case .line(let place, let isActiveLow, let bias) = wire else { continue }
            do throws(SystemFailure) {
                let line = try GpioLine(
                    input: place, isActiveLow: isActiveLow, bias: bias, debounce: wiring.debounce)
                let isDown = try line.isActive()
                let watch = try loop.watch(line.descriptor, for: .readable) { [weak self] ready in
                    self?.assumeIsolated { $0.read(button, ready) }
                }
                lines[button] = WiredLine(line: line, watch: watch, isDown: isDown, budget: budget)
                contacts.withLock { $0[button] = .line(line) }
                trouble(nil, of: [button])
            } catch {
                trouble("\(error)", of: [button])
            }
        }
    }

    /// How many edges of one line are read in one turn. Chosen: the kernel keeps 16.
    private static let edgesPerTurn = 32

    private func read(_ button: HardwareButton, _ ready: Readiness) {
        guard ready.isDisjoint(with: [.failed, .hungUp]) else { return loseLine(button, "its chip was unplugged") }
        let now = loop.now
        for _ in 0..<LinuxButtons.edgesPerTurn {
            switch lines[button]?.line.next() {
            case .changed(let isDown, let moment):
                guard lines[button]?.budget.take(at: now) == true else { return wait(button) }
                // The level was read between the edge and its news: it is told already.
                guard lines[button]?.isDown != isDown else { continue }
                lines[button]?.isDown = isDown
                send(button, isDown, at: LinuxButtons.believed(moment, now: now))
            case .nothing: return readLevel(of: button)
            case .gone(let failure): return loseLine(button, "\(failure)")
            case nil: return
            }
        }
    }

    /// The level counts, whatever the edges said.
    private func readLevel(of button: HardwareButton) {
        guard let wired = lines[button], wired.pause == nil else { return }
        do throws(SystemFailure) {
            let isDown = try wired.line.isActive()
            guard isDown != wired.isDown else { return }
            lines[button]?.isDown = isDown
            send(button, isDown, at: loop.now)
        } catch {
            loseLine(button, "\(error)")
        }
    }

    /// Does not listen for a moment to a line that changes more often than any contact does.
    private func wait(_ button: HardwareButton) {
        guard let wired = lines[button] else { return }
        do throws(SystemFailure) { try wired.watch.change(to: []) } catch { return loseLine(button, "\(error)") }
        told.withLock { $0[button]?.storms += 1 }
        lines[button]?.pause = loop.at(wired.budget.reopening ?? loop.now) { [weak self] in
            self?.assumeIsolated { $0.goOn(button) }
        }
    }

    private func goOn(_ button: HardwareButton) {
        lines[button]?.pause = nil
        // What the storm left behind says nothing any more; the level does.
        for _ in 0..<LinuxButtons.edgesPerTurn {
            guard case .changed? = lines[button]?.line.next() else { break }
        }
        readLevel(of: button)
        do throws(SystemFailure) { try lines[button]?.watch.change(to: .readable) } catch { loseLine(button, "\(error)") }
    }

    private func loseLine(_ button: HardwareButton, _ reason: String) {
        let wasDown = lines[button]?.isDown == true
        letGo(button)
        trouble(reason, of: [button])
        if wasDown { send(button, false, at: loop.now) }
    }

    private func letGo(_ button: HardwareButton) {
        guard let wired = lines.removeValue(forKey: button) else { return }
        wired.pause?.cancel()
        wired.watch.cancel()
        contacts.withLock { $0[button] = nil }
    }

    /// Kernels before 5.7 tell edges on the wall clock: a moment that cannot be is replaced by the present one.
    private static func believed(_ moment: MonotonicTime, now: MonotonicTime) -> MonotonicTime {
        moment <= now && now - moment < .seconds(10) ? moment : now
    }

    // MARK: What is told

    func send(_ button: HardwareButton, _ isDown: Bool, at moment: MonotonicTime) {
        told.withLock { $0[button]?.changes += 1 }
        outlet.send(ButtonSignal(button: button, isDown: isDown, at: moment))
    }

    func keep(_ button: HardwareButton, isDown: Bool) {
        contacts.withLock { $0[button] = .key(isDown: isDown) }
    }

    func trouble(_ words: String?, of buttons: some Sequence<HardwareButton>) {
        told.withLock { told in
            for button in buttons { told[button]?.trouble = words }
        }
    }

    func noteStorm(of buttons: some Sequence<HardwareButton>) {
        told.withLock { told in
            for button in buttons { told[button]?.storms += 1 }
        }
    }

    private static func keys(of wiring: ButtonWiring) throws(OutOfRange) -> [UInt16: HardwareButton] {
        var keys: [UInt16: HardwareButton] = [:]
        for (button, wire) in wiring.wires {
            guard case .key(let name) = wire else { continue }
            guard let key = EvdevDevice.key(named: name) else {
                throw OutOfRange(
                    setting: "the wire of the button \(button.rawValue)", given: "\"\(name)\"",
                    allowed: "a key by the kernel's name, such as \"KEY_F1\"")
            }
            keys[key] = button
        }
        return keys
    }
}

extension ButtonWire {
    fileprivate var words: String {
        switch self {
        case .line(let place, _, _): "\(place)"
        case .key(let name): name
        }
    }
}
