import CQRencode
import Glibc

/// A QR symbol: a square of dark and light modules. Source: ISO/IEC 18004; drawn by libqrencode.
public struct QRSymbol: Hashable, Sendable {
    /// Modules on a side.
    public let side: Int
    private let dark: [Bool]

    /// `nil` if the text is longer than a symbol can hold.
    ///
    /// Upper-case letters, digits and `$%*+-./:` take the least room (alphanumeric mode). Error correction is level M.
    /// The corresponding C function is `QRcode_encodeString`.
    public init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        let data = UnsafeBufferPointer(start: code.pointee.data, count: side * side)
        dark = data.map { $0 & 1 == 1 }
    }

    public subscript(column: Int, row: Int) -> Bool { dark[row * side + column] }

    /// Light modules that must stand around it.
    public static let quietZone = 4
}
