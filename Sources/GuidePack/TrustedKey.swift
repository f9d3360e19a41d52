import Crypto
import Foundation

/// The public half of the key that guides are signed with: what a kiosk trusts.
///
/// Source: RFC 8032, Ed25519.
public struct TrustedKey: Sendable, Equatable {
    let key: Curve25519.Signing.PublicKey

    init(key: Curve25519.Signing.PublicKey) { self.key = key }

    /// Reads the key as `kioskctl guide keygen` writes it: 32 bytes in Base64 on one line.
    ///
    /// - Throws: ``KeyError`` if `text` is no such line.
    public init(text: String) throws(KeyError) {
        guard let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)  // the reason is always the length
        else { throw .malformed }
        self.key = key
    }

    /// Reads a key file.
    ///
    /// - Throws: ``KeyError`` if there is no such file, or no key in it.
    public init(contentsOf file: URL) throws(KeyError) {
        try self.init(text: KeyError.text(of: file))
    }

    public var text: String { key.rawRepresentation.base64EncodedString() }

    /// The first eight bytes of the key's SHA-256, in hexadecimal: names a key without showing it.
    public var fingerprint: String { Digest.hexadecimal(SHA256.hash(data: key.rawRepresentation).prefix(8)) }

    public static func == (a: TrustedKey, b: TrustedKey) -> Bool { a.key.rawRepresentation == b.key.rawRepresentation }
}

/// Why a key cannot be used. Never says what stands in the file.
public enum KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    case noFile(String)
    case malformed
    case exists(String)
    case cannotWrite(String)

    public var description: String {
        switch self {
        case .noFile(let path):
            "\(path): there is no key file that can be read. Make keys with `kioskctl guide keygen`."
        case .malformed:
            "That is no key. A key is 32 bytes in Base64 on one line, as `kioskctl guide keygen` writes it."
        case .exists(let path): "\(path) exists already, and a key is never overwritten. Choose another folder."
        case .cannotWrite(let path): "\(path) cannot be written. Check the folder and its permissions."
        }
    }

    static func text(of file: URL) throws(KeyError) -> String {
        do { return try String(contentsOf: file, encoding: .utf8) } catch { throw .noFile(file.path) }
    }
}
