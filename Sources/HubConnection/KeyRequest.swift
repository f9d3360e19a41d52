import Crypto
import Link
import SwiftASN1
import X509

/// A new key of this kiosk, and the request to certify it.
///
/// ECDSA on P-256: what TLS 1.3 demands of everybody. Source: RFC 8446, 9.1; RFC 2986.
struct KeyRequest {
    /// The private key in PEM.
    let key: String
    /// PKCS #10 in PEM. It names nobody: who the kiosk is, the hub says.
    let request: String

    init() throws(HubLinkError) {
        do {
            let key = P256.Signing.PrivateKey()
            let request = try CertificateSigningRequest(
                version: .v1, subject: DistinguishedName { CommonName("MRC kiosk") }, privateKey: Certificate.PrivateKey(key),
                attributes: CertificateSigningRequest.Attributes(), signatureAlgorithm: .ecdsaWithSHA256)
            var serializer = DER.Serializer()
            try serializer.serialize(request)
            self.key = key.pemRepresentation
            self.request = PEMDocument(type: "CERTIFICATE REQUEST", derBytes: serializer.serializedBytes).pemString
        } catch {
            throw .badAnswer("no request can be made: \(error)")
        }
    }
}
