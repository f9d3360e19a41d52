/// A length on the glass, on the case or on paper.
public struct Millimetres: Hashable, Comparable, Sendable {
    /// The length in millimetres.
    public var value: Double

    /// Makes a length of this many millimetres.
    public init(_ value: Double) {
        self.value = value
    }

    public static func < (left: Millimetres, right: Millimetres) -> Bool {
        left.value < right.value
    }

    /// The length times a factor.
    public static func * (length: Millimetres, factor: Double) -> Millimetres {
        Millimetres(length.value * factor)
    }

    /// The length divided by a number.
    public static func / (length: Millimetres, divisor: Double) -> Millimetres {
        Millimetres(length.value / divisor)
    }

    /// How many times one length goes into the other.
    public static func / (length: Millimetres, unit: Millimetres) -> Double {
        length.value / unit.value
    }
}

extension Millimetres: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(floatLiteral value: Double) {
        self.value = value
    }

    public init(integerLiteral value: Int) {
        self.value = Double(value)
    }
}

extension Millimetres: AdditiveArithmetic {
    public static let zero = Millimetres(0)

    public static func + (left: Millimetres, right: Millimetres) -> Millimetres {
        Millimetres(left.value + right.value)
    }

    public static func - (left: Millimetres, right: Millimetres) -> Millimetres {
        Millimetres(left.value - right.value)
    }
}

extension Millimetres: CustomStringConvertible {
    public var description: String { "\(value) mm" }
}
