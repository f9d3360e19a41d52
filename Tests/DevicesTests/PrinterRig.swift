import Devices
import SimulatedDevices

/// A session and a printer with a cable between them, on a clock turned by hand.
struct PrinterRig {
    var session: PrinterSession
    var twin: PrinterTwin
    var now = MonotonicTime.boot + .seconds(10)
    /// How many bytes the cable carries at once.
    var chunk = 512
    /// Whether the cable is in.
    var isPlugged = false
    /// What the cable's own status says, where it says something.
    var portStatus: PrinterStatus?
    /// Something that happens when the paper has moved so many rows in all.
    var later: (row: Int, action: (inout PrinterRig) -> Void)?

    private let encoder: EscPos
    /// What the session ordered, but for statuses.
    private(set) var orders: [PrinterSession.Order] = []
    /// The statuses that it told.
    private(set) var statuses: [PrinterStatus] = []
    /// The paper that fell.
    private(set) var slips: [SimulatedSlip] = []
    /// Everything that went over the cable.
    private(set) var carried: [UInt8] = []

    init(
        _ profile: PrinterProfile = .standard, habits: PrinterTwin.Habits = PrinterTwin.Habits(),
        connection: PrinterConnection = .standard, mayHoldTorso: Bool = false
    ) {
        session = PrinterSession(
            profile: profile, encoder: profile.encoder, connection: connection, mayHoldTorso: mayHoldTorso)
        twin = PrinterTwin(habits: habits)
        encoder = profile.encoder
    }

    /// How the jobs ended so far; nil: the slip came out.
    var endings: [PrinterError?] {
        orders.compactMap { if case .finished(let error) = $0 { .some(error) } else { nil } }
    }

    mutating func plug() {
        isPlugged = true
        carryOut(session.opened(at: now))
        settle()
    }

    mutating func unplug() {
        isPlugged = false
        carryOut(session.closed(at: now))
    }

    /// Prints and waits for the end.
    mutating func print(_ drawn: SlipBitmap) -> PrinterError? {
        let before = endings.count
        if let refusal = begin(drawn) { return refusal }
        for _ in 0..<100_000 where endings.count == before { turn() }
        return endings.count == before ? .refused(doing: "wait for the end", number: 0) : endings[before]
    }

    /// Prints without waiting.
    ///
    /// - Returns: why it could not even begin, if so.
    @discardableResult mutating func begin(_ drawn: SlipBitmap) -> PrinterError? {
        do throws(PrinterError) {
            carryOut(try session.print(encoder.slip(drawn), at: now))
            return nil
        } catch {
            return error
        }
    }

    mutating func cancel() {
        carryOut(session.cancel(at: now))
    }

    /// Asks and waits for the answer.
    mutating func look() -> PrinterStatus? {
        let before = orders.count
        carryOut(session.look(at: now))
        for _ in 0..<10_000 {
            for case .answered(let status) in orders.dropFirst(before) { return status }
            turn()
        }
        return nil
    }

    /// Lets everything happen that happens within so much time.
    mutating func settle(for time: Duration = .milliseconds(100)) {
        let end = now + time
        work()
        for _ in 0..<100_000 {
            if !canMove, session.wake.map({ $0 > end }) ?? true { break }
            turn()
        }
        now = max(now, end)
    }

    private var canMove: Bool { isPlugged && !session.output.isEmpty && twin.room > 0 }

    /// One thing happens: bytes go over the cable, or time passes until something is due.
    mutating func turn() {
        work()
        if canMove {
            let bytes = Array(session.output.prefix(min(chunk, twin.room)))
            carried += bytes
            now += .microseconds(100)
            carryOut(session.sent(bytes.count, at: now))
            twin.receive(bytes)
            work()
        } else if let wake = session.wake {
            now = max(now, wake)
            if session.wantsPortStatus, let portStatus { session.heard(portStatus: portStatus) }
            carryOut(session.tick(at: now))
        }
    }

    /// The printer works until it has nothing to do, or until what is to happen later.
    private mutating func work() {
        var isGoing = true
        while isGoing {
            isGoing = twin.work(rows: later.map { max(0, $0.row - twin.rowsMoved) } ?? .max)
            if let due = later, due.row <= twin.rowsMoved {
                later = nil
                due.action(&self)
                isGoing = true
            }
        }
        for case .slip(let bytes, let paper) in twin.takeHappenings() {
            slips.append(SimulatedSlip(number: slips.count + 1, bytes: bytes, bitmap: paper, isDelivered: true))
        }
        let answers = twin.takeAnswers()
        guard isPlugged, !answers.isEmpty else { return }
        now += .microseconds(100)
        carryOut(session.heard(answers, at: now))
    }

    /// Bytes come out of the printer that it would not send.
    mutating func say(_ bytes: [UInt8]) {
        carryOut(session.heard(bytes, at: now))
    }

    private mutating func carryOut(_ new: [PrinterSession.Order]) {
        for order in new {
            if case .became(let status) = order { statuses.append(status) } else { orders.append(order) }
        }
    }
}
