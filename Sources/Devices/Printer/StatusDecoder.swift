/// Reads what the printer sends back: answers to questions, and what it tells by itself.
///
/// The kinds look different, so they may come mixed. Only an answer to ``PrinterQuestion/inOrder`` looks like the later
/// bytes of an automatic message, and it never comes within one.
///
/// Source: Epson ESC/POS reference, `DLE EOT`, `GS r`, `GS a` and "transmission status identification".
public struct StatusDecoder: Sendable {
    /// How many questions may be open; a printer that has not answered two rounds is mute.
    public static let mostOpenQuestions = 2 * StatusRequest.allCases.count

    /// XON and XOFF, which a serial printer sends in between.
    private static let flowControl: [UInt8] = [0x11, 0x13]

    private var open: [PrinterQuestion] = []
    private var automatic: [UInt8] = []

    /// Makes a decoder that has heard nothing.
    public init() {}

    /// Notes that a question was sent; the oldest one is given up when there are too many.
    public mutating func asked(_ question: PrinterQuestion) {
        open.append(question)
        if open.count > StatusDecoder.mostOpenQuestions { open.removeFirst() }
    }

    /// Whether an answer is still due.
    public var isWaiting: Bool { !open.isEmpty }

    /// Gives up waiting for answers; those that come late are stray.
    public mutating func giveUp() {
        open = []
        automatic = []
    }

    /// Takes the next byte; tells what it, or the message that it ends, says.
    public mutating func receive(_ byte: UInt8) -> PrinterReply? {
        if StatusDecoder.flowControl.contains(byte) { return nil }
        if StatusRequest.isReply(byte) { return takeAnswer(byte) }
        if automatic.isEmpty, open.first == .inOrder, PaperReply.isReply(byte) {
            open.removeFirst()
            return .answer(.inOrder, PaperReply.decode(byte))
        }
        return takeAutomatic(byte)
    }

    private mutating func takeAnswer(_ byte: UInt8) -> PrinterReply {
        guard case .realTime(let request)? = open.first else { return .stray }
        open.removeFirst()
        return .answer(.realTime(request), request.decode(byte))
    }

    private mutating func takeAutomatic(_ byte: UInt8) -> PrinterReply? {
        let isFirst = automatic.isEmpty
        let isPlausible = isFirst ? AutomaticStatus.isFirst(byte) : AutomaticStatus.isLater(byte)
        guard isPlausible else {
            automatic = AutomaticStatus.isFirst(byte) ? [byte] : []
            return .rubbish
        }
        automatic.append(byte)
        guard automatic.count == AutomaticStatus.length else { return nil }
        defer { automatic = [] }
        return .told(AutomaticStatus.decode(automatic))
    }
}

/// What a printer said.
public enum PrinterReply: Hashable, Sendable {
    /// The answer to the oldest open question. The empty set has nothing against printing.
    case answer(PrinterQuestion, PrinterStatus)
    /// What it told by itself.
    case told(PrinterStatus)
    /// An answer that nobody waits for.
    case stray
    /// Nothing that a printer says.
    case rubbish
}

/// A question to the printer.
public enum PrinterQuestion: Hashable, Sendable {
    /// Answered at once.
    case realTime(StatusRequest)
    /// `GS r` 1, answered when everything before it is done: the proof that a slip is out.
    case inOrder

    /// The bytes to send.
    public var bytes: [UInt8] {
        switch self {
        case .realTime(let request): request.bytes
        case .inOrder: [Control.gs, 0x72, 1]
        }
    }
}

/// The answer to `GS r` 1, about paper.
///
/// Source: Epson ESC/POS reference, `GS r`: bits 0 and 1: the roll is near its end; bits 2 and 3: there is no paper.
enum PaperReply {
    /// Bits 4 and 7 are not set.
    static func isReply(_ byte: UInt8) -> Bool { byte & 0b1001_0000 == 0 }

    static func decode(_ byte: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        if byte & 0x03 != 0 { status.insert(.paperNearEnd) }
        if byte & 0x0c != 0 { status.insert(.paperOut) }
        return status
    }
}
