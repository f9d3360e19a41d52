/// A picture of the icon family: shapes on a square of 48 units, in one colour.
public struct Icon: Hashable, Sendable {
    public var shapes: [Shape]

    public struct Shape: Hashable, Sendable {
        public var path: [PathStep]
        public var isFilled: Bool
        /// In units of the square; `nil`: no stroke.
        public var strokeWidth: Double?
        /// Range: 0–1.
        public var opacity: Double
    }

    /// A step of a path, in absolute units.
    public enum PathStep: Hashable, Sendable {
        case move(Double, Double)
        case line(Double, Double)
        case curve(Double, Double, Double, Double, Double, Double)
        case close
    }

    /// Side of the square that icons are drawn on.
    static let side = 48.0
}

/// What was wrong with an icon's file.
public struct IconError: Error, Equatable, CustomStringConvertible {
    public var description: String
}
