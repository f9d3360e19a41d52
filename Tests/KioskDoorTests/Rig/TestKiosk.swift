import Crypto
import Hub
import Link
import NIOSSL
import Testing
import X509

@testable import KioskDoor

/// A kiosk's key and what the hub gave for it.
struct TestKiosk: Sendable {
    let id: KioskID
    let key: P256.Signing.PrivateKey
    /// Its certificates, in PEM.
    var chain: String

    /// A request for a certificate that names somebody in its subject.
    static func request(_ key: P256.Signing.PrivateKey, naming name: String = "whoever") throws -> String {
        try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName(name) }, privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes(), signatureAlgorithm: .ecdsaWithSHA256
        ).serializeAsPEM().pemString
    }

    /// A certificate that an authority signed, and which nobody noted.
    init(_ name: String, signedBy authority: Authority, at now: HubTime) throws {
        let key = P256.Signing.PrivateKey()
        let id = try #require(KioskID(name))
        (self.id, self.key) = (id, key)
        chain = try authority.issue(to: id, for: CertificateRequest(pem: Self.request(key)), at: now).chain
    }

    init(id: KioskID, key: P256.Signing.PrivateKey, chain: String) { (self.id, self.key, self.chain) = (id, key, chain) }

    /// How this kiosk connects; without one, how somebody without a certificate does.
    static func tls(_ kiosk: TestKiosk?, trusting authority: Authority) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: authority.der, format: .der)])
        if let kiosk {
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(kiosk.chain.utf8)).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(kiosk.key.derRepresentation), format: .der))
        }
        return tls
    }
}
