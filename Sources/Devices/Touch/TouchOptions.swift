/// Which device is the panel of this kiosk, and how it is mounted.
public struct TouchOptions: Hashable, Sendable {
    /// On which buses the panel may be; of two panels the one on the earlier bus counts.
    ///
    /// The default is every way in which panels are built in: `i2c`, `spi`, `rmi`, `host`, `untold`, `usb`. What is
    /// inside the case comes first, so that nothing which a visitor plugs in takes its place.
    public var buses: [InputBus]

    /// The names that the panel may have; empty: any.
    ///
    /// The default is any. A name that is given here also stands for the word of the technician that the device lies on
    /// the glass, where its driver does not say so.
    public var names: [NamePattern]

    /// With what the panel's place must begin, for example `usb-0000:01:00.0-1.2`; nil: anything.
    ///
    /// The default is anything.
    public var place: String?

    /// How far the glass is turned clockwise from the way that it was made for; picture and touch turn together.
    ///
    /// The default is `none`.
    public var turn: TouchAxes.Turn

    /// How the panel's numbers are bent to fit the picture. The default changes nothing.
    public var calibration: CalibrationMatrix

    /// Whether nobody else may read the panel while the kiosk does; else the console gets every touch too.
    ///
    /// The default is yes.
    public var grabs: Bool

    /// Whether a pointer with places on the glass and a left button counts as a panel for one finger, as the machines
    /// have that pretend to be a board.
    ///
    /// The default is no.
    public var takesTablets: Bool

    /// How panels are built into kiosks.
    public static let builtIn: [InputBus] = [.i2c, .spi, .rmi, .host, .untold, .usb]

    /// Chooses a panel.
    public init(
        buses: [InputBus] = TouchOptions.builtIn, names: [NamePattern] = [], place: String? = nil,
        turn: TouchAxes.Turn = .none, calibration: CalibrationMatrix = .identity, grabs: Bool = true,
        takesTablets: Bool = false
    ) {
        self.buses = buses
        self.names = names
        self.place = place
        self.turn = turn
        self.calibration = calibration
        self.grabs = grabs
        self.takesTablets = takesTablets
    }
}
