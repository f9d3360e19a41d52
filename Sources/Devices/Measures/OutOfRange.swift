/// A setting that a device cannot work with.
public struct OutOfRange: Error, Hashable, Sendable, CustomStringConvertible {
    /// The setting.
    public var setting: String
    /// What was given, with its unit.
    public var given: String
    /// What is allowed, with its unit.
    public var allowed: String

    /// Makes the error for one setting.
    public init(setting: String, given: String, allowed: String) {
        self.setting = setting
        self.given = given
        self.allowed = allowed
    }

    public var description: String { "\(setting) is \(given); allowed is \(allowed)" }

    /// Refuses a value outside its range.
    ///
    /// - Throws: `OutOfRange`, which names the setting, the value and the range.
    static func check<Value: Comparable>(
        _ value: Value, in range: ClosedRange<Value>, _ setting: String
    ) throws(OutOfRange) {
        // A number that is none is not equal to itself.
        guard value == value, range.contains(value) else {
            throw OutOfRange(
                setting: setting, given: "\(value)", allowed: "\(range.lowerBound) to \(range.upperBound)")
        }
    }
}
