/// How much a finger may tremble, roll, bounce and rest without doing what its owner did not mean.
public struct TouchTolerance: Hashable, Sendable {
    /// How far a finger may wander from where it touched down and still counts as not moved.
    ///
    /// The default is 6 mm, just under half of the smallest control. Range: 0–12.7 mm.
    public let slack: Millimetres

    /// How long after a touch another one near it is taken for its echo.
    ///
    /// The default is 0.25 s. Range: 0–0.5 s.
    ///
    /// Source: EN 301 549 V3.2.1, 5.8: a second press within a settable time up to 0.5 s is ignored.
    public let retouchGuard: Duration

    /// How long a contact may rest without movement before it is taken for a fault of the panel or a thing put on it.
    ///
    /// The default is 30 s. Range: 5–300 s.
    public let stuckAfter: Duration

    /// The longest axis that a fingertip has; anything wider is a palm or a sleeve and never acts.
    ///
    /// The default is 25 mm. Range: 10–100 mm.
    public let widestFinger: Millimetres

    /// The tolerance that suits most people.
    public static let standard = TouchTolerance()

    /// What ``slack`` may be.
    public static let slackRange: ClosedRange<Millimetres> = 0...12.7
    /// What ``retouchGuard`` may be.
    public static let retouchGuardRange: ClosedRange<Duration> = .zero ... .milliseconds(500)
    /// What ``stuckAfter`` may be.
    public static let stuckAfterRange: ClosedRange<Duration> = .seconds(5) ... .seconds(300)
    /// What ``widestFinger`` may be.
    public static let widestFingerRange: ClosedRange<Millimetres> = 10...100

    /// A contact that is lost and comes back near by within this time was never lifted, whatever the guard is set to.
    static let bounce: Duration = .milliseconds(60)

    /// How near another touch must be for ``retouchGuard`` to take it for an echo.
    ///
    /// 20 mm, so that somebody who types quickly on a number pad with keys beside each other loses nothing but a
    /// double strike.
    static let echoRadius: Millimetres = 20

    /// How far off the glass a place may be reported because of rounding.
    static let edge: Millimetres = 2

    private init() {
        slack = 6
        retouchGuard = .milliseconds(250)
        stuckAfter = .seconds(30)
        widestFinger = 25
    }

    /// Sets the tolerance for one kiosk.
    ///
    /// - Throws: `OutOfRange`, which names the first setting that is not allowed.
    public init(
        slack: Millimetres = 6, retouchGuard: Duration = .milliseconds(250), stuckAfter: Duration = .seconds(30),
        widestFinger: Millimetres = 25
    ) throws(OutOfRange) {
        try OutOfRange.check(slack, in: TouchTolerance.slackRange, "touch slack")
        try OutOfRange.check(retouchGuard, in: TouchTolerance.retouchGuardRange, "touch guard")
        try OutOfRange.check(stuckAfter, in: TouchTolerance.stuckAfterRange, "touch stuck after")
        try OutOfRange.check(widestFinger, in: TouchTolerance.widestFingerRange, "widest finger")
        self.slack = slack
        self.retouchGuard = retouchGuard
        self.stuckAfter = stuckAfter
        self.widestFinger = widestFinger
    }
}
