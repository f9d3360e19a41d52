import Crypto
import Link

extension Authority {
    /// The half of a code of enrolment by which a kiosk knows this hub: the first 80 bits of the SHA-256 of the authority's
    /// certificate, in Base32.
    public var pin: String { Base32Letters.text(Array(SHA256.hash(data: der).prefix(10))) }
}

/// The letters of codes of enrolment. Source: RFC 4648, 6.
enum Base32Letters {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// A letter for every five bits; left-over bits are dropped.
    static func text(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        var (buffer, bits) = (UInt32(0), 0)
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                letters.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
