/// The name of a kiosk: what technicians call it, such as `amman-airport-2`. It names a machine and nobody else.
public struct KioskID: Hashable, Sendable, Comparable {
    public let text: String

    /// Lower-case letters, digits and hyphens; the first is a letter. Range: 1–40 characters.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard (1...40).contains(bytes.count), let first = bytes.first, (0x61...0x7A).contains(first),
            bytes.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        self.text = String(text)
    }

    public static func < (a: KioskID, b: KioskID) -> Bool { a.text < b.text }
}

extension KioskID: CustomStringConvertible {
    public var description: String { text }
}

extension KioskID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = KioskID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a kiosk's name has 1 to 40 lower-case letters, digits and hyphens")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Which kiosks get a new guide first.
public enum GuideChannel: String, CaseIterable, Codable, Hashable, Sendable {
    /// A machine on a technician's table.
    case test
    /// A few kiosks that people use.
    case canary
    /// Everywhere.
    case all
}
