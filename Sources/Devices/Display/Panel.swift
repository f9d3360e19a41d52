/// A screen as it is bought: its pixels and the size of its picture.
public struct Panel: Hashable, Sendable {
    /// The name that configuration and tools use, for example `ten-inch`.
    public var name: String
    /// Pixels from left to right.
    public var widthPixels: Int
    /// Pixels from top to bottom.
    public var heightPixels: Int
    /// The width of the picture.
    public var width: Millimetres
    /// The height of the picture.
    public var height: Millimetres

    /// Describes a screen.
    public init(name: String, widthPixels: Int, heightPixels: Int, width: Millimetres, height: Millimetres) {
        self.name = name
        self.widthPixels = widthPixels
        self.heightPixels = heightPixels
        self.width = width
        self.height = height
    }

    /// Pixels in a millimetre from left to right.
    public var pixelsPerMillimetreAcross: Double { Double(widthPixels) / width.value }

    /// Pixels in a millimetre from top to bottom.
    public var pixelsPerMillimetreDown: Double { Double(heightPixels) / height.value }

    /// Pixels in a millimetre along the denser axis, so that no size on the glass is smaller than it was promised.
    ///
    /// The two axes differ on the 7" panel, whose pixels are not square (5.19 and 5.59).
    public var pixelsPerMillimetre: Double { max(pixelsPerMillimetreAcross, pixelsPerMillimetreDown) }

    /// The same screen, mounted upright.
    public var portrait: Panel {
        Panel(
            name: name + "-portrait", widthPixels: heightPixels, heightPixels: widthPixels,
            width: height, height: width)
    }

    /// The place on the glass of the middle of a pixel.
    public func point(atPixelX x: Int, y: Int) -> Point {
        Point(
            x: Millimetres((Double(x) + 0.5) / pixelsPerMillimetreAcross),
            y: Millimetres((Double(y) + 0.5) / pixelsPerMillimetreDown))
    }

    /// The place in pixels, which may lie between two of them or off the glass.
    public func pixel(at point: Point) -> (x: Double, y: Double) {
        (point.x.value * pixelsPerMillimetreAcross, point.y.value * pixelsPerMillimetreDown)
    }

    /// The whole glass as a rectangle of pixels.
    public var bounds: PixelRect { PixelRect(x: 0, y: 0, width: widthPixels, height: heightPixels) }
}

extension Panel {
    /// 7", 800 × 480.
    public static let sevenInch = Panel(
        name: "seven-inch", widthPixels: 800, heightPixels: 480, width: 154.08, height: 85.92)

    /// 10.1", 1280 × 800: the kiosk's usual screen.
    public static let tenInch = Panel(
        name: "ten-inch", widthPixels: 1280, heightPixels: 800, width: 216.96, height: 135.6)

    /// 15.6", 1920 × 1080.
    public static let fifteenInch = Panel(
        name: "fifteen-inch", widthPixels: 1920, heightPixels: 1080, width: 344.2, height: 193.6)

    /// Every profile, lying and upright.
    public static let all: [Panel] = [sevenInch, tenInch, fifteenInch].flatMap { [$0, $0.portrait] }

    /// The profile of that name, for example `ten-inch` or `seven-inch-portrait`; nil when there is none.
    public static func named(_ name: String) -> Panel? {
        all.first { $0.name == name }
    }
}
