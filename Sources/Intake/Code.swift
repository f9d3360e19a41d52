/// The number on a slip: ten random digits and two check digits, by which a visitor finds the counsellor again.
///
/// It names nobody and has no meaning: no site, no date, no order. Printing or logging it by accident shows
/// `Code(hidden)`; only ``digits`` and ``groups`` give it away, and only the glass, the slip and the seal ask for them.
///
/// Source: ISO/IEC 7064, MOD 97-10.
public struct Code: Hashable, Sendable {
    /// Ten digits times one hundred plus the check digits. Range: 0 to 999 999 999 999.
    private let number: UInt64

    /// How many digits a code has, check digits included.
    public static let length = 12

    /// A new code; every one of the ten thousand million is as likely as any other.
    public init(random: inout some RandomNumberGenerator) {
        let body = UInt64.random(in: 0..<Code.bodies, using: &random)
        number = body * 100 + Code.checkDigits(of: body)
    }

    /// The code that ``packed`` gave, or `nil` if the check digits do not fit.
    public init?(packed: UInt64) {
        guard packed < Code.bodies * 100, packed % 100 == Code.checkDigits(of: packed / 100) else { return nil }
        number = packed
    }

    /// The code as one number, for a QR code. Range: 0 to 999 999 999 999, so five bytes hold it.
    public var packed: UInt64 { number }

    /// All twelve digits, Latin, without spaces.
    public var digits: String {
        let plain = String(number)
        return String(repeating: "0", count: Code.length - plain.utf8.count) + plain
    }

    /// Three groups of four digits, as they are shown and printed.
    public var groups: [String] {
        let all = Array(digits)
        return stride(from: 0, to: Code.length, by: 4).map { String(all[$0..<$0 + 4]) }
    }

    private static let bodies: UInt64 = 10_000_000_000

    /// The two digits that make the whole number leave 1 when divided by 97. Range: 2–98.
    private static func checkDigits(of body: UInt64) -> UInt64 { 98 - body * 100 % 97 }
}

extension Code {
    /// The code that a visitor typed.
    ///
    /// Spaces, dashes and invisible direction marks are passed over. Digits of any script count.
    public static func check(_ typed: String) -> Result<Code, CodeProblem> {
        var found = 0
        var number: UInt64 = 0
        for scalar in typed.unicodeScalars where !scalar.separatesDigits {
            guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else {
                return .failure(.notADigit)
            }
            found += 1
            if found <= length { number = number * 10 + UInt64(value) }
        }
        guard found == length else { return .failure(.wrongLength(found: found)) }
        guard let code = Code(packed: number) else { return .failure(.wrongCheckDigits) }
        return .success(code)
    }
}

extension Code: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Code(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Unicode.Scalar {
    /// Whether people and keyboards put this between groups of digits without meaning anything by it.
    fileprivate var separatesDigits: Bool {
        switch properties.generalCategory {
        case .spaceSeparator, .dashPunctuation, .format, .control: true
        default: self == "\u{2212}"
        }
    }
}
