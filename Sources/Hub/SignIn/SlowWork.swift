import Dispatch
import Synchronization

/// Threads for what takes tenths of a second: scrypt. The loops that answer everybody else never wait for it.
public final class SlowWork: Sendable {
    /// Each takes 32 MiB while it runs.
    public static let usualThreads = 2
    /// Chosen: who is the seventeenth waits some seconds; it is better to ask again.
    public static let mostWaiting = 16

    private let queues: [DispatchQueue]
    private let state = Mutex<(waiting: Int, next: Int)>((0, 0))

    /// - Parameter threads: how many do it side by side. Range: from 1. The default is ``usualThreads``.
    public init(threads: Int = usualThreads) {
        queues = (0..<max(1, threads)).map { DispatchQueue(label: "slow-work-\($0)", qos: .userInitiated) }
    }

    /// Does it, or returns `nil` at once where ``mostWaiting`` wait already.
    public func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result? {
        let place: Int? = state.withLock { state in
            guard state.waiting < SlowWork.mostWaiting else { return nil }
            state.waiting += 1
            state.next = (state.next + 1) % queues.count
            return state.next
        }
        guard let place else { return nil }
        defer { state.withLock { $0.waiting -= 1 } }
        return await withCheckedContinuation { continuation in
            queues[place].async { continuation.resume(returning: work()) }
        }
    }
}
