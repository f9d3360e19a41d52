import Crypto
import CryptoExtras
import Foundation

/// What the hub keeps of a password: enough to check it, and slow to guess from.
///
/// Written `scrypt:ROUNDS:BLOCK:LANES:SALT:HASH`, salt and hash in Base64, so that the cost can be raised later.
///
/// Source: scrypt, RFC 7914.
public struct PasswordHash: Hashable, Sendable {
    /// How much a guess costs.
    public struct Cost: Hashable, Sendable {
        /// A power of two. Range: 1,024–131,072.
        public let rounds: Int
        /// Range: 1–8.
        public let lanes: Int

        /// `nil` outside the ranges.
        public init?(rounds: Int, lanes: Int) {
            guard (1_024...131_072).contains(rounds), rounds & (rounds - 1) == 0, (1...8).contains(lanes) else { return nil }
            (self.rounds, self.lanes) = (rounds, lanes)
        }

        private init(_ rounds: Int, _ lanes: Int) { (self.rounds, self.lanes) = (rounds, lanes) }

        /// 32 MiB and three passes: what OWASP's cheat sheet on storing passwords asks of a machine with little memory.
        public static let usual = Cost(32_768, 3)
        /// For tests, which sign in hundreds of times.
        public static let least = Cost(1_024, 1)
    }

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    private static let blockSize = 8
    private static let saltSize = 16
    private static let hashSize = 32

    /// Hashes a password with a fresh salt; `nil` without memory for it. Takes some tenths of a second.
    public init?(hashing password: String, cost: Cost = .usual, random: inout some RandomNumberGenerator) {
        let salt = (0..<Self.saltSize).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        guard let hash = Self.hash(password, salt, cost) else { return nil }
        (self.cost, self.salt, self.hash) = (cost, salt, hash)
    }

    /// Reads what ``text`` wrote; `nil` for anything else.
    public init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), parts[2] == "\(Self.blockSize)",
            let lanes = Int(parts[3]), let cost = Cost(rounds: rounds, lanes: lanes),
            let salt = Data(base64Encoded: String(parts[4])), salt.count == Self.saltSize,
            let hash = Data(base64Encoded: String(parts[5])), hash.count == Self.hashSize
        else { return nil }
        (self.cost, self.salt, self.hash) = (cost, Array(salt), Array(hash))
    }

    /// The line for the store.
    public var text: String {
        let (salt, hash) = (Data(salt).base64EncodedString(), Data(hash).base64EncodedString())
        return "scrypt:\(cost.rounds):\(Self.blockSize):\(cost.lanes):\(salt):\(hash)"
    }

    /// Whether this is the password, in a time that does not depend on how much of it is right.
    ///
    /// Takes some tenths of a second: never on an event loop.
    public func matches(_ password: String) -> Bool {
        guard let tried = Self.hash(password, salt, cost), tried.count == hash.count else { return false }
        return zip(tried, hash).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// A hash that no password has: checked where nobody has the name that was typed, so that the answer takes as long.
    public static func nobody(cost: Cost = .usual) -> PasswordHash {
        PasswordHash(cost: cost, salt: [UInt8](repeating: 0, count: saltSize), hash: [UInt8](repeating: 0, count: hashSize))
    }

    private init(cost: Cost, salt: [UInt8], hash: [UInt8]) { (self.cost, self.salt, self.hash) = (cost, salt, hash) }

    private static func hash(_ password: String, _ salt: [UInt8], _ cost: Cost) -> [UInt8]? {
        // The same letters may be typed as one character or as two: both count as the same password.
        let bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        // It fails only where there is no memory for it; nobody is let in then.
        let key = try? KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: hashSize, rounds: cost.rounds, blockSize: blockSize, parallelism: cost.lanes)
        return key.map { $0.withUnsafeBytes { Array($0) } }
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    public var description: String { "PasswordHash(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
