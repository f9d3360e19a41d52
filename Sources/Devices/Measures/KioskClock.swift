/// The two clocks of a kiosk: the one that limits are measured on, and the one on the wall.
public protocol KioskClock: Sendable {
    /// The present moment; never goes back.
    var now: MonotonicTime { get }

    /// The date and time of day, with the trust that they deserve.
    var wall: WallTime { get }

    /// Waits until the moment has come; returns at once when it has passed.
    ///
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func sleep(until moment: MonotonicTime) async throws(CancellationError)
}
