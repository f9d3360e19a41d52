/// What the kiosk and the hub call a token by: sixteen bytes that scrypt makes from the code.
///
/// The code itself is stored nowhere. Who holds only a lookup cannot find the code but by trying them all.
public struct Lookup: Hashable, Sendable {
    /// Sixteen bytes.
    public let bytes: [UInt8]

    /// How many bytes a lookup has.
    public static let size = 16

    /// Stands where no record is: in pictures of pages.
    public static let none = Lookup(zeros: size)

    private init(zeros count: Int) { bytes = [UInt8](repeating: 0, count: count) }

    /// `nil` unless there are ``size`` bytes.
    public init?(bytes: some Sequence<UInt8>) {
        let all = Array(bytes)
        guard all.count == Lookup.size else { return nil }
        self.bytes = all
    }

    /// The lookup that ``hex`` gave, upper or lower case; `nil` for anything else.
    public init?(hex: some StringProtocol) {
        let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == Lookup.size * 2 else { return nil }
        var all: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            all.append(UInt8(high * 16 + low))
        }
        bytes = all
    }

    /// Thirty-two lower-case digits, for the hub's addresses.
    public var hex: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Lookup: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Lookup(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
