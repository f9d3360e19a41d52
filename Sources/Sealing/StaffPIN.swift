import Crypto
import CryptoExtras
import Foundation

/// What configuration keeps of the staff's PIN: enough to check it, and slow to guess from.
///
/// Written `scrypt:ROUNDS:SALT:HASH`, salt and hash in Base64. Whoever can read the file can try ten thousand PINs within
/// the hour; the PIN keeps visitors out, not whoever holds the disk.
///
/// Source: scrypt, RFC 7914, with a block size of 8 and no parallel lanes.
public struct StaffPIN: Hashable, Sendable {
    private let rounds: Int
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// A fifth of a second and 16 MiB on the board.
    private static let usualRounds = 16_384
    /// A power of two; more takes memory that the board does not have.
    private static let allowedRounds: Set<Int> = [1_024, 2_048, 4_096, 8_192, 16_384, 32_768]
    private static let saltSizes = 8...64
    private static let hashSize = 32

    /// Hashes a PIN with a fresh salt; `nil` without memory for it.
    public init?(hashing digits: String) {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        guard let hash = StaffPIN.hash(digits, salt, StaffPIN.usualRounds) else { return nil }
        (rounds, self.salt, self.hash) = (StaffPIN.usualRounds, salt, hash)
    }

    /// Reads what ``text`` wrote; `nil` for anything else.
    public init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "scrypt", let rounds = Int(parts[1]), StaffPIN.allowedRounds.contains(rounds),
            let salt = Data(base64Encoded: String(parts[2])), StaffPIN.saltSizes.contains(salt.count),
            let hash = Data(base64Encoded: String(parts[3])), hash.count == StaffPIN.hashSize
        else { return nil }
        (self.rounds, self.salt, self.hash) = (rounds, Array(salt), Array(hash))
    }

    /// The line for the configuration.
    public var text: String {
        "scrypt:\(rounds):\(Data(salt).base64EncodedString()):\(Data(hash).base64EncodedString())"
    }

    /// Whether these are the digits. Takes a fifth of a second: never on the thread that draws.
    public func matches(_ digits: String) -> Bool {
        guard let tried = StaffPIN.hash(digits, salt, rounds), tried.count == hash.count else { return false }
        return zip(tried, hash).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func hash(_ digits: String, _ salt: [UInt8], _ rounds: Int) -> [UInt8]? {
        // It fails only where there is no memory for it; nobody is let in then.
        let key = try? KDF.Scrypt.deriveKey(
            from: Array(digits.utf8), salt: salt, outputByteCount: hashSize, rounds: rounds, blockSize: 8, parallelism: 1)
        return key.map { $0.withUnsafeBytes { Array($0) } }
    }
}

extension StaffPIN: CustomStringConvertible, CustomReflectable {
    public var description: String { "StaffPIN(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
