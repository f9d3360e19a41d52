/// Where staff are.
public enum StaffPage: Hashable, Sendable {
    case report, languages
    /// What is new in the guide.
    case changes
    case pin
    /// What can be tried, with what came of it.
    case tests
    /// The targets that were hit, and where the glass felt a finger last.
    case touch(hit: Set<Int>, felt: Spot?)
    /// Where the glass felt the crosses that were touched so far.
    case calibration([Spot])
    /// The four points are being made into a setting.
    case fitting
    /// The setting is on trial; or the points did not fit.
    case calibrated(Bool)
    case screen(ScreenPattern)
    case sound
    case printing(SlipKind)
    /// "Did it work?"
    case asked(StaffTest)
    /// The names of the buttons that were pressed.
    case buttons(Set<String>)
}

/// What staff can try.
public enum StaffTest: String, Hashable, Sendable, CaseIterable { case touch, calibration, screen, sound, print, buttons }

/// What staff meant by touching a control.
public enum StaffAction: Hashable, Sendable {
    /// Closes the staff page.
    case finish
    case report, languages, changes
    /// Shows large pages to many people; everybody may do that.
    case group
    case askPIN, digit(Int), erase, enter
    case tests
    case test(StaffTest)
    /// A target of the touch test, by its number.
    case hit(Int)
    case nextPattern
    /// Says the sentence of the sound test once more.
    case listen
    case printReport
    case worked(StaffTest, Bool)
    /// The new setting of the touch panel is good.
    case keep
}

/// A point of the glass, as the picture stands on it.
public struct Spot: Hashable, Sendable {
    /// From the left. Range: 0–1 on the glass, beyond it where a panel is badly set.
    public var x: Double
    /// From the top. Range: as `x`.
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Where the four crosses of the set-up page stand, in the order in which they are touched.
    ///
    /// An eighth from the edges, where every panel feels well.
    public static let corners = [
        Spot(x: 0.125, y: 0.125), Spot(x: 0.875, y: 0.125), Spot(x: 0.875, y: 0.875), Spot(x: 0.125, y: 0.875),
    ]

}

/// A cross, and where the glass felt the finger that touched it.
public struct CalibrationMark: Hashable, Sendable {
    public var shown: Spot
    public var felt: Spot

    public init(shown: Spot, felt: Spot) {
        self.shown = shown
        self.felt = felt
    }
}

/// A picture that shows a screen's faults: dead dots, a colour that is missing, an edge that is cut off.
public enum ScreenPattern: String, Hashable, Sendable, CaseIterable {
    case red, green, blue, white, black
    /// Lines every ten millimetres and along the very edge.
    case grid
}

/// What is known of whoever has the staff page open.
public struct StaffSession: Equatable, Sendable {
    /// Whether the right PIN was given.
    public var isTrusted = false
    /// The digits typed so far.
    public var pin = PIN()
    public var outcome: Outcome?

    public enum Outcome: Equatable, Sendable { case checking, wrong }

    public init() {}
}
