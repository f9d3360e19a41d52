import Devices

/// Reads ESC/POS as a thermal printer does, byte by byte, and draws what would be on the paper.
///
/// It knows every command that our encoder uses, their neighbours, and how to pass over what it does not know. No
/// bytes make it stop or grow without bound.
///
/// Source: Epson ESC/POS reference.
public struct EscPosReader: Sendable {
    /// What a byte brought about, beyond dots on the paper.
    public enum Happening: Hashable, Sendable {
        /// The slip was cut off.
        case cut(SlipBitmap)
        /// A real-time question was asked.
        case asked(StatusRequest)
        /// A question was asked whose answer waits for its turn, `GS r`.
        case askedInOrder(UInt8)
        /// The printer is to forget what it holds.
        case clearedBuffers
        /// The printer is to tell by itself, about what these bits say.
        case automaticStatus(UInt8)
    }

    /// The dots of the head; whatever is wider is cut off.
    public let headWidth: Dots

    /// Rows that the paper moved since the printer was switched on.
    public private(set) var rowsMoved = 0

    /// Bytes that are no command: a printer would print them as letters.
    public private(set) var strayBytes = 0

    /// How often the printer was reset, which also ends what it tells by itself.
    public private(set) var resets = 0

    /// Rows of one line of letters: 1/6 inch.
    private static let rowsInLine = 34

    /// The step of a feed before `GS P` sets it, as on printers whose paper moves by half dots: 1/406 inch.
    private static let stepsPerInch = 406

    private enum State {
        case command
        case prefix(UInt8)
        case parameters(Command, [UInt8])
        case picture(Picture)
        case skipping(Int)
    }

    private enum Command {
        case feed, feedLines, ignored(Int), steps, cut, cutAfterFeed, raster, automaticStatus, ask, askInOrder
        case request, pulse

        var parameters: Int {
            switch self {
            case .feed, .feedLines, .cut, .cutAfterFeed, .automaticStatus, .ask, .askInOrder, .request, .pulse: 1
            case .steps: 2
            case .raster: 6
            case .ignored(let count): count
            }
        }
    }

    private struct Picture {
        let bytesPerRow: Int
        var rowsLeft: Int
        var column = 0
    }

    private var state = State.command
    private var stepsPerInch = EscPosReader.stepsPerInch
    private var rows: [UInt8] = []
    private var height = 0
    /// The row of a picture that is coming in.
    private var row: [UInt8] = []

    /// Makes a reader with paper in it.
    ///
    /// The default head has 576 dots, that of 80 mm paper. A width that no slip has counts as the nearest one.
    public init(headWidth: Dots = 576) {
        self.headWidth = min(max(headWidth, SlipBitmap.widths.lowerBound), SlipBitmap.widths.upperBound)
    }

    /// What has come out since the last cut.
    public var paper: SlipBitmap? {
        // Width and number of bytes are kept right by this reader, so that the only failure is a bug of its own.
        try? SlipBitmap(width: headWidth, height: Dots(height), rows: rows)
    }

    /// Whether the next byte begins a command.
    public var isBetweenCommands: Bool {
        if case .command = state { true } else { false }
    }

    /// Takes the next byte.
    public mutating func receive(_ byte: UInt8) -> Happening? {
        switch state {
        case .command: return begin(byte)
        case .prefix(let prefix): return choose(prefix, byte)
        case .parameters(let command, let given): return collect(command, given + [byte])
        case .picture(let picture): draw(byte, in: picture)
        case .skipping(let left): state = left > 1 ? .skipping(left - 1) : .command
        }
        return nil
    }

    /// Takes bytes and tells everything that they brought about.
    public mutating func receive(contentsOf bytes: some Sequence<UInt8>) -> [Happening] {
        bytes.compactMap { receive($0) }
    }

    /// Takes the paper away that hangs out, as a visitor does who tears it off; nil when none does.
    public mutating func tearOff() -> SlipBitmap? {
        defer {
            rows = []
            height = 0
        }
        return height > 0 ? paper : nil
    }

    private mutating func begin(_ byte: UInt8) -> Happening? {
        switch byte {
        case 0x00, 0x18: break
        case 0x0a: feed(EscPosReader.rowsInLine)
        case 0x10, 0x1b, 0x1d: state = .prefix(byte)
        default: strayBytes += 1
        }
        return nil
    }

