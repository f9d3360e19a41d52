/// A length on paper, counted in the printer's own dots.
public struct Dots: Hashable, Comparable, Sendable {
    /// How many dots.
    public var value: Int

    /// Makes a length of this many dots.
    public init(_ value: Int) {
        self.value = value
    }

    /// The dots of a thermal head with 203 dots per inch, in one millimetre.
    public static let perMillimetre = 203.0 / 25.4

    /// The nearest whole number of dots at 203 dots per inch.
    ///
    /// A length that no roll of paper has counts as the nearest one that an `Int` of dots can hold for a roll: ±100 m.
    public init(nearest length: Millimetres) {
        let farthest = 100_000.0 * Dots.perMillimetre
        let dots = length.value * Dots.perMillimetre
        value = dots.isFinite ? Int(min(max(dots, -farthest), farthest).rounded()) : 0
    }

    /// The length in millimetres at 203 dots per inch.
    public var length: Millimetres { Millimetres(Double(value) / Dots.perMillimetre) }

    public static func < (left: Dots, right: Dots) -> Bool {
        left.value < right.value
    }
}

extension Dots: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) {
        self.value = value
    }
}

extension Dots: AdditiveArithmetic {
    public static let zero = Dots(0)

    public static func + (left: Dots, right: Dots) -> Dots {
        Dots(left.value + right.value)
    }

    public static func - (left: Dots, right: Dots) -> Dots {
        Dots(left.value - right.value)
    }
}

extension Dots: CustomStringConvertible {
    public var description: String { "\(value) dots" }
}
