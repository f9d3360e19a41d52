import Crypto
import Foundation

/// The public half of a kiosk's own key: with it anybody can check that a report is from this kiosk and was not changed.
///
/// Source: Ed25519, RFC 8032; the PEM frame is RFC 8410.
public struct KioskPublicKey: Hashable, Sendable {
    /// Thirty-two bytes.
    public let bytes: [UInt8]

    static let header: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    /// Bytes of the key's id in a signed note.
    static let idSize = 8

    /// The key in its plain 32 bytes; `nil` for another length, and for bytes that are no key.
    init?(bytes: [UInt8]) {
        guard (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil else { return nil }
        self.bytes = bytes
    }

    /// A PEM file as ``pem`` writes it, or 32 bytes in Base64.
    ///
    /// - Throws: ``KioskKeyProblem/notAKioskKey``
    public init(text: String) throws(KioskKeyProblem) {
        // Whatever the text lacks, what to do about it is the same.
        guard let found = try? KeyText(text), found.label == nil || found.label == "PUBLIC KEY" else { throw .notAKioskKey }
        let isFramed = KeyText.hasPrefix(KioskPublicKey.header, found.bytes)
        let plain = isFramed ? Array(found.bytes.dropFirst(KioskPublicKey.header.count)) : found.bytes
        guard isFramed || found.label == nil, let key = KioskPublicKey(bytes: plain) else { throw .notAKioskKey }
        self = key
    }

    /// The first eight bytes of the key's SHA-256.
    public var id: [UInt8] { Array(SHA256.hash(data: bytes).prefix(KioskPublicKey.idSize)) }

    /// The id in hexadecimal, for people who compare keys.
    public var idText: String { id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// A PEM file with this key.
    public var pem: String { KeyText.pem("PUBLIC KEY", KioskPublicKey.header + bytes) }

    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        // The bytes were looked at when the key was made: this cannot fail.
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

extension KioskPublicKey: CustomStringConvertible {
    public var description: String { "kiosk key \(idText)" }
}

/// What is wrong with a kiosk's own key.
public enum KioskKeyProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was given is no key of a kiosk.
    case notAKioskKey
    /// The file in the state folder holds no key.
    case damaged(path: String)
    /// The system refused; `number` is its `errno`.
    case refused(doing: String, path: String, number: Int32)

    public var description: String {
        switch self {
        case .notAKioskKey: "this is no key of a kiosk; expected is the PEM file that the kiosk printed, or 32 bytes in Base64"
        case .damaged(let path): "\(path) holds no key; take it away, and the kiosk makes another one at its next start"
        case .refused(let doing, let path, let number): "\(doing) \(path): the system refused (errno \(number))"
        }
    }
}
