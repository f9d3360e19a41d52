import Devices
import Settings
import TOMLKit

/// What a wrong setting of the kiosk throws, for those who use no other part of `Settings`.
public typealias ConfigurationError = Settings.ConfigurationError

extension ConfigurationKeys {
    func millimetres(_ key: String, in range: ClosedRange<Millimetres>) throws(ConfigurationError) -> Millimetres? {
        let plain = range.lowerBound.value...range.upperBound.value
        let allowed = "a number of millimetres from \(plain.lowerBound) to \(plain.upperBound)"
        guard let number = try value(key, allowed, { $0.double ?? $0.int.map(Double.init) }) else { return nil }
        guard plain.contains(number) else { throw wrong(key, "is \(number); allowed is \(allowed)") }
        return Millimetres(number)
    }

    /// Values that a device refuses together.
    func checked<Value>(_ make: () throws(OutOfRange) -> Value) throws(ConfigurationError) -> Value {
        do { return try make() } catch { throw wrong("is wrong: \(error)") }
    }
}
