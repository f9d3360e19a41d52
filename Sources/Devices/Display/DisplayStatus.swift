/// How far the kiosk has come with its screen.
public enum DisplayStatus: Hashable, Sendable {
    /// It has not looked yet.
    case starting
    /// There is no graphics card.
    case noCard
    /// The system refused; `number` is its `errno`.
    case refused(doing: String, number: Int32)
    /// Another program draws on the card, for example the boot splash.
    case inUse(card: String)
    /// The socket of the configuration is not on any card.
    case noConnector(wanted: String, present: [String])
    /// No panel is connected.
    case unplugged
    /// A panel is connected but has not said what it can show.
    case noModes(connector: String)
    /// A panel is connected and takes pictures.
    case connected(DisplayFacts)
    /// The kiosk left the screen; its last picture stays as long as the system lets it.
    case finished

    /// What to do about it, in words for the person at the case; nil when nothing.
    public var advice: String? {
        switch self {
        case .starting, .finished: nil
        case .connected(let facts): facts.isExact ? nil : "Set panel and turn in kiosk.toml to the panel that is built in."
        case .noCard: "Check that the system has a driver for the board's graphics."
        case .refused: "Check the service's rights on /dev/dri, and the system's journal."
        case .inUse: "Stop the other program that draws on the screen."
        case .noConnector: "Set the connector in kiosk.toml to one of those that there are, or leave it out."
        case .unplugged: "Check the panel's cable and power."
        case .noModes: "Check the panel's cable; try another one."
        }
    }
}

extension DisplayStatus: CustomStringConvertible {
    public var description: String {
        switch self {
        case .starting: "not looked for yet"
        case .noCard: "no graphics card"
        case .refused(let doing, let number): "\(doing): the system refused (errno \(number))"
        case .inUse(let card): "another program draws on \(card)"
        case .noConnector(let wanted, let present):
            "no socket \(wanted); there are \(present.isEmpty ? "none" : present.joined(separator: ", "))"
        case .unplugged: "no panel is connected"
        case .noModes(let connector): "the panel on \(connector) has not said what it can show"
        case .connected(let facts): "\(facts)"
        case .finished: "left, with its last picture"
        }
    }
}

/// What is known of a screen that takes pictures.
public struct DisplayFacts: Hashable, Sendable {
    /// The card's node, for example `/dev/dri/card0`.
    public var card: String
    /// The name of the card's driver, for example `vc4`.
    public var driver: String
    /// The socket, for example `HDMI-A-1`.
    public var connector: String
    /// How the panel is driven.
    public var mode: DisplayMode
    /// Whether the panel has exactly the picture's pixels; otherwise the picture stands in the middle.
    public var isExact: Bool
    /// Whether pictures are handed over in atomic commits.
    public var isAtomic: Bool
    /// Whether the panel's backlight can be set.
    public var hasBacklight: Bool

    /// Describes a screen.
    public init(
        card: String, driver: String, connector: String, mode: DisplayMode, isExact: Bool, isAtomic: Bool,
        hasBacklight: Bool
    ) {
        self.card = card
        self.driver = driver
        self.connector = connector
        self.mode = mode
        self.isExact = isExact
        self.isAtomic = isAtomic
        self.hasBacklight = hasBacklight
    }
}

extension DisplayFacts: CustomStringConvertible {
    public var description: String {
        let hertz = (mode.millihertz + 500) / 1_000
        return "\(connector) of \(card) (\(driver), \(isAtomic ? "atomic" : "legacy")): \(mode.width) × \(mode.height) "
            + "at \(hertz) Hz, \(hasBacklight ? "with" : "without") backlight"
            + (isExact ? "" : "; the panel has other pixels than the picture, which stands in the middle")
    }
}

/// What a screen did since the kiosk started.
public struct DisplayCounts: Hashable, Sendable {
    /// Pictures that were handed to the card.
    public var submissions: UInt64 = 0
    /// Pictures that came on the glass.
    public var flips: UInt64 = 0
    /// Pictures of which the card never said that they came.
    public var lostFlips: UInt64 = 0
    /// How often a panel was found.
    public var connections: UInt64 = 0
    /// When the last picture was handed to the card.
    public var lastSubmission: MonotonicTime?
    /// When the last picture came on the glass.
    public var lastFlip: MonotonicTime?

    /// Counts from nothing.
    public init() {}
}
