/// How many events a device may send before it has to wait, so that none keeps the others from their turn.
public struct EventBudget: Sendable {
    /// How many events fit into one window.
    public let most: Int
    /// How long a window lasts.
    public let window: Duration

    /// How many windows were too short for what came.
    public private(set) var overruns = 0

    private var began: MonotonicTime?
    private var taken = 0

    /// Makes a budget that is whole.
    public init(most: Int, window: Duration) {
        self.most = most
        self.window = window
    }

    /// When the next window begins; nil before the first event.
    public var reopening: MonotonicTime? { began.map { $0 + window } }

    /// What one loss of events counts for: the kernel's queue of a device holds at least so many.
    ///
    /// Source: Linux `drivers/input/evdev.c`, `EVDEV_MIN_BUFFER_SIZE`.
    public static let eventsOfLoss = 64

    /// Takes room for one event, or for so many; `false`: the device has to wait until ``reopening``.
    public mutating func take(_ count: Int = 1, at now: MonotonicTime) -> Bool {
        guard let began, now >= began, now - began < window else {
            began = now
            taken = count
            if taken > most { overruns += 1 }
            return taken <= most
        }
        if taken <= most, taken + count > most { overruns += 1 }
        taken = min(taken + count, most + 1)
        return taken <= most
    }
}
