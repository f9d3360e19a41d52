import Intake

/// The body of `PUT /v1/intakes/{lookup}`: a sealed record and the week of its slip. Nothing else of a visit ever travels.
public struct IntakeDelivery: Hashable, Sendable {
    public var record: SealedRecord
    /// `nil` where the clock was not to be trusted.
    public var week: ISOWeek?

    public init(record: SealedRecord, week: ISOWeek?) { (self.record, self.week) = (record, week) }
}

extension IntakeDelivery: Codable {
    enum CodingKeys: String, CodingKey { case record, week }

    public init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        guard let bytes = Hex.bytes(try keys.decode(String.self, forKey: .record)), let record = SealedRecord(bytes: bytes) else {
            throw DecodingError.dataCorruptedError(
                forKey: .record, in: keys, debugDescription: "a record is \(SealedRecord.size) bytes in lower-case hexadecimal")
        }
        guard let week = WeekText.week(try keys.decode(String.self, forKey: .week)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .week, in: keys, debugDescription: "a week is like 2026-W47, or \(WeekText.unknown)")
        }
        self.init(record: record, week: week)
    }

    public func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: CodingKeys.self)
        try keys.encode(Hex.text(record.bytes), forKey: .record)
        try keys.encode(WeekText.text(of: week), forKey: .week)
    }
}

/// The hub's word that a record is on its disk. The same record always gets the same receipt.
public struct IntakeReceipt: Codable, Hashable, Sendable {
    /// The lookup in hexadecimal.
    public var lookup: String
    /// SHA-256 of the record's bytes in hexadecimal: the kiosk compares it before it erases anything.
    public var digest: String
    /// The hub's day on which the record came first, such as `2026-11-22`.
    public var received: String

    public init(lookup: Lookup, digest: [UInt8], received: String) {
        (self.lookup, self.digest, self.received) = (lookup.hex, Hex.text(digest), received)
    }

    /// Whether this is the receipt for a record: the lookup and the SHA-256 of its bytes.
    public func confirms(_ lookup: Lookup, digest: [UInt8]) -> Bool {
        self.lookup == lookup.hex && self.digest == Hex.text(digest)
    }
}

/// Bytes as pairs of lower-case hexadecimal digits.
public enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.underestimatedCount * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` unless there is an even number of lower-case digits.
    public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = value(of: digit) else { return nil }
            if let first = high { bytes.append(first << 4 | value) }
            high = high == nil ? value : nil
        }
        return high == nil ? bytes : nil
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}
