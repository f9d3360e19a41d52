extension EscPos {
    /// The bytes that end a job of this encoder of which only the first `sent` bytes reached the printer.
    ///
    /// A printer that was stopped within a band takes whatever comes next for picture, up to the end of the band. So
    /// the command that was cut short is completed: its head with its own bytes, its picture with white. A real-time
    /// request to clear the buffers stands at the front of the white (a printer that heeds it passes over the zeros).
    /// Then come `CAN`, a reset, a feed and a cut: the torso falls out and no row of it waits for new paper.
    ///
    /// Source: Epson ESC/POS reference, `DLE ENQ` (n = 2: recover after clearing the receive and print buffers), `CAN`.
    public func cancelling(_ job: [UInt8], sent: Int) -> [UInt8] {
        let open = EscPos.openCommand(of: job, after: sent)
        return open.head + EscPos.clearing(picture: open.picture) + expelling
    }

    /// The same when only so much is known: at least `received` bytes reached the printer, and at most `sent`.
    ///
    /// White for the longest command that may have been cut short covers each of these cases: `NUL` between commands
    /// does nothing, and zeros complete every head that this encoder writes.
    public func cancelling(
        _ job: [UInt8], received: Int, sent: Int, clearing: PrinterProfile.Clearing = .recovery
    ) -> [UInt8] {
        EscPos.blanking(EscPos.mostOwed(by: job, received: received, sent: sent), clearing) + expelling
    }

    /// What is said to a printer that may hold anything, because whoever wrote to it before is gone: the rest of one band
    /// is filled with white, and the printer is reset.
    ///
    /// `head` is the width of the print head. `mayHoldTorso`: a slip may hang in it, so it is fed out and cut off.
    public func greeting(head: Dots, clearing: PrinterProfile.Clearing, mayHoldTorso: Bool) -> [UInt8] {
        let band = (head.value + 7) / 8 * bandRows + EscPos.longestHead
        let blank = EscPos.blanking(band, clearing)
        return mayHoldTorso ? blank + expelling : blank + [Control.cancel] + EscPos.initialise
    }

    /// The longest head of a command: that of a picture.
    private static let longestHead = 8

    /// Resets the printer, feeds what hangs in it past the cutter and cuts it off.
    private var expelling: [UInt8] { [Control.cancel] + EscPos.initialise + dotSteps + ending }

    /// A `NUL` first, in case a question was cut short within its three bytes.
    private static func blanking(_ count: Int, _ clearing: PrinterProfile.Clearing) -> [UInt8] {
        [0] + clearing.request + [UInt8](repeating: 0, count: count)
    }

    /// How many bytes a command can still want that was cut off somewhere between `received` and `sent`.
    private static func mostOwed(by job: [UInt8], received: Int, sent: Int) -> Int {
        let cutShort = commands(in: job).filter { $0.range.lowerBound < sent && $0.range.upperBound > received }
        return cutShort.map { $0.range.upperBound - max($0.range.lowerBound, received) }.max() ?? 0
    }

    /// White for this many bytes of picture, with the request in front where it fits and behind where it does not.
    private static func clearing(picture: Int) -> [UInt8] {
        let request = PrinterProfile.Clearing.recovery.request
        guard picture >= request.count else { return [UInt8](repeating: 0, count: picture) + request }
        return request + [UInt8](repeating: 0, count: picture - request.count)
    }

    /// What the command still wants that was cut off after `sent` bytes: the rest of its head, and bytes of picture.
    private static func openCommand(of job: [UInt8], after sent: Int) -> (head: [UInt8], picture: Int) {
        let cutShort = commands(in: job).first { $0.range.lowerBound < sent && $0.range.upperBound > sent }
        guard let (range, command) = cutShort else { return ([], 0) }
        let headEnd = range.lowerBound + command.head
        let head = sent < headEnd ? Array(job[sent..<min(headEnd, job.count)]) : []
        return (head, range.upperBound - max(sent, headEnd))
    }
}
