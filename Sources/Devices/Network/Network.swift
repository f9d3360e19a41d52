/// The way out of the kiosk, where there is one.
public protocol Network: Sendable {
    /// Whether there is a way out: now, and at each change; for one listener.
    var isUp: AsyncStream<Bool> { get }
}
