import Intake
import Crypto
import Foundation

/// The public half of the key that a migrant resource centre's counsellors hold: all that a kiosk ever has of it.
///
/// Source: X25519, RFC 7748.
public struct MRCPublicKey: Hashable, Sendable {
    /// Thirty-two bytes.
    public let bytes: [UInt8]

    /// The key in its plain 32 bytes.
    ///
    /// - Throws: ``MRCKeyProblem`` for another length, or for one of the few points with which no secret can be agreed.
    public init(bytes: [UInt8]) throws(MRCKeyProblem) {
        guard bytes.count == 32 else { throw .wrongLength(found: bytes.count) }
        guard Curve25519.KeyAgreement.PrivateKey().agrees(withPoint: bytes) else { throw .notAKey }
        self.bytes = bytes
    }

    /// A key as it is handed over: 32 bytes in Base64, or a PEM file that holds an X25519 public key.
    ///
    /// Lines that begin with `#` are comments.
    ///
    /// - Throws: ``MRCKeyProblem``, which says what was found instead.
    public init(text: String) throws(MRCKeyProblem) {
        let found = try KeyText(text)
        if found.label?.contains("PRIVATE") == true || KeyText.hasPrefix(KeyText.privateHeader, found.bytes) {
            throw .isPrivate
        }
        if let label = found.label, label != "PUBLIC KEY" { throw .otherKind }
        guard found.label != nil || found.bytes.count == KeyText.publicHeader.count + 32 else {
            try self.init(bytes: found.bytes)
            return
        }
        guard KeyText.hasPrefix(KeyText.publicHeader, found.bytes) else { throw .otherKind }
        try self.init(bytes: Array(found.bytes.dropFirst(KeyText.publicHeader.count)))
    }

    /// The first eight bytes of the key's SHA-256: which key a record was sealed to.
    public var id: [UInt8] { Array(SHA256.hash(data: bytes).prefix(SealedRecord.keyIDSize)) }

    /// The id in hexadecimal, for people who compare keys.
    public var idText: String { id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// A PEM file with this key.
    public var pem: String { KeyText.pem("PUBLIC KEY", KeyText.publicHeader + bytes) }

    func agreementKey() throws -> Curve25519.KeyAgreement.PublicKey {
        try Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
    }
}

extension MRCPublicKey: CustomStringConvertible {
    public var description: String { "MRC key \(idText)" }
}
