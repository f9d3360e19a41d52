import Crypto
import SwiftASN1
import X509

/// A kiosk's request for a certificate: its public key, and the proof that it has the private one.
///
/// Source: RFC 2986 (PKCS #10).
struct CertificateRequest {
    let key: Certificate.PublicKey

    /// Reads PEM.
    ///
    /// - Throws: ``CertificateRequestProblem``
    init(pem: String) throws(CertificateRequestProblem) {
        // Whatever it lacks, what to do about it is the same.
        guard let request = try? CertificateSigningRequest(pemEncoded: pem) else { throw .unreadable }
        guard P256.Signing.PublicKey(request.publicKey) != nil else { throw .otherKey }
        guard request.publicKey.isValidSignature(request.signature, for: request) else { throw .unproven }
        key = request.publicKey
    }
}

/// Why a request for a certificate is refused.
enum CertificateRequestProblem: Error, Hashable, CustomStringConvertible {
    case unreadable, otherKey, unproven

    var description: String {
        switch self {
        case .unreadable: "certificate_request: expected is PKCS #10 in PEM"
        case .otherKey: "certificate_request: allowed are keys for ECDSA on P-256"
        case .unproven: "certificate_request: its signature is not that of its own key"
        }
    }
}
