import Crypto
import Foundation
import Hub
import SwiftASN1
import X509

/// The hub's own authority: it signs the hub's certificate and those of the kiosks, and nobody else trusts it.
///
/// Its key is ECDSA on P-256: TLS 1.3 demands it of everybody, and BoringSSL takes Ed25519 only where both sides ask for it.
/// Hubs that stand before one database have the same authority: copy its file before their first start.
///
/// Source: RFC 5280; RFC 8446, 9.1.
public struct Authority: Sendable {
    let key: P256.Signing.PrivateKey
    let certificate: Certificate
    /// Its certificate in DER.
    public let der: [UInt8]

    /// The name of its file in the data folder: the key and the certificate, in PEM.
    public static let fileName = "authority.pem"

    /// Where all its certificates begin: long before any kiosk was made.
    ///
    /// A board without a battery may start in any year after that, and must find the hub's certificate good to learn the
    /// time from it. An early beginning gives nothing away: before the hub had its key nobody could sign with it.
    static let beginning = Date(timeIntervalSince1970: 946_684_800)

    /// Where certificates end that no device in the field can exchange in time: never.
    ///
    /// Source: RFC 5280, 4.1.2.5: "no well-defined expiration date" is 99991231235959Z.
    static let never = Date(timeIntervalSince1970: 253_402_300_799)

    /// A new authority, kept nowhere.
    ///
    /// - Throws: ``AuthorityError/cannotSign(reason:)``
    public init() throws(AuthorityError) {
        let key = P256.Signing.PrivateKey()
        do {
            let signer = Certificate.PrivateKey(key)
            // A part of the key in the name keeps the authorities of several hubs apart.
            let id = SHA256.hash(data: key.publicKey.derRepresentation).prefix(4).map { String($0, radix: 16) }.joined()
            let name = try DistinguishedName { CommonName("MRC hub \(id)") }
            let certificate = try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: signer.publicKey,
                notValidBefore: Self.beginning, notValidAfter: Self.never, issuer: name, subject: name,
                signatureAlgorithm: .ecdsaWithSHA256,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                    Critical(KeyUsage(keyCertSign: true))
                    SubjectKeyIdentifier(hash: signer.publicKey)
                }, issuerPrivateKey: signer)
            try self.init(key: key, certificate: certificate)
        } catch {
            throw .cannotSign(reason: "\(error)")
        }
    }

    private init(key: P256.Signing.PrivateKey, certificate: Certificate) throws {
        self.key = key
        self.certificate = certificate
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        der = serializer.serializedBytes
    }

    /// The authority in a data folder, made at the first start. It is on the disk before anything is signed with it.
    ///
    /// - Throws: ``AuthorityError``
    public init(in folder: URL) throws(AuthorityError) {
        let path = folder.appending(path: Self.fileName).path
        do {
            if let bytes = try SecretFile.read(path) {
                self = try Authority(text: String(decoding: bytes, as: UTF8.self), path: path)
                return
            }
            let new = try Authority()
            if try SecretFile.make(Array(new.text.utf8), at: path) {
                self = new
                return
            }
            self = try Authority(text: String(decoding: SecretFile.read(path) ?? [], as: UTF8.self), path: path)
        } catch let error as AuthorityError {
            throw error
        } catch let error as SecretFileError {
            throw .file(error)
        } catch {
            throw .cannotSign(reason: "\(error)")
        }
    }

    private init(text: String, path: String) throws(AuthorityError) {
        // Whatever the file lacks, what to do about it is the same.
        guard let documents = try? PEMDocument.parseMultiple(pemString: text),
            documents.map(\.discriminator) == ["PRIVATE KEY", "CERTIFICATE"],
            let key = try? P256.Signing.PrivateKey(derRepresentation: documents[0].derBytes),
            let certificate = try? Certificate(derEncoded: documents[1].derBytes),
            certificate.publicKey == Certificate.PublicKey(key.publicKey),
            let authority = try? Authority(key: key, certificate: certificate)
        else { throw .damaged(path: path) }
        self = authority
    }

    /// Its certificate in PEM: what a kiosk trusts from its enrolment on.
    public var pem: String { PEMDocument(type: "CERTIFICATE", derBytes: der).pemString + "\n" }

    private var text: String {
        PEMDocument(type: "PRIVATE KEY", derBytes: Array(key.derRepresentation)).pemString + "\n" + pem
    }
}

extension Authority: CustomStringConvertible, CustomReflectable {
    public var description: String { "Authority(\(pin))" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why there is no authority, or why it did not sign.
public enum AuthorityError: Error, Hashable, Sendable, CustomStringConvertible {
    case file(SecretFileError)
    /// The file is there and holds none.
    case damaged(path: String)
    case cannotSign(reason: String)

    public var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .damaged(let path):
            "\(path) holds no authority of a hub. Restore it from the backup: with another one every kiosk must be enrolled again."
        case .cannotSign(let reason): "a certificate cannot be signed: \(reason)"
        }
    }
}
