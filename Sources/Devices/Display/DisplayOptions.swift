/// How the kiosk finds its screen and what it does with it.
public struct DisplayOptions: Hashable, Sendable {
    /// The graphics card's node, for example `/dev/dri/card1`.
    ///
    /// The default is none: the first card with a panel is taken.
    public let card: String?

    /// The socket of the card, as the system names it, for example `HDMI-A-1` or `DSI-1`.
    ///
    /// The default is none: a socket whose panel has exactly the right pixels, or else the first one with a panel.
    public let connector: String?

    /// How far the glass is turned clockwise from the way that it was made for; turns picture and touch together.
    ///
    /// The default is not at all.
    public let turn: TouchAxes.Turn

    /// The backlight while somebody may be looking. Percent, 1–100; the default is 100.
    public let fullPercent: Int

    /// The backlight while nobody has been there for a while. Percent, 1–100; the default is 20.
    ///
    /// A panel without a backlight of its own, which is every one on an HDMI cable, is not dimmed.
    public let dimPercent: Int

    /// How pictures are handed to the card. The default is the best way that it knows.
    public let drawing: Drawing

    /// How pictures are handed to a card.
    public enum Drawing: String, CaseIterable, Hashable, Sendable {
        /// Atomic commits where the card knows them, and the older way where not.
        case automatic
        /// The older way, also on a card that says that it knows atomic commits and is wrong about it.
        case legacy
        /// The older way without page flips: for a card that accepts them and never tells when they are done.
        case still
    }

    /// What a share of the backlight may be. Percent.
    public static let percents = 1...100

    /// Describes a screen.
    ///
    /// - Throws: `OutOfRange` when a brightness is no percentage from 1 to 100.
    public init(
        card: String? = nil, connector: String? = nil, turn: TouchAxes.Turn = .none, fullPercent: Int = 100,
        dimPercent: Int = 20, drawing: Drawing = .automatic
    ) throws(OutOfRange) {
        try OutOfRange.check(fullPercent, in: DisplayOptions.percents, "the full brightness in percent")
        try OutOfRange.check(dimPercent, in: DisplayOptions.percents, "the dimmed brightness in percent")
        self.init(
            card: card, connector: connector, turn: turn, checkedFull: fullPercent, checkedDim: dimPercent, drawing: drawing)
    }

    /// The screen that is found, not turned, with the usual brightness.
    public static let standard = DisplayOptions(
        card: nil, connector: nil, turn: .none, checkedFull: 100, checkedDim: 20, drawing: .automatic)

    private init(
        card: String?, connector: String?, turn: TouchAxes.Turn, checkedFull: Int, checkedDim: Int, drawing: Drawing
    ) {
        self.card = card
        self.connector = connector
        self.turn = turn
        fullPercent = checkedFull
        dimPercent = checkedDim
        self.drawing = drawing
    }

    /// The share of the backlight for a light; none when it is off. Percent.
    public func percent(for light: PanelLight) -> Int {
        switch light {
        case .off: 0
        case .dim: dimPercent
        case .full: fullPercent
        }
    }
}
