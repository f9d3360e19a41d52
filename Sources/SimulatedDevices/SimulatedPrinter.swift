import Devices
import Synchronization

/// A twin of a slip printer: it reads the bytes as the real one does, and puts the dots on paper in memory.
///
/// Like the real one it holds some of a job that it could not print, and prints it when it can, on top of the next
/// slip, unless somebody called ``cancel()``.
public final class SimulatedPrinter: SlipPrinter {
    /// How many bytes of a job go over the cable at once.
    static let chunk = 512
    /// How many bytes the printer takes in while it cannot print.
    static let buffer = 4_096
    /// How many slips are kept; older ones are forgotten.
    public static let mostSlips = 20
    /// 115,200 baud, ten bits to a byte.
    private static let timePerByte: Duration = .nanoseconds(86_806)

    private struct State {
        var troubles = PrinterTroubles()
        var reader: EscPosReader
        var slips: [SimulatedSlip] = []
        var slipsEver = 0
        /// The bytes since the last cut.
        var bytes: [UInt8] = []
        var held: [UInt8] = []
        var job: [UInt8] = []
        var sent = 0
        var isPrinting = false
        var isCancelled = false
    }

    private let clock: any KioskClock
    private let encoder: EscPos
    private let state: Mutex<State>
    private let changes = Outlet<PrinterStatus>()
    private let cuts = Outlet<SimulatedSlip>()

    /// Makes a printer with paper in it; the clock tells a slow one how long bytes take.
    ///
    /// The default head has 576 dots (80 mm paper); 384 is that of 58 mm paper.
    public init(clock: any KioskClock, headWidth: Dots = 576, encoder: EscPos = .standard) {
        self.clock = clock
        self.encoder = encoder
        state = Mutex(State(reader: EscPosReader(headWidth: headWidth)))
    }

    /// The slips that came out, the newest at the end.
    public var slips: [SimulatedSlip] { state.withLock { $0.slips } }

    /// Each slip when it comes out; for one listener.
    public var comingOut: AsyncStream<SimulatedSlip> { cuts.open() }

    /// What hangs out of the printer and was not cut off; nil when nothing does.
    public var unfinished: SlipBitmap? {
        state.withLock { $0.reader.paper }.flatMap { $0.height > 0 ? $0 : nil }
    }

    /// What is wrong with the printer. When it can print again it goes on with what it holds.
    public var troubles: PrinterTroubles {
        get { state.withLock { $0.troubles } }
        set {
            let (before, after, came) = state.withLock { state in
                let before = state.troubles.status
                state.troubles = newValue
                let came = newValue.isStopped ? [] : SimulatedPrinter.printHeld(&state)
                return (before, state.troubles.status, came)
            }
            for slip in came { cuts.send(slip) }
            if before != after { changes.send(after) }
        }
    }

    public func status() async -> PrinterStatus { troubles.status }

    public var statusChanges: AsyncStream<PrinterStatus> { changes.open { troubles.status } }

    public func print(_ job: [UInt8]) async throws(PrinterError) {
        try begin(job)
        defer { state.withLock { $0.isPrinting = false } }
        var position = 0
        while position < job.count {
            let end = min(position + SimulatedPrinter.chunk, job.count)
            await carry(end - position)
            try send(end)
            position = end
        }
        finish()
    }

    public func cancel() async {
        let came: [SimulatedSlip] = state.withLock { state in
            state.isCancelled = state.isPrinting
            return state.isPrinting ? [] : SimulatedPrinter.expel(&state, with: encoder)
        }
        for slip in came { cuts.send(slip) }
    }

    /// Forgets everything but the paper, as in a power cut; a torn slip falls out.
    func losePower() {
        state.withLock { state in
            state.held = []
            state.isCancelled = state.isPrinting
            if let torso = state.reader.tearOff() { SimulatedPrinter.keep(torso, isDelivered: false, &state) }
            state.reader = EscPosReader(headWidth: state.reader.headWidth)
            state.job = []
            state.sent = 0
        }
    }

    private func begin(_ job: [UInt8]) throws(PrinterError) {
        let refusal: PrinterError? = state.withLock { state in
            if state.isPrinting { return .busy }
            if state.troubles.isUnplugged { return .unplugged }
            let status = state.troubles.status
            guard status.canPrint else { return .notReady(status) }
            state.isPrinting = true
            state.isCancelled = false
            state.job = job
            state.sent = 0
            return nil
        }
        if let refusal { throw refusal }
    }

