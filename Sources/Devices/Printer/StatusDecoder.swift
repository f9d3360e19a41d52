/// Reads what the printer sends back: answers to questions, and what it tells by itself.
///
/// The two look different, so they may come mixed. Rubbish makes the printer `unknown` until the next whole message.
///
/// Source: Epson ESC/POS reference, `DLE EOT`, `GS a` and "transmission status identification".
public struct StatusDecoder: Sendable {
    /// How many questions may be open; a printer that has not answered two rounds is mute.
    public static let mostOpenQuestions = 2 * StatusRequest.allCases.count

    /// XON and XOFF, which a serial printer sends in between.
    private static let flowControl: [UInt8] = [0x11, 0x13]

    private var open: [StatusRequest] = []
    private var replies: [StatusRequest: UInt8] = [:]
    private var automatic: [UInt8] = []

    /// Makes a decoder that has heard nothing.
    public init() {}

    /// Notes that a question was sent; the oldest one is given up when there are too many.
    public mutating func asked(_ request: StatusRequest) {
        if open.isEmpty { replies = [:] }
        open.append(request)
        if open.count > StatusDecoder.mostOpenQuestions { open.removeFirst() }
    }

    /// Whether an answer is still due.
    public var isWaiting: Bool { !open.isEmpty }

    /// Gives up waiting: the printer is mute.
    public mutating func timedOut() -> PrinterStatus {
        self = StatusDecoder()
        return .unknown
    }

    /// Takes the next byte; answers when a round of questions or a message is complete, or when it is rubbish.
    public mutating func receive(_ byte: UInt8) -> PrinterStatus? {
        if StatusDecoder.flowControl.contains(byte) { return nil }
        return StatusRequest.isReply(byte) ? takeReply(byte) : takeAutomatic(byte)
    }

    private mutating func takeReply(_ byte: UInt8) -> PrinterStatus? {
        guard !open.isEmpty else { return nil }
        replies[open.removeFirst()] = byte
        guard open.isEmpty else { return nil }
        return PrinterStatus(replies: replies)
    }

    private mutating func takeAutomatic(_ byte: UInt8) -> PrinterStatus? {
        let isFirst = automatic.isEmpty
        let isPlausible = isFirst ? AutomaticStatus.isFirst(byte) : AutomaticStatus.isLater(byte)
        guard isPlausible else {
            automatic = AutomaticStatus.isFirst(byte) ? [byte] : []
            return .unknown
        }
        automatic.append(byte)
        guard automatic.count == AutomaticStatus.length else { return nil }
        defer { automatic = [] }
        return AutomaticStatus.decode(automatic)
    }
}

/// The four bytes that a printer sends by itself after `GS a`.
///
/// Source: Epson ESC/POS reference, `GS a`, basic automatic status back.
public enum AutomaticStatus {
    /// Bytes in one message.
    public static let length = 4

    /// Whether the byte can open a message: bit 4 is set; bits 0, 1 and 7 are not.
    public static func isFirst(_ byte: UInt8) -> Bool { byte & 0b1001_0011 == 0b0001_0000 }

    /// Whether the byte can be the second, third or fourth: bits 4 and 7 are not set.
    public static func isLater(_ byte: UInt8) -> Bool { byte & 0b1001_0000 == 0 }

    /// What a message says; `unknown` when it cannot be one.
    public static func decode(_ message: [UInt8]) -> PrinterStatus {
        guard message.count == length, isFirst(message[0]), message[1...].allSatisfy(isLater) else {
            return .unknown
        }
        return printer(message[0]).union(error(message[1])).union(paper(message[2])).judged
    }

    /// First byte. Bit 3: offline; bit 5: the cover is open.
    private static func printer(_ byte: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        if byte & 0x08 != 0 { status.insert(.offline) }
        if byte & 0x20 != 0 { status.insert(.coverOpen) }
        return status
    }

    /// Second byte. Bit 2: a mechanical error; bit 3: the cutter; bit 5: beyond recovery; bit 6: recovers by itself.
    private static func error(_ byte: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        if byte & 0x04 != 0 { status.insert(.fault) }
        if byte & 0x08 != 0 { status.insert(.cutterFault) }
        if byte & 0x20 != 0 { status.insert(.fault) }
        if byte & 0x40 != 0 { status.insert(.overheated) }
        return status
    }

    /// Third byte. Bits 0 and 1: the roll is near its end; bits 2 and 3: there is no paper.
    private static func paper(_ byte: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        if byte & 0x03 != 0 { status.insert(.paperNearEnd) }
        if byte & 0x0c != 0 { status.insert(.paperOut) }
        return status
    }
}
