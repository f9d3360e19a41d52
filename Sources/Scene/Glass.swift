/// The sheet that a scene is laid out on: its size in millimetres and in pixels.
public struct Glass: Hashable, Sendable {
    public var widthPixels: Int
    public var heightPixels: Int
    /// In millimetres.
    public var width: Double
    public var height: Double

    public init(widthPixels: Int, heightPixels: Int, width: Double, height: Double) {
        self.widthPixels = widthPixels
        self.heightPixels = heightPixels
        self.width = width
        self.height = height
    }

    public var pixelsPerMillimetre: Double { Double(widthPixels) / width }
    public var isPortrait: Bool { height > width }
    public var area: Area { Area(x: 0, y: 0, width: width, height: height) }
}

/// A rectangle in millimetres from the top left of the glass.
public struct Area: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var right: Double { x + width }
    public var bottom: Double { y + height }

    public func inset(_ dx: Double, _ dy: Double) -> Area {
        Area(x: x + dx, y: y + dy, width: max(0, width - 2 * dx), height: max(0, height - 2 * dy))
    }

    public func contains(x px: Double, y py: Double) -> Bool { px >= x && px < right && py >= y && py < bottom }

    /// Whether the two share more than a hair's breadth.
    public func overlaps(_ other: Area) -> Bool {
        x < other.right - 0.01 && other.x < right - 0.01 && y < other.bottom - 0.01 && other.y < bottom - 0.01
    }

    /// Whether `other` lies in it, to a hair's breadth.
    public func holds(_ other: Area) -> Bool {
        other.x >= x - 0.01 && other.y >= y - 0.01 && other.right <= right + 0.01 && other.bottom <= bottom + 0.01
    }

    /// The least distance between the two, along one axis; 0 where they touch or overlap.
    public func gap(to other: Area) -> Double {
        let dx = max(0, max(other.x - right, x - other.right))
        let dy = max(0, max(other.y - bottom, y - other.bottom))
        return max(dx, dy)
    }

    public func union(_ other: Area) -> Area {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Area(x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
    }

    /// Mirrored left to right within `frame`.
    func mirrored(in frame: Area) -> Area {
        Area(x: frame.x + (frame.right - right), y: y, width: width, height: height)
    }
}