    /// Lets the time pass that the cable takes.
    private func carry(_ count: Int) async {
        guard troubles.isSlow else {
            await Task.yield()
            return
        }
        do {
            try await clock.sleep(until: clock.now + SimulatedPrinter.timePerByte * count)
        } catch {
            state.withLock { $0.isCancelled = true }
        }
    }

    private func send(_ end: Int) throws(PrinterError) {
        let (came, failure, status) = state.withLock { state -> ([SimulatedSlip], PrinterError?, PrinterStatus?) in
            if state.isCancelled || Task.isCancelled {
                return (SimulatedPrinter.expel(&state, with: encoder), .cancelled, nil)
            }
            if state.troubles.isUnplugged { return ([], .unplugged, nil) }
            let before = state.troubles.status
            state.held += state.job[state.sent..<end]
            state.sent = end
            let came = SimulatedPrinter.printHeld(&state)
            let after = state.troubles.status
            let failure = after.canPrint ? nil : SimulatedPrinter.stop(&state)
            return (came, failure, before == after ? nil : after)
        }
        for slip in came { cuts.send(slip) }
        if let status { changes.send(status) }
        if let failure { throw failure }
    }

    /// A job without a cut is done when its last row is out: the visitor tears it off.
    private func finish() {
        let slip = state.withLock { state in
            state.reader.tearOff().map { SimulatedPrinter.keep($0, isDelivered: true, &state) }
        }
        if let slip { cuts.send(slip) }
    }

    /// What is left of the job that fits goes on into the printer's buffer, as the cable carries it before anybody
    /// notices.
    private static func stop(_ state: inout State) -> PrinterError {
        guard state.troubles.isStopped else { return .stopped(state.troubles.status) }
        let room = max(0, buffer - state.held.count)
        let end = min(state.sent + room, state.job.count)
        state.held += state.job[state.sent..<end]
        state.sent = end
        return .stopped(state.troubles.status)
    }

    /// Prints what the printer holds until it is empty or something stops it.
    ///
    /// A slip that comes out after its job was given up is void.
    private static func printHeld(_ state: inout State) -> [SimulatedSlip] {
        var came: [SimulatedSlip] = []
        var count = 0
        let rowsBefore = state.reader.rowsMoved
        let jam = state.troubles.jamsAfterRows
        for byte in state.held {
            if state.troubles.isStopped { break }
            if let jam, state.reader.rowsMoved - rowsBefore >= jam {
                state.troubles.sensed.insert(.fault)
                break
            }
            count += 1
            state.bytes.append(byte)
            if case .cut(let paper) = state.reader.receive(byte) {
                came.append(keep(paper, isDelivered: state.isPrinting, &state))
            }
        }
        state.held.removeFirst(count)
        if let jam { state.troubles.jamsAfterRows = max(0, jam - (state.reader.rowsMoved - rowsBefore)) }
        return came
    }

    /// Clears the printer as a driver does, so that the torso falls out and nothing waits.
    private static func expel(_ state: inout State, with encoder: EscPos) -> [SimulatedSlip] {
        let arrived = state.sent - min(state.held.count, state.sent)
        state.held = []
        let ending = encoder.cancelling(state.job, sent: arrived)
        state.job = []
        state.sent = 0
        state.isCancelled = false
        guard !state.reader.isBetweenCommands || state.reader.paper?.height != 0 else { return [] }
        state.bytes += ending
        var torsos = state.reader.receive(contentsOf: ending).compactMap { happening in
            if case .cut(let paper) = happening { paper } else { nil }
        }
        if let torn = state.reader.tearOff() { torsos.append(torn) }
        return torsos.map { keep($0, isDelivered: false, &state) }
    }

    @discardableResult
    private static func keep(_ paper: SlipBitmap, isDelivered: Bool, _ state: inout State) -> SimulatedSlip {
        state.slipsEver += 1
        let slip = SimulatedSlip(
            number: state.slipsEver, bytes: state.bytes, bitmap: paper, isDelivered: isDelivered)
        state.bytes = []
        state.slips.append(slip)
        state.slips.removeFirst(max(0, state.slips.count - mostSlips))
        return slip
    }
}

extension PrinterTroubles {
    /// Whether no row can come out: a mute printer prints, but one that is open, empty or broken does not.
    var isStopped: Bool { !sensed.isDisjoint(with: .blocking) }
}
