/// A file that goes between a kiosk and its hub on a stick: one line that says what it is, checks and signs, and a body of JSON.
///
/// The line: kind, SHA-256 of the body, signature of the body (ECDSA on P-256 with SHA-256, in DER), each in hexadecimal with a
/// space between. What is in it is sealed as on the wire: whoever finds the stick reads no answer.
public struct StickFile: Hashable, Sendable {
    /// What is in the body.
    public enum Kind: String, CaseIterable, Sendable {
        /// An ``OutboxCrate``, from the kiosk to the hub.
        case outbox = "mrc-outbox/1"
        /// A ``ReceiptCrate``, from the hub to the kiosk.
        case receipts = "mrc-receipts/1"
    }

    public var kind: Kind
    /// SHA-256 of the body.
    public var digest: [UInt8]
    public var signature: [UInt8]
    /// JSON. Range: 0–``longestBody`` bytes.
    public var body: [UInt8]

    /// More than ``OutboxCrate/mostItems`` records take. Bytes.
    public static let longestBody = 8 << 20
    /// Longer than any first line. Bytes.
    private static let longestLine = 512

    public init(kind: Kind, digest: [UInt8], signature: [UInt8], body: [UInt8]) {
        (self.kind, self.digest, self.signature, self.body) = (kind, digest, signature, body)
    }

    /// As it stands on the stick.
    public var bytes: [UInt8] { Array("\(kind.rawValue) \(Hex.text(digest)) \(Hex.text(signature))\n".utf8) + body }

    /// Reads a file. Whether digest and signature are right is for whoever has the cryptography.
    ///
    /// - Throws: ``StickProblem``
    public init(bytes: [UInt8], expecting kind: Kind) throws(StickProblem) {
        guard let end = bytes.prefix(StickFile.longestLine).firstIndex(of: 0x0A) else { throw .notOne }
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, let found = Kind(rawValue: String(words[0])), let digest = Hex.bytes(words[1]), digest.count == 32,
            let signature = Hex.bytes(words[2])
        else { throw .notOne }
        guard found == kind else { throw .otherKind }
        guard bytes.count - end - 1 <= StickFile.longestBody else { throw .tooLarge }
        self.init(kind: found, digest: digest, signature: signature, body: Array(bytes[(end + 1)...]))
    }
}

/// Why a file from a stick is not taken. Never shows what is in it.
public enum StickProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case notOne, otherKind, tooLarge
    /// Digest or body are not what was written.
    case altered
    /// Not signed by whom it should be.
    case stranger

    public var description: String {
        switch self {
        case .notOne: "this is no file of a kiosk's outbox or of a hub's receipts"
        case .otherKind: "this file goes the other way: an outbox goes to the hub, receipts go to the kiosk"
        case .tooLarge: "the file is larger than \(StickFile.longestBody >> 20) MiB"
        case .altered: "the file was altered, or copied only in part; copy it again"
        case .stranger: "the file is not signed by a kiosk of this hub, or not by this kiosk's hub"
        }
    }
}

/// What a kiosk kept, for a hub that it cannot reach.
public struct OutboxCrate: Codable, Hashable, Sendable {
    /// The kiosk's certificate, in PEM: who signed.
    public var certificate: String
    public var deliveries: [Entry]
    /// Lookups of records that are called back, in hexadecimal.
    public var withdrawals: [String]

    /// A record under its lookup.
    public struct Entry: Codable, Hashable, Sendable {
        public var lookup: String
        public var delivery: IntakeDelivery

        public init(lookup: String, delivery: IntakeDelivery) { (self.lookup, self.delivery) = (lookup, delivery) }
    }

    /// Of records and calls back together. Chosen: years of a kiosk, some 4 MB.
    public static let mostItems = 10_000

    public init(certificate: String, deliveries: [Entry], withdrawals: [String]) {
        (self.certificate, self.deliveries, self.withdrawals) = (certificate, deliveries, withdrawals)
    }
}

/// What the hub took of an ``OutboxCrate``.
public struct ReceiptCrate: Codable, Hashable, Sendable {
    /// For each record that is on its disk.
    public var receipts: [IntakeReceipt]
    /// Lookups whose call back is settled, or whose record is void there, in hexadecimal.
    public var withdrawn: [String]
    /// Lookups of records that it does not take, in hexadecimal: they stay at the kiosk.
    public var refused: [String]

    public init(receipts: [IntakeReceipt], withdrawn: [String], refused: [String]) {
        (self.receipts, self.withdrawn, self.refused) = (receipts, withdrawn, refused)
    }
}
