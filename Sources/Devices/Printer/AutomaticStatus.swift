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
