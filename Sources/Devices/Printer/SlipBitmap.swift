/// A slip as black and white dots, as the printer's head sees it.
public struct SlipBitmap: Hashable, Sendable {
    /// Dots from left to right.
    public let width: Dots
    /// Rows of dots.
    public let height: Dots
    /// The rows from the top, each ``bytesPerRow`` long; the first dot is the highest bit, and 1 is black.
    ///
    /// Bits beyond the width are 0.
    public private(set) var rows: [UInt8]

    /// What a width may be: up to the widest head of slip printers, 112 mm at 300 dpi.
    public static let widths: ClosedRange<Dots> = 1...1_344

    /// The longest slip: 2.5 m, far more than anybody wants to hold.
    public static let longest: Dots = 20_000

    /// Makes a white slip.
    ///
    /// - Throws: `OutOfRange` when a slip cannot have this size.
    public init(width: Dots, height: Dots) throws(OutOfRange) {
        try OutOfRange.check(width, in: SlipBitmap.widths, "slip width")
        try OutOfRange.check(height, in: 0...SlipBitmap.longest, "slip height")
        self.width = width
        self.height = height
        rows = Array(repeating: 0, count: SlipBitmap.bytes(for: width) * height.value)
    }

    /// Takes over packed rows; bits beyond the width are cleared.
    ///
    /// - Throws: `OutOfRange` when a slip cannot have this size, or when there are not exactly
    ///   `bytesPerRow` × `height` bytes.
    public init(width: Dots, height: Dots, rows: [UInt8]) throws(OutOfRange) {
        try self.init(width: width, height: height)
        guard rows.count == self.rows.count else {
            throw OutOfRange(
                setting: "slip rows", given: "\(rows.count) bytes", allowed: "exactly \(self.rows.count) bytes")
        }
        self.rows = rows
        clearBeyondWidth()
    }

    /// Bytes in one row.
    public var bytesPerRow: Int { SlipBitmap.bytes(for: width) }

    /// Whether a dot is black; outside the slip none is, and none can be made so.
    public subscript(x: Int, y: Int) -> Bool {
        get {
            guard holds(x: x, y: y) else { return false }
            return rows[y * bytesPerRow + x / 8] & bit(x) != 0
        }
        set {
            guard holds(x: x, y: y) else { return }
            let index = y * bytesPerRow + x / 8
            rows[index] = newValue ? rows[index] | bit(x) : rows[index] & ~bit(x)
        }
    }

    /// The bytes of one row; empty outside the slip.
    public func row(_ y: Int) -> ArraySlice<UInt8> {
        guard y >= 0, y < height.value else { return [] }
        return rows[y * bytesPerRow..<(y + 1) * bytesPerRow]
    }

    /// Whether a row has no black dot.
    public func isBlank(row y: Int) -> Bool {
        row(y).allSatisfy { $0 == 0 }
    }

    /// The same slip without bytes that a printer would take for a real-time command.
    ///
    /// Where `DLE` stands before `EOT`, `ENQ` or `DC4`, the dot to the left of its only one is blackened: a hair that
    /// becomes an eighth of a millimetre wider. Few slips have such a place.
    ///
    /// Source: Epson ESC/POS reference, `DLE EOT`, notes: the printer acts on the sequence within other data too.
    public var printable: SlipBitmap {
        var slip = self
        for index in rows.indices.dropLast() where rows[index] == Control.dle {
            if SlipBitmap.afterDLE.contains(rows[index + 1]) { slip.rows[index] |= Control.dle << 1 }
        }
        return slip
    }

    /// What makes a real-time command of a `DLE`.
    private static let afterDLE = [Control.eot, Control.enq, Control.dc4]

    private static func bytes(for width: Dots) -> Int { (width.value + 7) / 8 }

    private func holds(x: Int, y: Int) -> Bool {
        x >= 0 && x < width.value && y >= 0 && y < height.value
    }

    private func bit(_ x: Int) -> UInt8 { 0x80 >> UInt8(x % 8) }

    private mutating func clearBeyondWidth() {
        let spare = bytesPerRow * 8 - width.value
        guard spare > 0 else { return }
        let mask = UInt8.max << UInt8(spare)
        for index in stride(from: bytesPerRow - 1, to: rows.count, by: bytesPerRow) {
            rows[index] &= mask
        }
    }
}

/// A slip bears a number that is nobody else's business: what is described or dumped by accident shows its size only.
extension SlipBitmap: CustomStringConvertible, CustomReflectable {
    public var description: String { "slip of \(width.value) by \(height)" }

    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
