import Crypto
import Foundation
import Hub
import Link
import NIOSSL
import SwiftASN1
import X509

extension Authority {
    /// How long a kiosk's certificate is good: a kiosk that has no network for a year still comes back. Days.
    public static let kioskLife = 400

    /// A certificate for a kiosk's key. Whose it is, the hub says; what the request names is not looked at.
    ///
    /// - Throws: ``AuthorityError/cannotSign(reason:)``
    func issue(to kiosk: KioskID, for request: CertificateRequest, at now: HubTime) throws(AuthorityError) -> KioskCertificate {
        let expires = now + .seconds(Int64(Self.kioskLife) * 86_400)
        let certificate = try sign(
            request.key, subject: kiosk.text, until: Date(timeIntervalSince1970: Double(expires.seconds)), names: [],
            usage: .clientAuth)
        let chain = PEMDocument(type: "CERTIFICATE", derBytes: certificate).pemString + "\n" + pem
        return KioskCertificate(
            chain: chain,
            note: IssuedCertificate(fingerprint: Self.fingerprint(certificate), kiosk: kiosk, expires: expires))
    }

    /// A certificate for the hub itself, with a new key that is kept only in memory: made at every start, so it never nears
    /// its end, and no file of it can be stolen.
    ///
    /// It has no end, as the authority has none: a kiosk whose clock runs ahead must reach the hub to learn the time. Who could
    /// steal its key from this machine could take the authority's as well, so an end would protect nobody.
    ///
    /// - Throws: ``AuthorityError/cannotSign(reason:)``
    func issueHub(names: [HubName]) throws(AuthorityError) -> HubIdentity {
        let key = P256.Signing.PrivateKey()
        let leaf = try sign(
            Certificate.PublicKey(key.publicKey), subject: "MRC hub", until: Self.never,
            names: names.map(\.generalName), usage: .serverAuth)
        do {
            return HubIdentity(
                // The authority comes with it: a new kiosk knows it only by its pin.
                chain: try [leaf, der].map { try NIOSSLCertificate(bytes: $0, format: .der) },
                key: try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der))
        } catch {
            throw .cannotSign(reason: "\(error)")
        }
    }

    /// What the store knows a certificate by.
    static func fingerprint(_ der: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: der)) }

    private func sign(
        _ publicKey: Certificate.PublicKey, subject: String, until end: Date, names: [GeneralName], usage: ExtendedKeyUsage.Usage
    ) throws(AuthorityError) -> [UInt8] {
        do {
            let certificate = try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey, notValidBefore: Self.beginning,
                notValidAfter: end, issuer: self.certificate.subject, subject: DistinguishedName { CommonName(subject) },
                signatureAlgorithm: .ecdsaWithSHA256,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true))
                    try ExtendedKeyUsage([usage])
                    SubjectKeyIdentifier(hash: publicKey)
                    AuthorityKeyIdentifier(
                        keyIdentifier: SubjectKeyIdentifier(hash: self.certificate.publicKey).keyIdentifier)
                    if !names.isEmpty { SubjectAlternativeNames(names) }
                }, issuerPrivateKey: Certificate.PrivateKey(key))
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            return serializer.serializedBytes
        } catch {
            throw .cannotSign(reason: "\(error)")
        }
    }
}

/// A certificate of a kiosk: what it gets, and what the store notes.
struct KioskCertificate {
    /// Its own and the authority's, in PEM.
    var chain: String
    var note: IssuedCertificate
}

/// What the hub shows who connects, and the key to it.
struct HubIdentity {
    var chain: [NIOSSLCertificate]
    var key: NIOSSLPrivateKey
}
