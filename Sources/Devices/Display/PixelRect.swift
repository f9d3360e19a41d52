/// A rectangle of whole pixels; one without width or height is empty.
public struct PixelRect: Hashable, Sendable {
    /// The left edge.
    public var x: Int
    /// The upper edge.
    public var y: Int
    /// Pixels from left to right, never negative.
    public var width: Int
    /// Pixels from top to bottom, never negative.
    public var height: Int

    /// Makes a rectangle; a negative width or height counts as none.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The rectangle that holds nothing.
    public static let empty = PixelRect(x: 0, y: 0, width: 0, height: 0)

    /// Whether it holds no pixel.
    public var isEmpty: Bool { width == 0 || height == 0 }

    /// The first column to the right of it.
    public var right: Int { x.saturatingAdd(width) }

    /// The first row below it.
    public var bottom: Int { y.saturatingAdd(height) }

    /// How many pixels it holds.
    public var area: Int { width.saturatingMultiply(height) }

    /// The smallest rectangle around both.
    public func union(_ other: PixelRect) -> PixelRect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return PixelRect(left: min(x, other.x), top: min(y, other.y), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }

    /// What both share; empty when they do not meet.
    public func intersection(_ other: PixelRect) -> PixelRect {
        let shared = PixelRect(left: max(x, other.x), top: max(y, other.y), right: min(right, other.right),
            bottom: min(bottom, other.bottom))
        return shared.isEmpty ? .empty : shared
    }

    /// Whether the pixel lies inside.
    public func contains(x: Int, y: Int) -> Bool {
        x >= self.x && x < right && y >= self.y && y < bottom
    }

    private init(left: Int, top: Int, right: Int, bottom: Int) {
        let width = right.subtractingReportingOverflow(left)
        let height = bottom.subtractingReportingOverflow(top)
        self.init(
            x: left, y: top, width: width.overflow ? Int.max : width.partialValue,
            height: height.overflow ? Int.max : height.partialValue)
    }
}

extension Int {
    fileprivate func saturatingAdd(_ other: Int) -> Int {
        let sum = addingReportingOverflow(other)
        return sum.overflow ? (other > 0 ? .max : .min) : sum.partialValue
    }

    fileprivate func saturatingMultiply(_ other: Int) -> Int {
        let product = multipliedReportingOverflow(by: other)
        return product.overflow ? .max : product.partialValue
    }
}
