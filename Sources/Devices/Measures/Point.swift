/// A place on the glass, from the top left corner as the visitor sees it.
public struct Point: Hashable, Sendable {
    /// The distance from the left edge.
    public var x: Millimetres
    /// The distance from the upper edge.
    public var y: Millimetres

    /// Makes a place on the glass.
    public init(x: Millimetres, y: Millimetres) {
        self.x = x
        self.y = y
    }

    /// The straight distance to another place.
    public func distance(to other: Point) -> Millimetres {
        let across = x.value - other.x.value
        let down = y.value - other.y.value
        return Millimetres((across * across + down * down).squareRoot())
    }
}

extension Point: CustomStringConvertible {
    public var description: String { "(\(x.value), \(y.value)) mm" }
}
