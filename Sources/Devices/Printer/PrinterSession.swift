/// One printer at the far end of a cable: what goes to it, what its answers mean, and when a slip counts as printed.
///
/// It owns no cable and knows no clock. Whoever owns the cable writes ``output``, tells what was sent, what was heard and
/// what time it is, and carries out the orders that come back. One thing is on its way at a time: a stretch of a slip, a
/// question, or what makes the printer forget. So an answer always belongs to the question, and whatever was sent before
/// an answered question has arrived.
///
/// A slip is done when the printer has answered, after its last byte, that it is well. A printer that does not answer is
/// `unknown`, and what was given up is cleared out of it before anything else is sent.
public struct PrinterSession: Sendable {
    /// What whoever owns the cable has to do.
    public enum Order: Hashable, Sendable {
        /// The job ended; nil: the slip came out.
        case finished(PrinterError?)
        /// The printer's state is another one.
        case became(PrinterStatus)
        /// This is the answer to ``PrinterSession/look(at:)``.
        case answered(PrinterStatus)
        /// What the system has taken and not yet sent must not reach the printer; these bytes must, whatever it takes.
        case dropUnsent(shout: [UInt8])
        /// What was given up is out of the printer, or nothing more can be done about it now.
        case cleared
    }

    enum Step: Hashable {
        case closed
        /// What makes the printer forget goes out.
        case clearing
        case asking(Purpose)
        /// It was silent or spoke rubbish: a rest, so that late answers are not taken for new ones.
        case resting(Purpose)
        case sending
        case pausing
        case settling
        case idle
    }

    enum Purpose: Hashable {
        /// How is it?
        case look
        /// Does it still print?
        case between
        /// Is the slip out, and all well?
        case end
    }

    /// A printer that takes nothing for so long will not. Chosen: a head that cools down takes 5 s.
    static let longestStall = Duration.seconds(10)
    /// How long a busy printer may take to answer while it prints; what it holds is printed by then.
    static let patienceWithinSlip = Duration.seconds(10)
    /// How long somebody who cancels is kept waiting while nothing moves.
    static let longestClearing = Duration.seconds(5)
    /// After silence or rubbish. Chosen: an answer that is later than that was never sent.
    static let rest = Duration.milliseconds(200)
    /// How often an idle printer is asked how it is.
    static let betweenLooks = Duration.seconds(5)
    /// How often a question is asked before silence counts.
    static let mostTries = 2
    /// What is known of a printer that is not there.
    static let absent: PrinterStatus = [.unknown, .offline]

    let profile: PrinterProfile
    let encoder: EscPos
    let bytesPerSecond: Int?
    /// Whether the printer cannot make the kiosk wait, so that each band has to be printed before the next one is sent.
    let isPaced: Bool
    var mayHoldTorso: Bool

    var step = Step.closed
    var deadline: MonotonicTime?
    /// When the cable will have carried what the system has taken.
    var cableFree = MonotonicTime.boot
    var pending: [UInt8] = []
    var pendingIsJob = false

    var decoder = StatusDecoder()
    var questions: [PrinterQuestion] = []
    var heard: PrinterStatus = []
    var tries = 0
    var portStatus: PrinterStatus = []

    var job: PrintJob?
    var torso: Torso?
    var wasGreeted = false
    /// Whether the printer takes nothing although something waits.
    var isStuck = false
    var isClearing = false
    var isLookedFor = false

    /// What is known of the printer.
    public internal(set) var status = PrinterSession.absent

    /// Makes the session of a printer that is not connected yet.
    ///
    /// `mayHoldTorso`: a slip was on its way when the kiosk last went down, so what hangs in the printer is cut off first.
    public init(
        profile: PrinterProfile, encoder: EscPos, connection: PrinterConnection = .standard, mayHoldTorso: Bool = false
    ) {
        self.profile = profile
        self.encoder = encoder
        self.mayHoldTorso = mayHoldTorso
        bytesPerSecond = connection.bytesPerSecond
        isPaced = !connection.hasFlowControl
    }

    /// What is to be written next, as much of it as the system takes; empty: nothing.
    public var output: [UInt8] { pending }

