import CQRencode
import Sealing

/// A QR symbol as a drawing in SVG, for a page. Source: ISO/IEC 18004; made by libqrencode.
struct QRDrawing {
    let svg: String

    /// Light modules that must stand around it.
    private static let quietZone = 4

    /// `nil` if the text is longer than a symbol can hold. The corresponding C function is `QRcode_encodeString`.
    init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        let data = UnsafeBufferPointer(start: code.pointee.data, count: side * side)
        let dark = data.indices.filter { data[$0] & 1 == 1 }
        let path = dark.map { "M\($0 % side + Self.quietZone) \($0 / side + Self.quietZone)h1v1h-1z" }.joined()
        let whole = side + 2 * Self.quietZone
        svg = "<svg class=\"qr\" viewBox=\"0 0 \(whole) \(whole)\" role=\"img\" aria-label=\"QR code for your authenticator\">"
            + "<rect width=\"\(whole)\" height=\"\(whole)\" fill=\"#fff\"/><path d=\"\(path)\" fill=\"#000\"/></svg>"
    }
}

/// A secret as people type it.
enum SecretText {
    static func groups(of secret: [UInt8]) -> String {
        let letters = Array(Base32.encode(secret))
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }
}
