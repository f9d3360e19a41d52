import Synchronization

/// Hands news to everybody who listens: each kind once for each listener, however often it was told before they looked.
public final class NewsStand: Sendable {
    private struct Listener {
        var unread: Set<HubNews> = []
        var wake: CheckedContinuation<HubNews?, Never>?
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    public init() {}

    /// Tells all who listen now.
    public func tell(_ news: HubNews) {
        let waiting = state.withLock { state in
            state.listeners.keys.compactMap { key -> CheckedContinuation<HubNews?, Never>? in
                if let wake = state.listeners[key]?.wake {
                    state.listeners[key]?.wake = nil
                    return wake
                }
                state.listeners[key]?.unread.insert(news)
                return nil
            }
        }
        for continuation in waiting { continuation.resume(returning: news) }
    }

    /// News from now on. Ends when the task that listens is cancelled, or with ``close()``.
    public func news() -> AsyncStream<HubNews> {
        let key = state.withLock { state -> Int in
            state.next += 1
            if !state.isClosed { state.listeners[state.next] = Listener() }
            return state.next
        }
        let reader = Reader(stand: self, key: key)
        return AsyncStream(unfolding: { await reader.next() }, onCancel: { reader.stop() })
    }

    /// Ends all that listen.
    public func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            let waiting = state.listeners.values.compactMap(\.wake)
            state.listeners = [:]
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: nil) }
    }

    /// One listener's end. When nobody holds it any more, nobody listens.
    private final class Reader: Sendable {
        private let stand: NewsStand
        private let key: Int

        init(stand: NewsStand, key: Int) { (self.stand, self.key) = (stand, key) }

        deinit { stop() }

        func stop() {
            let wake = stand.state.withLock { $0.listeners.removeValue(forKey: key)?.wake }
            wake?.resume(returning: nil)
        }

        func next() async -> HubNews? {
            await withCheckedContinuation { continuation in
                let now: HubNews?? = stand.state.withLock { state in
                    guard let listener = state.listeners[key] else { return .some(nil) }
                    if let news = listener.unread.first {
                        state.listeners[key]?.unread.remove(news)
                        return news
                    }
                    state.listeners[key]?.wake = continuation
                    return nil
                }
                if let now { continuation.resume(returning: now) }
            }
        }
    }
}