    private mutating func choose(_ prefix: UInt8, _ byte: UInt8) -> Happening? {
        if prefix == 0x1b, byte == 0x40 {
            reset()
            return nil
        }
        guard let command = EscPosReader.command(prefix, byte) else {
            strayBytes += 2
            state = .command
            return nil
        }
        state = command.parameters == 0 ? .command : .parameters(command, [])
        return nil
    }

    private static func command(_ prefix: UInt8, _ byte: UInt8) -> Command? {
        switch (prefix, byte) {
        case (0x1b, 0x4a): .feed
        case (0x1b, 0x64): .feedLines
        case (0x1b, 0x32): .ignored(0)
        case (0x1b, 0x21), (0x1b, 0x33), (0x1b, 0x45), (0x1b, 0x61), (0x1b, 0x74): .ignored(1)
        case (0x1d, 0x50): .steps
        case (0x1d, 0x56): .cut
        case (0x1d, 0x76): .raster
        case (0x1d, 0x61): .automaticStatus
        case (0x1d, 0x72): .askInOrder
        case (0x1d, 0x4c), (0x1d, 0x57): .ignored(2)
        case (0x10, 0x04): .ask
        case (0x10, 0x05): .request
        case (0x10, 0x14): .pulse
        default: nil
        }
    }

    private mutating func collect(_ command: Command, _ given: [UInt8]) -> Happening? {
        guard given.count == command.parameters else {
            state = .parameters(command, given)
            return nil
        }
        state = .command
        return perform(command, given)
    }

    private mutating func perform(_ command: Command, _ given: [UInt8]) -> Happening? {
        switch command {
        case .feed: feed(steps: given[0])
        case .feedLines: feed(Int(given[0]) * EscPosReader.rowsInLine)
        case .steps: stepsPerInch = given[1] == 0 ? EscPosReader.stepsPerInch : Int(given[1])
        case .cut: return cut(mode: given[0])
        case .cutAfterFeed:
            feed(steps: given[0])
            return cut()
        case .raster: beginPicture(given)
        case .automaticStatus: return .automaticStatus(given[0])
        case .ask: return StatusRequest(rawValue: given[0]).map { .asked($0) }
        case .askInOrder: return .askedInOrder(given[0])
        case .request: return given[0] == 2 ? .clearedBuffers : nil
        case .pulse: state = .skipping(given[0] == 8 ? 7 : 2)
        case .ignored: break
        }
        return nil
    }

    private mutating func reset() {
        state = .command
        stepsPerInch = EscPosReader.stepsPerInch
        resets += 1
    }

    /// Forgets the command that was coming in; the paper stays as it is.
    mutating func forgetCommand() {
        state = .command
        row.removeAll(keepingCapacity: true)
    }

    private mutating func cut(mode: UInt8) -> Happening? {
        switch mode {
        case 65, 66: state = .parameters(.cutAfterFeed, [])
        case 0, 1, 48, 49: return cut()
        default: strayBytes += 3
        }
        return nil
    }

    private mutating func cut() -> Happening? {
        tearOff().map { .cut($0) }
    }

    private mutating func beginPicture(_ given: [UInt8]) {
        let bytes = Int(given[2]) + Int(given[3]) << 8
        let rows = Int(given[4]) + Int(given[5]) << 8
        guard given[0] == 0x30, bytes > 0, rows > 0 else { return }
        if given[1] == 0 || given[1] == 48 {
            state = .picture(Picture(bytesPerRow: bytes, rowsLeft: rows))
        } else {
            // Enlarged pictures are no part of our slips; their data must not be taken for commands.
            strayBytes += 8
            state = .skipping(bytes * rows)
        }
    }

    private mutating func draw(_ byte: UInt8, in picture: Picture) {
        var picture = picture
        if row.count < headBytes { row.append(byte) }
        picture.column += 1
        if picture.column == picture.bytesPerRow {
            add(row: row)
            row.removeAll(keepingCapacity: true)
            picture.column = 0
            picture.rowsLeft -= 1
        }
        state = picture.rowsLeft > 0 ? .picture(picture) : .command
    }

    private var headBytes: Int { (headWidth.value + 7) / 8 }

    private mutating func feed(steps: UInt8) {
        feed((Int(steps) * 203 + stepsPerInch / 2) / stepsPerInch)
    }

    private mutating func feed(_ count: Int) {
        for _ in 0..<count { add(row: []) }
    }

    /// Paper beyond the longest slip still moves, but nobody remembers what was on it.
    private mutating func add(row: [UInt8]) {
        rowsMoved += 1
        guard height < SlipBitmap.longest.value else { return }
        rows += row
        rows += repeatElement(0, count: headBytes - row.count)
        height += 1
    }
}
