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
        return open.head + EscPos.clearing(picture: open.picture) + [Control.cancel] + EscPos.initialise
            + EscPos.dotSteps + ending
    }

    /// `DLE ENQ 2`: forget everything received and go on.
    private static let clearBuffers: [UInt8] = [Control.dle, 0x05, 2]

    /// White for this many bytes of picture, with the request in front where it fits and behind where it does not.
    private static func clearing(picture: Int) -> [UInt8] {
        guard picture >= clearBuffers.count else {
            return [UInt8](repeating: 0, count: picture) + clearBuffers
        }
        return clearBuffers + [UInt8](repeating: 0, count: picture - clearBuffers.count)
    }

    /// What the command still wants that was cut off after `sent` bytes: the rest of its head, and bytes of picture.
    private static func openCommand(of job: [UInt8], after sent: Int) -> (head: [UInt8], picture: Int) {
        var position = 0
        while position < min(sent, job.count) {
            guard let command = command(in: job, at: position) else { break }
            let headEnd = position + command.head
            let end = headEnd + command.picture
            if end > sent {
                let head = sent < headEnd ? Array(job[sent..<min(headEnd, job.count)]) : []
                return (head, end - max(sent, headEnd))
            }
            position = end
        }
        return ([], 0)
    }

    /// The lengths of a command of this encoder; nil for anything else.
    private static func command(in job: [UInt8], at position: Int) -> (head: Int, picture: Int)? {
        func byte(_ offset: Int) -> UInt8? {
            job.indices.contains(position + offset) ? job[position + offset] : nil
        }
        switch (byte(0), byte(1)) {
        case (Control.esc, 0x40): return (2, 0)
        case (Control.esc, 0x4a): return (3, 0)
        case (Control.gs, 0x50), (Control.gs, 0x56): return (4, 0)
        case (Control.gs, 0x76):
            guard let xLow = byte(4), let xHigh = byte(5), let yLow = byte(6), let yHigh = byte(7) else { return nil }
            return (8, (Int(xLow) + Int(xHigh) << 8) * (Int(yLow) + Int(yHigh) << 8))
        default: return nil
        }
    }
}
