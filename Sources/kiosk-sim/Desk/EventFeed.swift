import Synchronization

/// Hands every message to everybody who listens at `GET /events`.
final class EventFeed: Sendable {
    /// How many may listen at once: some pages and some programs; more is a loop that forgot to close.
    static let mostListeners = 32
    /// How many messages wait for a slow listener; the oldest are dropped.
    static let longestWait = 256

    private struct State {
        var listeners: [Int: AsyncStream<SimulatorEvent>.Continuation] = [:]
        var nextID = 0
    }

    private let state = Mutex(State())

    /// All messages from now on.
    ///
    /// - Throws: `Refusal` with status 503 when too many listen.
    func listen() throws(Refusal) -> AsyncStream<SimulatorEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: SimulatorEvent.self, bufferingPolicy: .bufferingNewest(EventFeed.longestWait))
        let id: Int? = state.withLock { state in
            guard state.listeners.count < EventFeed.mostListeners else { return nil }
            state.nextID += 1
            state.listeners[state.nextID] = continuation
            return state.nextID
        }
        guard let id else {
            throw Refusal(
                code: 503, error: "too many listen", place: "/events",
                allowed: ["at most \(EventFeed.mostListeners) at once"])
        }
        continuation.onTermination = { [weak self] _ in self?.leave(id) }
        return stream
    }

    /// Tells everybody.
    func send(_ event: SimulatorEvent) {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield(event) }
    }

    /// How many listen now.
    var listeners: Int { state.withLock { $0.listeners.count } }

    private func leave(_ id: Int) {
        state.withLock { _ = $0.listeners.removeValue(forKey: id) }
    }
}
