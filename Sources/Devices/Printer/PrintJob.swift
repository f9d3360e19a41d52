/// A slip on its way to the printer: which bytes go next, when to ask in between, and how much is known to have arrived.
struct PrintJob: Sendable {
    /// One thing to do.
    enum Step: Hashable, Sendable {
        /// Send these bytes of the job.
        case send(Range<Int>)
        /// Send something that is no part of the job.
        case remark([UInt8])
        /// Wait.
        case pause(Duration)
        /// Ask whether it still prints.
        case ask
        /// Wait for as long as it takes to print what a printer cannot tell that it has printed.
        case settle(Duration)
        /// Ask whether all is out and well.
        case askAtEnd
    }

    /// A cutter takes no longer. Chosen: twice what manuals state.
    private static let longestCut = Duration.seconds(2)

    let bytes: [UInt8]
    private var steps: [Step]
    /// The bytes that the system has taken.
    private(set) var sent = 0
    /// The bytes that the printer has, because it answered a question that was sent after them.
    private(set) var received = 0

    init(_ bytes: [UInt8], profile: PrinterProfile) {
        self.bytes = bytes
        steps = PrintJob.steps(bytes, profile).reversed()
    }

    /// The next thing to do.
    mutating func next() -> Step { steps.popLast() ?? .askAtEnd }

    /// Notes that the system took so many more bytes.
    mutating func send(_ count: Int) { sent = min(sent + count, bytes.count) }

    /// Notes that the printer answered what was asked after the last byte.
    mutating func confirm() { received = sent }

    /// What may lie about of it in the printer; nil when none of it was sent.
    var torso: Torso? { sent > 0 ? Torso(job: bytes, received: received, sent: sent) : nil }

    /// A reset switches automatic messages off, so they are switched on again right behind it. After each band the
    /// printer is asked; the last stretch ends with the cut, and then it is asked for everything.
    private static func steps(_ bytes: [UInt8], _ profile: PrinterProfile) -> [Step] {
        var steps: [Step] = []
        var start = 0
        func send(upTo end: Int) {
            if end > start { steps.append(.send(start..<end)) }
            start = end
        }
        let commands = EscPos.commands(in: bytes)
        if profile.questions.contains(.automatic), bytes.starts(with: EscPos.initialise) {
            send(upTo: EscPos.initialise.count)
            steps.append(.remark(StatusRequest.automaticStatus))
        }
        for (range, command) in commands where command.picture > 0 && range.upperBound < bytes.count {
            send(upTo: range.upperBound)
            if profile.quirks.pauseAfterBand > .zero { steps.append(.pause(profile.quirks.pauseAfterBand)) }
            steps.append(.ask)
        }
        send(upTo: bytes.count)
        if !profile.questions.contains(.inOrder) { steps.append(.settle(time(toPrint: commands, profile))) }
        return steps + [.askAtEnd]
    }

    private static func time(
        toPrint commands: [(range: Range<Int>, command: EscPos.Command)], _ profile: PrinterProfile
    ) -> Duration {
        let rows = commands.reduce(0) { $0 + $1.command.rows }
        let length = Double(rows) * 25.4 / Double(profile.encoder.dotsPerInch)
        return .seconds(length / profile.speed.value) + longestCut
    }
}

/// A slip that was given up, of which some may wait in the printer.
struct Torso: Hashable, Sendable {
    let job: [UInt8]
    let received: Int
    let sent: Int
}
