extension EscPos {
    /// One command of this encoder, as it stands in a job.
    struct Command {
        /// The bytes of the command itself, its numbers included.
        var head: Int
        /// The bytes of picture that follow.
        var picture: Int
        /// How far it moves the paper.
        var rows: Int

        /// All its bytes.
        var length: Int { head + picture }
    }

    /// The command that begins at this place of a job; nil for anything that this encoder does not write.
    static func command(in job: [UInt8], at position: Int) -> Command? {
        func byte(_ offset: Int) -> Int? {
            job.indices.contains(position + offset) ? Int(job[position + offset]) : nil
        }
        guard let first = byte(0), let second = byte(1) else { return nil }
        switch (UInt8(first), UInt8(second)) {
        case (Control.esc, 0x40): return Command(head: 2, picture: 0, rows: 0)
        case (Control.esc, 0x4a): return Command(head: 3, picture: 0, rows: byte(2) ?? 0)
        case (Control.gs, 0x50), (Control.gs, 0x56): return Command(head: 4, picture: 0, rows: 0)
        case (Control.gs, 0x76):
            guard let xLow = byte(4), let xHigh = byte(5), let yLow = byte(6), let yHigh = byte(7) else { return nil }
            let rows = yLow + yHigh << 8
            return Command(head: 8, picture: (xLow + xHigh << 8) * rows, rows: rows)
        default: return nil
        }
    }

    /// The commands of a job with their places, up to the first thing that is none.
    static func commands(in job: [UInt8]) -> [(range: Range<Int>, command: Command)] {
        var commands: [(range: Range<Int>, command: Command)] = []
        var position = 0
        while position < job.count, let command = command(in: job, at: position) {
            commands.append((position..<position + command.length, command))
            position += command.length
        }
        return commands
    }
}
