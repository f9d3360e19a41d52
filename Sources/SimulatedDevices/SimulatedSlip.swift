import Devices

/// A piece of paper that came out of the simulated printer.
public struct SimulatedSlip: Hashable, Sendable {
    /// The first slip is 1.
    public let number: Int
    /// The bytes that the printer got for it.
    public let bytes: [UInt8]
    /// What is on the paper, with the white below the last row.
    public let bitmap: SlipBitmap
    /// Whether it came out as a whole, so that a visitor may rely on it.
    public let isDelivered: Bool

    /// Makes a piece of paper, for a printer of one's own.
    public init(number: Int, bytes: [UInt8], bitmap: SlipBitmap, isDelivered: Bool) {
        self.number = number
        self.bytes = bytes
        self.bitmap = bitmap
        self.isDelivered = isDelivered
    }

    /// Whether the paper shows exactly this picture from its upper edge, and nothing but white below.
    public func shows(_ drawn: SlipBitmap) -> Bool {
        let drawn = drawn.printable
        guard drawn.height <= bitmap.height, drawn.width <= bitmap.width else { return false }
        let isSame = (0..<drawn.height.value).allSatisfy { y in
            let onPaper = bitmap.row(y)
            let bytes = drawn.bytesPerRow
            return onPaper.prefix(bytes).elementsEqual(drawn.row(y)) && onPaper.dropFirst(bytes).allSatisfy { $0 == 0 }
        }
        return isSame && (drawn.height.value..<bitmap.height.value).allSatisfy(bitmap.isBlank(row:))
    }
}
