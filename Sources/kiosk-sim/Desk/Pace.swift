import Devices

/// Keeps a program's taps so far apart that no two are taken for one.
///
/// A person's fingers cannot be faster than the guards against a double strike; a program's can.
struct Pace: Sendable {
    /// From the end of one tap to the start of the next.
    let gap: Duration
    private var free = MonotonicTime.boot

    /// Makes a pace with this much time between two taps.
    init(gap: Duration) {
        self.gap = gap
    }

    /// For whole touches: a little more than the guard of a touch panel.
    static let touches = Pace(gap: TouchTolerance.standard.retouchGuard + .milliseconds(30))

    /// For whole presses of keys: a little more than the guard of a debouncer.
    static let presses = Pace(gap: Debouncer().repeatGuard + Debouncer().settle + .milliseconds(10))

    /// Takes the next turn, for a tap of this length: the moment at which it begins.
    mutating func turn(at now: MonotonicTime, length: Duration) -> MonotonicTime {
        let start = max(now, free)
        free = start + length + gap
        return start
    }
}
