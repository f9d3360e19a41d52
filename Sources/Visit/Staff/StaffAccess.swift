/// What the staff of one kiosk may do on its glass, and how they get there.
public struct StaffAccess: Equatable, Sendable {
    /// Whether a PIN is set; without one the staff page can only be read.
    ///
    /// The default is `false`.
    public var hasPIN: Bool

    /// The buttons that are wired, by the names that configuration gives them; the button test lists them.
    public var buttons: [String]

    /// The staff page closes after this long without a touch.
    ///
    /// The default is 120 s. Range: 30–600 s.
    public var untilEnd: Duration

    /// Nobody but readers, and no buttons.
    public static let readOnly = StaffAccess()

    /// Describes what staff may do.
    public init(hasPIN: Bool = false, buttons: [String] = [], untilEnd: Duration = .seconds(120)) {
        self.hasPIN = hasPIN
        self.buttons = buttons
        self.untilEnd = untilEnd
    }

    /// A new setting of the touch panel that nobody confirms is dropped after this long. Chosen: long enough to touch a
    /// cross, short enough to wait for when touch does not work any more.
    static let untilDropped = Duration.seconds(20)
}

/// The wait after wrong PINs. It outlives the staff page and restarts, so that neither leaving nor pulling the cable shortens it.
public struct StaffLock: Equatable, Sendable {
    /// PINs that were tried since the last right one.
    public var tries = 0
    /// No PIN is looked at before this moment, since boot.
    public var waitUntil: Duration?
    /// What the page says of that: whole seconds left.
    public var secondsLeft = 0

    /// Tries before the machine slows down.
    public static let freeTries = 3
    /// No further try is counted: by then the wait is the longest.
    static let mostTries = freeTries + 12
    /// The wait after the first try too many; it doubles with each further one.
    static let firstWait = Duration.seconds(30)
    /// The longest wait. Ten thousand PINs then take more than a year.
    static let longestWait = Duration.seconds(3_600)

    /// Nobody has tried a PIN.
    public init() {}

    /// As it is after a start: who has tried too often waits from now on, for as long as after the last try.
    public init(afterTries tries: Int, at now: Duration) {
        self.tries = min(max(tries, 0), StaffLock.mostTries)
        wait(from: now)
    }

    /// Counts a try before it is looked at: who walks away from the answer has still tried.
    mutating func noteTry(at now: Duration) {
        tries = min(tries + 1, StaffLock.mostTries)
        wait(from: now)
    }

    private mutating func wait(from now: Duration) {
        guard tries >= StaffLock.freeTries else { return }
        let doublings = tries - StaffLock.freeTries
        waitUntil = now + min(StaffLock.firstWait * (1 << doublings), StaffLock.longestWait)
        count(at: now)
    }

    /// Brings the seconds up to date, and ends the wait when it is over.
    mutating func count(at now: Duration) {
        guard let until = waitUntil else { return }
        let left = until - now
        secondsLeft = left > .zero ? Int((left + .milliseconds(999)).components.seconds) : 0
        if left <= .zero { waitUntil = nil }
    }
}
