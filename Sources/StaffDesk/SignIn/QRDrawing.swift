import QR
import Sealing

/// A QR symbol as a drawing in SVG, for a page.
struct QRDrawing {
    let svg: String

    /// `nil` if the text is longer than a symbol can hold.
    init?(_ text: String) {
        guard let symbol = QRSymbol(text) else { return nil }
        let (side, quiet) = (symbol.side, QRSymbol.quietZone)
        let path = (0..<side * side).filter { symbol[$0 % side, $0 / side] }
            .map { "M\($0 % side + quiet) \($0 / side + quiet)h1v1h-1z" }.joined()
        let whole = side + 2 * quiet
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
