/// A question to the printer that it answers at once, even when it is offline or its buffer is full.
///
/// Source: Epson ESC/POS reference, `DLE EOT`.
public enum StatusRequest: UInt8, CaseIterable, Hashable, Sendable {
    /// Is it online?
    case printer = 1
    /// Why is it offline?
    case offline = 2
    /// What is broken?
    case error = 3
    /// How much paper is there?
    case paper = 4

    /// `DLE EOT n`: the bytes to send.
    public var bytes: [UInt8] { [Control.dle, 0x04, rawValue] }

    /// `GS a n` with n = 14: the printer tells by itself when it goes on or off line, when something breaks, and when
    /// paper runs out.
    ///
    /// Source: Epson ESC/POS reference, `GS a`: bit 1 online, bit 2 error, bit 3 paper sensor.
    public static let automaticStatus: [UInt8] = [Control.gs, 0x61, 0b0000_1110]

    /// Whether the byte can be an answer to any of the questions: bits 1 and 4 are set, bits 0 and 7 are not.
    public static func isReply(_ byte: UInt8) -> Bool { byte & 0b1001_0011 == 0b0001_0010 }

    /// What one answer says; ``PrinterStatus/unknown`` for a byte that cannot be an answer.
    ///
    /// The empty set says that this answer has nothing against printing; only all four together make a printer ready.
    public func decode(_ reply: UInt8) -> PrinterStatus {
        guard StatusRequest.isReply(reply) else { return .unknown }
        switch self {
        case .printer: return decodePrinter(reply)
        case .offline: return decodeOffline(reply)
        case .error: return decodeError(reply)
        case .paper: return decodePaper(reply)
        }
    }

    /// Bit 3: offline.
    private func decodePrinter(_ reply: UInt8) -> PrinterStatus {
        reply & 0x08 == 0 ? [] : .offline
    }

    /// Bit 2: the cover is open; bit 5: printing stopped for want of paper. Bit 6, an error, is asked for by itself.
    private func decodeOffline(_ reply: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        if reply & 0x04 != 0 { status.insert(.coverOpen) }
        if reply & 0x20 != 0 { status.insert(.paperOut) }
        return status
    }

    /// Bit 2: a mechanical error; bit 3: the cutter; bit 5: beyond recovery; bit 6: recovers by itself, which is heat.
    private func decodeError(_ reply: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        if reply & 0x04 != 0 { status.insert(.fault) }
        if reply & 0x08 != 0 { status.insert(.cutterFault) }
        if reply & 0x20 != 0 { status.insert(.fault) }
        if reply & 0x40 != 0 { status.insert(.overheated) }
        return status
    }

    /// Bits 2 and 3: the roll is near its end; bits 5 and 6: there is no paper. Each pair is one sensor: both or none.
    private func decodePaper(_ reply: UInt8) -> PrinterStatus {
        var status: PrinterStatus = []
        switch reply & 0x0c {
        case 0x00: break
        case 0x0c: status.insert(.paperNearEnd)
        default: return .unknown
        }
        switch reply & 0x60 {
        case 0x00: break
        case 0x60: status.insert(.paperOut)
        default: return .unknown
        }
        return status
    }
}

extension PrinterStatus {
    /// What the answers to a round of questions say together; a missing answer makes the printer `unknown`.
    public init(replies: [StatusRequest: UInt8]) {
        var status: PrinterStatus = []
        for request in StatusRequest.allCases {
            status.formUnion(replies[request].map(request.decode) ?? .unknown)
        }
        self = status.judged
    }

    /// The same, with `ready` added when nothing speaks against it.
    ///
    /// An open cover is reported as a passing error too; it is not heat.
    var judged: PrinterStatus {
        var status = self
        status.remove(.ready)
        if status.contains(.coverOpen) { status.remove(.overheated) }
        if status.isDisjoint(with: .blocking) { status.insert(.ready) }
        return status
    }
}
