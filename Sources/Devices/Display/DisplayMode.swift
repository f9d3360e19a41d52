/// A way in which a panel can be driven: its own pixels and how often a second they are shown.
public struct DisplayMode: Hashable, Sendable {
    /// The panel's own pixels from left to right, before any turning.
    public var width: Int
    /// The panel's own rows.
    public var height: Int
    /// Pictures in a thousand seconds.
    public var millihertz: Int
    /// Whether the panel asks for this one.
    public var isPreferred: Bool
    /// Whether every other row is shown at a time, which flickers.
    public var isInterlaced: Bool
    /// Whether the panel is driven like this now, for example by the boot splash.
    public var isCurrent: Bool

    /// Describes a mode.
    public init(
        width: Int, height: Int, millihertz: Int = 60_000, isPreferred: Bool = false, isInterlaced: Bool = false,
        isCurrent: Bool = false
    ) {
        self.width = width
        self.height = height
        self.millihertz = millihertz
        self.isPreferred = isPreferred
        self.isInterlaced = isInterlaced
        self.isCurrent = isCurrent
    }

    /// What is aimed at: every panel of a kiosk shows 60 pictures a second.
    private static let usualMillihertz = 60_000

    /// Whether the panel's pixels are exactly those of the picture.
    public func isExact(for panel: Panel, turn: TouchAxes.Turn) -> Bool {
        let (width, height) = panel.ownPixels(turn: turn)
        return self.width == width && self.height == height
    }

    /// The place in the list of the mode to use; `nil` when there is none.
    ///
    /// It is one with exactly the right pixels: the one that runs already, so that the glass does not go black in
    /// between, else the one that the panel asks for, else the nearest to 60 Hz. Without any such it is the one that the
    /// panel asks for if the picture fits in, else the smallest that it fits in, else the largest that there is.
    public static func best(of modes: [DisplayMode], for panel: Panel, turn: TouchAxes.Turn) -> Int? {
        let steady = modes.indices.filter { !modes[$0].isInterlaced }
        let usable = steady.isEmpty ? Array(modes.indices) : steady
        let exact = usable.filter { modes[$0].isExact(for: panel, turn: turn) }
        if let best = exact.min(by: { modes[$0].rank < modes[$1].rank }) { return best }

        let (width, height) = panel.ownPixels(turn: turn)
        let roomy = usable.filter { modes[$0].width >= width && modes[$0].height >= height }
        if let preferred = roomy.first(where: { modes[$0].isPreferred }) { return preferred }
        return roomy.min { modes[$0].area < modes[$1].area } ?? usable.max { modes[$0].area < modes[$1].area }
    }

    private var area: Int { width * height }

    /// Of modes with the same pixels the lowest is the best.
    private var rank: (Int, Int, Int) {
        (isCurrent ? 0 : 1, isPreferred ? 0 : 1, abs(millihertz - DisplayMode.usualMillihertz))
    }
}

extension Panel {
    /// The pixels of the panel the way that it was made, when the picture is turned like this.
    public func ownPixels(turn: TouchAxes.Turn) -> (width: Int, height: Int) {
        switch turn {
        case .none, .half: (widthPixels, heightPixels)
        case .quarter, .threeQuarters: (heightPixels, widthPixels)
        }
    }
}
