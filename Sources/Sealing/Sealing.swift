import Intake
import Crypto
import Foundation

extension SealedRecord {
    /// A record and what to call it by.
    public struct Sealed: Sendable {
        public let record: SealedRecord
        public let lookup: Lookup
    }

    /// Encodes and locks what one visit has to say; the encoded answers are wiped from memory afterwards.
    ///
    /// - Throws: ``SealingError``, with ``SealingError/payload(_:)`` for answers that do not belong to the form.
    public static func seal(
        _ payload: Payload, form: Form, code: Code, to key: MRCPublicKey
    ) throws(SealingError) -> Sealed {
        var bytes: [UInt8]
        do { bytes = try payload.encode(form: form) } catch { throw .payload(error) }
        defer { bytes.wipe() }
        return try seal(bytes, code: code, to: key)
    }

    /// Locks an encoded payload twice: to the MRC's key and to the code.
    ///
    /// It takes as long as ``CodeKeys``. Afterwards this machine cannot open it.
    ///
    /// Source: RFC 9180, 5.1.2 (mode PSK), 6.1 (single shot).
    ///
    /// - Throws: ``SealingError`` unless there are ``Payload/size`` bytes.
    public static func seal(_ payload: [UInt8], code: Code, to key: MRCPublicKey) throws(SealingError) -> Sealed {
        guard payload.count == Payload.size else {
            throw .wrongPayloadSize(found: payload.count, expected: Payload.size)
        }
        let version = SealVersion.current
        let keys = try CodeKeys(code: code, mrcKeyID: key.id, version: version)
        let header = [version.rawValue] + key.id
        let bytes: [UInt8]
        do {
            var sender = try HPKE.Sender(
                recipientKey: key.agreementKey(), ciphersuite: version.suite, info: version.info,
                presharedKey: keys.presharedKey, presharedKeyIdentifier: Data(keys.lookup.bytes))
            let ciphertext = try sender.seal(payload, authenticating: header)
            bytes = header + Array(sender.encapsulatedKey) + Array(ciphertext)
        } catch {
            throw .badKey
        }
        guard let record = SealedRecord(bytes: bytes) else { throw .badKey }
        return Sealed(record: record, lookup: keys.lookup)
    }

    /// The encoded payload, for who has the code and the MRC's private key.
    ///
    /// - Throws: ``SealingError``; a wrong code, a wrong key and a changed byte cannot be told apart.
    public func open(code: Code, with key: MRCPrivateKey) throws(SealingError) -> [UInt8] {
        guard let version = SealVersion(rawValue: version) else { throw .unknownVersion(version) }
        return try open(CodeKeys(code: code, mrcKeyID: keyID, version: version), with: key)
    }

    /// The same, where the slow part is done already: the hub derives the keys to find the record.
    ///
    /// - Throws: as ``open(code:with:)``.
    public func open(_ keys: CodeKeys, with key: MRCPrivateKey) throws(SealingError) -> [UInt8] {
        guard let version = SealVersion(rawValue: version) else { throw .unknownVersion(version) }
        guard let ownID = try? key.publicKey.id, ownID == keyID else { throw .otherKey(id: keyID) }
        guard key.key.agrees(withPoint: encapsulatedKey) else { throw .doesNotOpen }
        do {
            var recipient = try HPKE.Recipient(
                privateKey: key.key, ciphersuite: version.suite, info: version.info,
                encapsulatedKey: Data(encapsulatedKey), presharedKey: keys.presharedKey,
                presharedKeyIdentifier: Data(keys.lookup.bytes))
            return Array(try recipient.open(ciphertext, authenticating: header))
        } catch {
            throw .doesNotOpen
        }
    }
}

extension SealVersion {
    var suite: HPKE.Ciphersuite {
        switch self {
        case .one: .Curve25519_SHA256_ChachaPoly
        }
    }

    var info: Data { Data("\(domain) intake record".utf8) }
}
