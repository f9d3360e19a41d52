import Crypto
import Foundation

/// What a pack says of itself; its bytes are what is signed.
struct Manifest: Codable, Equatable {
    struct Part: Codable, Equatable {
        var name: String
        var bytes: Int
        /// SHA-256 in hexadecimal.
        var sha256: String
    }

    /// The layout of packs that this program writes and reads. 2: articles with lines to tick, statements on fees, sentences
    /// for staff, what changed.
    static let format = 2

    var format: Int
    var version: String
    var builtOn: String
    var minimumKiosk: String
    var site: String
    var parts: [Part]

    enum CodingKeys: String, CodingKey {
        case format, version, site, parts
        case builtOn = "built_on"
        case minimumKiosk = "minimum_kiosk"
    }

    /// The same manifest always gives the same bytes: keys in order, one line.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

/// The names of the files that make a pack.
public enum PartName {
    public static let manifest = "manifest.json"
    public static let signature = "manifest.sig"
    public static let guide = "guide.sqlite"
}

enum Digest {
    static func sha256(of bytes: Data) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

/// The detached signature: one line with the fingerprint of the key and the Ed25519 signature in Base64.
struct Signature {
    var fingerprint: String
    var bytes: Data

    var line: String { "ed25519 \(fingerprint) \(bytes.base64EncodedString())\n" }

    init(fingerprint: String, bytes: Data) { (self.fingerprint, self.bytes) = (fingerprint, bytes) }

    init?(line: some StringProtocol) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, words[0] == "ed25519", let bytes = Data(base64Encoded: String(words[2])),
            bytes.count == 64
        else { return nil }
        self.init(fingerprint: String(words[1]), bytes: bytes)
    }
}
