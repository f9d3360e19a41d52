/// A moment on the clock that only ever goes forward.
///
/// Every time limit of the kiosk is measured on it; the wall clock is for dates on paper and may be wrong.
public struct MonotonicTime: Hashable, Comparable, Sendable {
    /// The time since the board started.
    public var sinceBoot: Duration

    /// Makes the moment this long after the start of the board.
    public init(sinceBoot: Duration) {
        self.sinceBoot = sinceBoot
    }

    /// The moment at which the board started.
    public static let boot = MonotonicTime(sinceBoot: .zero)

    public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.sinceBoot < right.sinceBoot
    }

    /// The moment this much later.
    public static func + (time: MonotonicTime, span: Duration) -> MonotonicTime {
        MonotonicTime(sinceBoot: time.sinceBoot + span)
    }

    /// The moment this much earlier.
    public static func - (time: MonotonicTime, span: Duration) -> MonotonicTime {
        MonotonicTime(sinceBoot: time.sinceBoot - span)
    }

    /// The time from the right moment to the left one.
    public static func - (left: MonotonicTime, right: MonotonicTime) -> Duration {
        left.sinceBoot - right.sinceBoot
    }

    /// Moves this moment later.
    public static func += (time: inout MonotonicTime, span: Duration) {
        time.sinceBoot += span
    }
}
