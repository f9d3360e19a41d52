import Crypto

extension Curve25519.KeyAgreement.PrivateKey {
    /// Whether a secret can be agreed with the point: a few points give zero, to everybody who asks.
    ///
    /// swift-crypto leaves this check to its callers. Source: RFC 9180, 7.1.4; RFC 7748, 6.1.
    func agrees(withPoint bytes: some Sequence<UInt8>) -> Bool {
        // Both calls fail only for a wrong length, and then nothing can be agreed either: `try?`.
        guard let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: Array(bytes)),
            let secret = try? sharedSecretFromKeyAgreement(with: point)
        else { return false }
        return secret.withUnsafeBytes { $0.reduce(0, |) } != 0
    }
}
