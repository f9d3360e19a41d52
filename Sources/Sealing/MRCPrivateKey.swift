import Crypto
import Foundation

/// The private half of the key: it stays at the centre, and no kiosk ever holds it.
public struct MRCPrivateKey: Sendable {
    let key: Curve25519.KeyAgreement.PrivateKey

    /// A new key from the system's randomness.
    public init() { key = Curve25519.KeyAgreement.PrivateKey() }

    /// The key in its plain 32 bytes.
    ///
    /// - Throws: ``MRCKeyProblem`` for another length.
    public init(bytes: [UInt8]) throws(MRCKeyProblem) {
        guard bytes.count == 32 else { throw .wrongLength(found: bytes.count) }
        do { key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) } catch { throw .notAKey }
    }

    /// A PEM file that ``pem`` wrote, or any other that holds an unencrypted X25519 private key.
    ///
    /// - Throws: ``MRCKeyProblem``, which never says what the file holds.
    public init(text: String) throws(MRCKeyProblem) {
        let found = try KeyText(text)
        guard found.label == "PRIVATE KEY", KeyText.hasPrefix(KeyText.privateHeader, found.bytes) else {
            throw .otherKind
        }
        try self.init(bytes: Array(found.bytes.dropFirst(KeyText.privateHeader.count)))
    }

    /// The half that goes to the kiosks.
    public var publicKey: MRCPublicKey {
        get throws(MRCKeyProblem) { try MRCPublicKey(bytes: Array(key.publicKey.rawRepresentation)) }
    }

    /// A key of 32 bytes for another use: who has this one can always make it again, and from it this one cannot be found.
    ///
    /// Source: HKDF, RFC 5869, with SHA-256 and the label as its information.
    public func derivedKey(label: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key.rawRepresentation), info: Data(label.utf8), outputByteCount: 32)
    }

    /// A PEM file with this key, unencrypted: for a medium that is locked away.
    public var pem: String { KeyText.pem("PRIVATE KEY", KeyText.privateHeader + Array(key.rawRepresentation)) }
}

extension MRCPrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "MRCPrivateKey(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
