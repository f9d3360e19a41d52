import Dispatch
import Foundation
import Hub
import Synchronization

/// A few connections, each with a thread of its own: waiting for the database never holds up Swift's own threads.
final class ConnectionPool: Sendable {
    /// A piece of work for whichever connection is free next.
    private struct Job: Sendable {
        /// - Parameter isLast: no other connection is tried after this one.
        let work: @Sendable (inout Connection, _ isLast: Bool) -> Outcome
        /// Called instead when there is no connection.
        let refuse: @Sendable () -> Void
    }

    /// Whether a piece of work is over.
    enum Outcome {
        case done
        /// The connection was gone before anything was done: another one may do it.
        case again
    }

    private struct State {
        var jobs: [Job] = []
        /// Threads that have a connection.
        var connected = 0
        var isClosed = false
    }

    /// Some seconds of work: who comes later is told so, instead of waiting without end.
    private static let mostWaiting = 8_192
    /// How often a thread without a connection looks whether the others still have theirs. Seconds.
    private static let look = 0.1

    let url: String
    let size: Int
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    init(url: String, size: Int) {
        (self.url, self.size) = (url, size)
        for number in 1...size {
            let thread = Thread { [self] in work() }
            thread.name = "hub-database-\(number)"
            thread.start()
        }
    }

    /// Does a piece of work on a connection. Work that returns `nil` is done once more, on another connection.
    ///
    /// - Returns: `nil` when there is no connection.
    func run<T: Sendable>(_ work: @escaping @Sendable (inout Connection, _ isLast: Bool) -> T?) async -> T? {
        await withCheckedContinuation { (answer: CheckedContinuation<T?, Never>) in
            submit { connection, isLast in
                guard let result = work(&connection, isLast) else { return .again }
                answer.resume(returning: result)
                return .done
            } refuse: {
                answer.resume(returning: nil)
            }
        }
    }

    /// Has a piece of work done on the next free connection; `refuse` is called instead when there is none.
    func submit(
        _ work: @escaping @Sendable (inout Connection, _ isLast: Bool) -> Outcome, refuse: @escaping @Sendable () -> Void
    ) {
        let job = Job(work: work, refuse: refuse)
        let isTaken = state.withLock { state in
            guard !state.isClosed, state.jobs.count < Self.mostWaiting else { return false }
            state.jobs.append(job)
            return true
        }
        if isTaken { wake.signal() } else { job.refuse() }
    }

    /// Ends the threads when they have done what waits.
    ///
    /// - Returns: whether it was not closed before.
    @discardableResult
    func end() -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if isFirst { for _ in 0..<size { wake.signal() } }
        return isFirst
    }

    /// Ends the threads, and returns when they have ended.
    func close() async {
        guard end() else { return }
        await withCheckedContinuation { continuation in
            Thread { [self] in
                for _ in 0..<size { ended.wait() }
                continuation.resume()
            }.start()
        }
    }

    /// One thread: takes the next job, on a connection that it opens when it needs one.
    private func work() {
        var connection: Connection? = nil
        var pause = Backoff()
        while true {
            if connection == nil { rest(pause) }
            wake.wait()
            let next: Job?? = state.withLock { state in
                if !state.jobs.isEmpty { return state.jobs.removeFirst() }
                return state.isClosed ? .some(nil) : nil
            }
            guard let next else { continue }
            guard let job = next else { break }
            perform(job, on: &connection, pause: &pause)
        }
        _ = consume connection
        ended.signal()
    }

    /// Leaves the jobs to the threads that have a connection, until it is time to try again.
    private func rest(_ pause: Backoff) {
        while !pause.isOver(at: .now), state.withLock({ $0.connected > 0 && !$0.isClosed }) {
            Thread.sleep(forTimeInterval: Self.look)
        }
    }

    private func perform(_ job: Job, on connection: inout Connection?, pause: inout Backoff) {
        // Twice at most: once on the connection that there was, and once on a new one.
        for isLast in [false, true] {
            if connection == nil { connection = connect(&pause) }
            guard var open = connection.take() else { return leave(job) }
            let outcome = job.work(&open, isLast)
            if open.isBroken { state.withLock { $0.connected -= 1 } } else { connection = consume open }
            if case .done = outcome { return }
        }
        job.refuse()
    }

    /// A job that this thread has no connection for: another one has, or nobody.
    private func leave(_ job: Job) {
        let isLeft = state.withLock { state in
            guard state.connected > 0, !state.isClosed else { return false }
            state.jobs.insert(job, at: 0)
            return true
        }
        if isLeft { wake.signal() } else { job.refuse() }
    }

    private func connect(_ pause: inout Backoff) -> Connection? {
        guard pause.isOver(at: .now) else { return nil }
        do {
            let connection = try Connection(url)
            pause = Backoff()
            state.withLock { $0.connected += 1 }
            return connection
        } catch {
            pause.failed(at: .now)
            return nil
        }
    }
}

/// How long a database that was away is left alone: 0.1 s, then twice as long each time, 5 s at the most.
struct Backoff {
    private static let first = Duration.milliseconds(100)
    private static let longest = Duration.seconds(5)

    private var wait = Backoff.first
    private var until: ContinuousClock.Instant?

    func isOver(at now: ContinuousClock.Instant) -> Bool { until.map { now >= $0 } ?? true }

    /// How long to sleep until the next try.
    func rest(at now: ContinuousClock.Instant) -> Duration { until.map { max(.zero, now.duration(to: $0)) } ?? .zero }

    mutating func failed(at now: ContinuousClock.Instant) {
        until = now + wait
        wait = min(wait * 2, Self.longest)
    }
}
