import Devices
import Synchronization

/// The touch panel of the board: found among the input devices, kept to ourselves, and looked for again when it is gone.
///
/// At most one panel counts at a time: the best of those that ``PanelCandidate`` takes for one.
public actor LinuxTouchPanel: TouchPanel {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let outlet = Outlet<TouchSignal>()
    private nonisolated let told = Mutex(TouchDiagnosis())

    private let glass: Panel
    private let feed: UeventFeed?
    private let budget: EventBudget
    private var isStopped = false
    private var options: TouchOptions
    private var search: InputSearch
    private var source: TouchSource?
    private var watch: Watch?
    private var look: Watch?
    private var pause: Watch?
    /// What sources of before counted.
    private var countedEvents: UInt64 = 0
    private var countedDrops: UInt64 = 0

    /// How often the panel is looked for without news of it. Chosen: a technician who plugs it in waits no longer.
    static let lookEvery: Duration = .seconds(2)

    /// How many events a panel may send. Chosen: ten fingers, reported 100 times a second, are 7,000 events.
    public static let mostEvents = EventBudget(most: 2_000, window: .milliseconds(250))

    /// Makes a panel that is looked for from ``start()`` on; `feed` tells of devices that come and go, on the same loop.
    ///
    /// `folder` is where the kernel's input devices are; the default is `/dev/input`. A panel that sends more than
    /// `budget` has to wait.
    public init(
        loop: EventLoop, glass: Panel, options: TouchOptions = TouchOptions(), feed: UeventFeed? = nil,
        folder: String = "/dev/input", budget: EventBudget = LinuxTouchPanel.mostEvents
    ) {
        self.loop = loop
        self.glass = glass
        self.options = options
        self.feed = feed
        self.budget = budget
        search = InputSearch(folder: folder)
    }

    public nonisolated var events: AsyncStream<TouchSignal> { outlet.open() }

    /// What is known of the panel.
    public nonisolated var diagnosis: TouchDiagnosis { told.withLock { $0 } }

    /// When the last event was read from the kernel; nil before the first.
    public nonisolated var lastEventRead: MonotonicTime? { told.withLock { $0.lastEventRead } }

    /// Looks for the panel now and from now on.
    public func start() async {
        find()
        if source == nil { outlet.send(.unplugged) }
        guard let feed else { return }
        do {
            try await feed.follow("input") { [weak self] event in self?.assumeIsolated { $0.hear(event) } }
        } catch {
            // No news: the look every two seconds finds the same, later.
            return
        }
    }

    /// Lets go of the panel; for tests and for the end of the process.
    public func stop() {
        isStopped = true
        look?.cancel()
        look = nil
        letGo()
    }

    /// Bends the axes in another way from now on: a technician touched the four crosses.
    ///
    /// - Throws: `OutOfRange` when the axes make no sense.
    public func use(_ calibration: CalibrationMatrix) throws(OutOfRange) {
        options.calibration = calibration
        try source?.bend(options, glass: glass)
        sendReports()
    }

    // MARK: Coming and going

    /// News of a panel that went is old: reading it says so at once, and its name may be another one's by now.
    private func hear(_ event: Uevent) {
        if event.node != nil, event.action == "add" { find() }
    }

    /// Chooses the best panel that there is, and goes on looking.
    private func find() {
        guard !isStopped else { return }
        look?.cancel()
        look = loop.after(LinuxTouchPanel.lookEvery) { [weak self] in self?.assumeIsolated { $0.find() } }
        var others: [String: String] = [:]
        var panels: [Choice] = []
        for found in search.look() {
            do {
                panels.append(Choice(candidate: try PanelCandidate(found.device, options: options), found: found))
            } catch {
                others[found.node] = "\(found.device.name): \(error)"
            }
        }
        // The one that is read stays unless a better one came.
        let current = source?.device.node
        panels.sort { $0.place(current) < $1.place(current) }
        choose(panels, &others)
        tell(others)
    }

    private func choose(_ panels: [Choice], _ others: inout [String: String]) {
        var isChosen = false
        for panel in panels {
            if isChosen {
                others[panel.found.node] = "\(panel.candidate.device.name): another panel is better"
            } else if panel.found.node == source?.device.node {
                isChosen = true
            } else {
                do { try adopt(panel); isChosen = true } catch { others[panel.found.node] = "\(error)" }
            }
        }
    }

    private struct Choice {
        let candidate: PanelCandidate
        let found: InputSearch.Found

        func place(_ current: String?) -> (Int, Int, Int) {
            (candidate.rank, found.node == current ? 0 : 1, found.number)
        }
    }

    private func adopt(_ choice: Choice) throws {
        let new = try TouchSource(choice.candidate, node: choice.found.node, glass: glass, options: options, budget: budget)
        if source != nil { lose("a better panel came") }
        watch = try loop.watch(new.device.descriptor, for: .readable) { [weak self] ready in
            self?.assumeIsolated { $0.read(ready) }
        }
        source = new
        told.withLock { told in
            told.arrivals += 1
            told.trouble = nil
            told.device = TouchDiagnosis.Device(
                name: new.candidate.device.name, bus: new.candidate.device.bus ?? .untold,
                place: new.candidate.device.place, node: new.device.node, reporting: new.candidate.reporting,
                isGrabbed: new.isGrabbed)
        }
        sendReports()
    }

    private func tell(_ others: [String: String]) {
        let failures = search.failures
        told.withLock { told in
            told.others = others
            for (node, failure) in failures { told.others[node] = "\(failure)" }
            if told.device == nil, told.trouble == nil { told.trouble = "no input device is the panel" }
        }
    }

    private func lose(_ reason: String) {
        guard source != nil else { return }
        letGo()
        told.withLock { $0.trouble = reason }
        outlet.send(.unplugged)
    }

    private func letGo() {
        pause?.cancel()
        watch?.cancel()
        (pause, watch) = (nil, nil)
        countedEvents += source?.events ?? 0
        countedDrops += source?.drops ?? 0
        source = nil
        told.withLock { $0.device = nil }
    }

    // MARK: Reading

    private func read(_ ready: Readiness) {
        guard ready.isDisjoint(with: [.failed, .hungUp]) else { return end("it was unplugged") }
        pause?.cancel()
        pause = nil
        guard let turn = source?.read(at: loop.now) else { return }
        sendReports()
        switch turn {
        case .caughtUp: break
        case .more: readOn(at: loop.now)
        case .wait(let moment): wait(until: moment)
        case .gone(let failure): end("\(failure)")
        }
    }

    private func end(_ reason: String) {
        lose(reason)
        find()
    }

    private func sendReports() {
        count()
        var isWhole = true
        for signal in source?.takeReports() ?? [] where !outlet.send(signal) { isWhole = false }
        guard !isWhole else { return }
        // Whoever listens is too slow: what it knows of contacts is worth nothing.
        told.withLock { $0.overflows += 1 }
        for signal in source?.resend() ?? [] { outlet.send(signal) }
    }

    private func count() {
        let now = loop.now
        told.withLock { told in
            let events = countedEvents + (source?.events ?? 0)
            if events != told.events { told.lastEventRead = now }
            told.events = events
            told.drops = countedDrops + (source?.drops ?? 0)
            told.lastEventAt = source?.lastEventAt ?? told.lastEventAt
        }
    }

    /// Leaves a panel alone that sends more than any panel does. What it sends meanwhile is lost, and it says so itself.
    private func wait(until moment: MonotonicTime) {
        do {
            try watch?.change(to: [])
        } catch {
            return end("\(error)")
        }
        told.withLock { told in
            told.floods += 1
            told.lastFlood = moment
        }
        readOn(at: moment)
    }

    /// Goes on reading without being told that something waits: the library may have read it from the kernel already.
    private func readOn(at moment: MonotonicTime) {
        pause = loop.at(moment) { [weak self] in self?.assumeIsolated { $0.goOn() } }
    }

    private func goOn() {
        do {
            try watch?.change(to: .readable)
            read([])
        } catch {
            end("\(error)")
        }
    }
}
