import Intake
import Crypto
import CryptoExtras
import Foundation

/// What scrypt makes of a code: the key that the record is locked with besides the MRC's, and the lookup.
///
/// Both come from the same slow computation under different labels; from one the other cannot be found. It takes some
/// tenths of a second and 32 MiB: never on the thread that draws.
///
/// A code has 33 bits, which is too few for a key that stands alone (RFC 9180, 9.5): this one never does. Who tries all
/// codes on a record needs the MRC's private key as well, and then some twenty years of one desktop core.
///
/// Source: scrypt, RFC 7914; HKDF, RFC 5869.
public struct CodeKeys: Sendable {
    /// What the ledger and the hub call the token by.
    public let lookup: Lookup

    let presharedKey: SymmetricKey

    /// Derives the keys. Each of the MRC's keys gives other ones.
    ///
    /// - Throws: ``SealingError/derivation`` if there is no memory for it.
    public init(
        code: Code, mrcKeyID: [UInt8], version: SealVersion = .current
    ) throws(SealingError) {
        var digits = Array(code.digits.utf8)
        defer { digits.wipe() }
        let salt = Array("\(version.domain) code ".utf8) + mrcKeyID
        let parameters = version.scrypt
        let secret: SymmetricKey
        do {
            secret = try KDF.Scrypt.deriveKey(
                from: digits, salt: salt, outputByteCount: 32, rounds: parameters.rounds,
                blockSize: parameters.blockSize, parallelism: parameters.parallelism)
        } catch {
            throw .derivation
        }
        presharedKey = CodeKeys.derive("psk", 32, from: secret, version: version)
        let name = CodeKeys.derive("lookup", Lookup.size, from: secret, version: version)
        guard let lookup = name.withUnsafeBytes({ Lookup(bytes: $0) }) else { throw .derivation }
        self.lookup = lookup
    }

    private static func derive(
        _ label: String, _ count: Int, from secret: SymmetricKey, version: SealVersion
    ) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, info: Data("\(version.domain) \(label)".utf8), outputByteCount: count)
    }
}

extension CodeKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "CodeKeys(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
