import Synchronization

/// The sending end of a port's stream, which outlives its listeners: a kiosk that starts anew listens anew.
///
/// What is sent while nobody listens waits, but at most ``longestWait`` messages, the oldest dropped first.
public final class Outlet<Message: Sendable>: Sendable {
    /// How many messages wait for a listener: a second of a busy touch panel.
    public static var longestWait: Int { 256 }

    private struct State {
        var continuation: AsyncStream<Message>.Continuation?
        var waiting: [Message] = []
        var generation = 0
    }

    private let state = Mutex(State())

    /// Makes an outlet that nobody listens to yet.
    public init() {}

    /// A new stream that begins with what waited; the earlier stream ends.
    public func open() -> AsyncStream<Message> {
        open { $0 }
    }

    /// A new stream that begins with the present state instead; the earlier stream ends.
    public func open(first: () -> Message) -> AsyncStream<Message> {
        open { _ in [first()] }
    }

    /// Sends a message to the listener, or keeps it for the next one.
    ///
    /// - Returns: whether it was added without the oldest one being dropped.
    @discardableResult
    public func send(_ message: Message) -> Bool {
        state.withLock { state in
            if let continuation = state.continuation {
                if case .dropped = continuation.yield(message) { return false }
                return true
            }
            state.waiting.append(message)
            guard state.waiting.count > Self.longestWait else { return true }
            state.waiting.removeFirst()
            return false
        }
    }

    /// The state is read while nothing can be sent, so that no change falls between it and the stream.
    private func open(beginning: ([Message]) -> [Message]) -> AsyncStream<Message> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Message.self, bufferingPolicy: .bufferingNewest(Self.longestWait))
        let (earlier, generation) = state.withLock { state in
            let earlier = state.continuation
            for message in beginning(state.waiting) { continuation.yield(message) }
            state.waiting = []
            state.continuation = continuation
            state.generation += 1
            return (earlier, state.generation)
        }
        earlier?.finish()
        continuation.onTermination = { [weak self] _ in self?.close(generation) }
        return stream
    }

    private func close(_ generation: Int) {
        state.withLock { state in
            if state.generation == generation { state.continuation = nil }
        }
    }
}