    /// When ``tick(at:)`` is due; nil: not before something else happens.
    public var wake: MonotonicTime? { deadline }

    /// Whether a slip is on its way.
    public var isBusy: Bool { job != nil }

    /// Whether the cable's own status would explain a silence.
    public var wantsPortStatus: Bool {
        switch step {
        case .asking, .clearing, .sending: true
        case .closed, .resting, .pausing, .settling, .idle: false
        }
    }

    // MARK: What is asked for

    /// Prints a slip; what becomes of it is told by ``Order/finished(_:)``.
    ///
    /// - Throws: `PrinterError` when it cannot even begin; then nothing was sent.
    public mutating func print(_ bytes: [UInt8], at now: MonotonicTime) throws(PrinterError) -> [Order] {
        if job != nil { throw .busy }
        if step == .closed { throw .unplugged }
        if isStuck { throw .notReady(status) }
        job = PrintJob(bytes, profile: profile)
        return step == .idle ? beginRound(.look, at: now) : []
    }

    /// Stops the slip and makes the printer forget it; ``Order/cleared`` tells when that is over.
    public mutating func cancel(at now: MonotonicTime) -> [Order] {
        guard let job else { return isClearing && !isStuck ? [] : [.cleared] }
        self.job = nil
        torso = job.torso ?? torso
        if job.torso != nil { return [.finished(.cancelled)] + clear(at: now) }
        switch step {
        case .sending, .pausing: return [.finished(.cancelled), .cleared] + rest(at: now)
        default: return [.finished(.cancelled)] + (isClearing ? [] : [.cleared])
        }
    }

    /// Asks how the printer is; ``Order/answered(_:)`` tells. Within a slip what is known is told at once.
    public mutating func look(at now: MonotonicTime) -> [Order] {
        isLookedFor = true
        switch step {
        case .idle: return beginRound(.look, at: now)
        case .asking(.look), .resting(.look): return isStuck ? answered() : []
        case .clearing: return isStuck ? answered() : []
        default: return answered()
        }
    }

    // MARK: What happens to the cable

    /// The printer can be reached.
    public mutating func opened(at now: MonotonicTime) -> [Order] {
        decoder = StatusDecoder()
        cableFree = now
        isStuck = false
        portStatus = []
        put(greeting)
        wasGreeted = true
        isClearing = true
        step = .clearing
        deadline = now + PrinterSession.longestClearing
        return []
    }

    /// The printer is gone. A slip on its way is void; what is left of it is cleared first when the printer is back.
    public mutating func closed(at now: MonotonicTime) -> [Order] {
        let failed = job
        job = nil
        torso = failed?.torso ?? torso
        step = .closed
        deadline = nil
        pending = []
        isStuck = false
        isClearing = false
        decoder.giveUp()
        return (failed == nil ? [] : [.finished(.unplugged)]) + learn(PrinterSession.absent) + answered() + [.cleared]
    }

    /// What the printer gets first. Nobody knows what an earlier kiosk left in it; what this one left is known.
    private var greeting: [UInt8] {
        let news = profile.questions.contains(.automatic) ? StatusRequest.automaticStatus : []
        if let torso { return forgetting(torso) }
        if wasGreeted { return EscPos.initialise + news }
        return encoder.greeting(head: profile.head, clearing: profile.clearing, mayHoldTorso: mayHoldTorso) + news
    }

    /// The bytes that clear a torso out.
    func forgetting(_ torso: Torso) -> [UInt8] {
        let news = profile.questions.contains(.automatic) ? StatusRequest.automaticStatus : []
        return encoder.cancelling(torso.job, received: torso.received, sent: torso.sent, clearing: profile.clearing) + news
    }

    mutating func put(_ bytes: [UInt8], isJob: Bool = false) {
        pending = bytes
        pendingIsJob = isJob
    }

    mutating func learn(_ status: PrinterStatus) -> [Order] {
        guard status != self.status else { return [] }
        self.status = status
        return [.became(status)]
    }

    mutating func answered() -> [Order] {
        guard isLookedFor else { return [] }
        isLookedFor = false
        return [.answered(status)]
    }
}
