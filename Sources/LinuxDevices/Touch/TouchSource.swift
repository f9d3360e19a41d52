import Devices

/// The panel that is read now: its device, what its events mean, and how many of them it may send.
struct TouchSource {
    /// What became of one turn of reading.
    enum Turn {
        /// Nothing more waits.
        case caughtUp
        /// There may be more, but others come to their turn first.
        case more
        /// It sends more than any panel does: not before this moment.
        case wait(until: MonotonicTime)
        case gone(SystemFailure)
    }

    /// How many events one turn reads. Chosen: ten fingers in one report are 70.
    static let eventsPerTurn = 256

    let device: EvdevDevice
    let candidate: PanelCandidate
    let isGrabbed: Bool
    private(set) var events: UInt64 = 0
    private(set) var drops: UInt64 = 0
    private(set) var lastEventAt: MonotonicTime?

    private var decoder: ContactDecoder
    private var budget: EventBudget
    private var reports = TouchReports()

    /// Opens a panel and takes the state of its contacts: a finger that is there already is known, and cannot act.
    ///
    /// - Throws: `SystemFailure` when the system refuses; `OutOfRange` when the axes make no sense.
    init(
        _ candidate: PanelCandidate, node: String, glass: Panel, options: TouchOptions, budget: EventBudget
    ) throws {
        self.candidate = candidate
        self.budget = budget
        device = try EvdevDevice(node: node)
        if options.grabs { try device.grab() }
        isGrabbed = options.grabs
        decoder = try TouchSource.decoder(candidate, glass, options)
        reports.add(.plugged)
        takeState()
    }

    /// Bends the axes in another way from now on.
    ///
    /// - Throws: `OutOfRange` when the axes make no sense.
    mutating func bend(_ options: TouchOptions, glass: Panel) throws(OutOfRange) {
        decoder = try TouchSource.decoder(candidate, glass, options)
        reports.add(.interrupted)
        takeState()
    }

    private static func decoder(
        _ candidate: PanelCandidate, _ glass: Panel, _ options: TouchOptions
    ) throws(OutOfRange) -> ContactDecoder {
        let axes = try TouchAxes(
            x: candidate.x, y: candidate.y, panel: glass, turn: options.turn, calibration: options.calibration)
        return ContactDecoder(axes: axes, reporting: candidate.reporting)
    }

    /// Reads what waits, within bounds.
    mutating func read(at now: MonotonicTime) -> Turn {
        for _ in 0..<TouchSource.eventsPerTurn {
            guard budget.take(at: now) else { return .wait(until: budget.reopening ?? now) }
            switch device.next() {
            case .event(let event, let moment):
                events += 1
                lastEventAt = moment
                decode(event)
            case .lost:
                _ = budget.take(EventBudget.eventsOfLoss, at: now)
                resynchronise()
            case .nothing: return .caughtUp
            case .gone(let failure): return .gone(failure)
            }
        }
        return .more
    }

    /// What the panel said since the last call.
    mutating func takeReports() -> [TouchSignal] { reports.take() }

    /// Says all contacts once more after signals were lost on their way.
    mutating func resend() -> [TouchSignal] { [.interrupted, decoder.present] }

    private mutating func decode(_ event: InputEvent) {
        var event = event
        if event.type == InputCode.key, event.code == candidate.contactSwitch { event.code = InputCode.touch }
        if let signal = decoder.receive(event) { reports.add(signal) }
    }

    private mutating func resynchronise() {
        drops += 1
        decode(InputEvent(type: InputCode.synchronisation, code: InputCode.dropped, value: 0))
        device.resynchronise()
        // What was left of the broken report has been read away, so that the next event begins a new one.
        decode(InputEvent(type: InputCode.synchronisation, code: InputCode.report, value: 0))
        takeState()
    }

    private mutating func takeState() {
        guard candidate.reporting == .anonymous else {
            let state = device.slots(candidate)
            return reports.add(decoder.reread(state.states, selected: state.selected))
        }
        // The kernel does not keep these contacts, but it may know that there are none.
        let hasSwitch = candidate.device.keys.contains(InputCode.touch)
        if hasSwitch, !device.isDown(InputCode.touch) { reports.add(.contacts([])) }
    }
}
