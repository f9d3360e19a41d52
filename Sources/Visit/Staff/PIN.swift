/// The digits of staff. Its description tells nothing.
public struct PIN: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// How many digits a PIN may have.
    public static let lengths = 4...8

    /// At most eight.
    public private(set) var digits = ""

    /// No digit yet.
    public init() {}

    /// `nil` unless `digits` are four to eight of 0–9.
    public init?(_ digits: String) {
        guard PIN.lengths.contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self.digits = digits
    }

    /// Whether there are enough digits to look at.
    var isWhole: Bool { PIN.lengths.contains(digits.utf8.count) }

    mutating func type(_ digit: Int) {
        guard (0...9).contains(digit), digits.utf8.count < PIN.lengths.upperBound else { return }
        digits += String(digit)
    }

    mutating func erase() { if !digits.isEmpty { digits.removeLast() } }

    public var description: String { "PIN(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
