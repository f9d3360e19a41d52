import CSystemd
import Devices
import Glibc
import Synchronization

/// One thread that waits for everything at once: input, page flips, timers, and the work of its actors.
///
/// It is the executor of the actors that own devices and of the kiosk itself, so that a touch becomes a picture without
/// a change of thread. Nothing that runs on it may wait.
///
/// The corresponding system calls are `epoll_wait(2)` and `eventfd(2)`.
public final class EventLoop: SerialExecutor {
    /// What is told when a descriptor is ready.
    public typealias Handler = @Sendable (Readiness) -> Void

    private let name: String
    private let epoll: Int32
    private let bell: Int32
    private let work = Mutex(Work())
    private let turns = Atomic<UInt64>(0)
    private let thread = Atomic<UInt>(0)

    // Touched on the loop's own thread only; `checkIsolated` holds callers to it.
    private nonisolated(unsafe) var watches: [UInt64: (descriptor: Int32, handler: Handler)] = [:]
    private nonisolated(unsafe) var timers = TimerQueue()
    private nonisolated(unsafe) var nextID: UInt64 = 1

    private struct Work {
        var jobs: [UnownedJob] = []
        var isRinging = false
        var isStopped = false
    }

    /// How many events one turn takes. Chosen: more than a kiosk has descriptors.
    private static let eventsPerTurn = 32
    /// Marks the bell among the descriptors; watches count from one.
    private static let bellID: UInt64 = 0

    /// Makes a loop and starts its thread, which lives until ``stop()``.
    ///
    /// `name` is shown by the system's tools; at most 15 letters of it.
    ///
    /// - Throws: ``SystemFailure`` when the system has no descriptor or thread left.
    public init(name: String) throws(SystemFailure) {
        self.name = String(name.prefix(15))
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw SystemFailure(doing: "make the loop \(name)") }
        bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard bell >= 0 else {
            let failure = SystemFailure(doing: "make the bell of the loop \(name)")
            close(epoll)
            throw failure
        }
        try add(bell, [.readable], EventLoop.bellID)
        try start()
    }

    deinit {
        close(bell)
        close(epoll)
    }

    private func start() throws(SystemFailure) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let me = Unmanaged.passRetained(self)
        let status = pthread_create(&thread, &attributes, { argument in
            guard let argument else { return nil }
            Unmanaged<EventLoop>.fromOpaque(argument).takeRetainedValue().turn()
            return nil
        }, me.toOpaque())
        guard status == 0 else {
            me.release()
            throw SystemFailure(doing: "start the thread of the loop \(name)", number: status)
        }
    }

    /// Ends the thread after the work that waits; for tests and for the end of the process.
    public func stop() {
        work.withLock { $0.isStopped = true }
        ring()
    }

    /// How often the loop went round: whoever counts turns knows that input is still asked for.
    public var rounds: UInt64 { turns.load(ordering: .relaxed) }

    /// The present moment on the clock of all limits, which input events carry too.
    ///
    /// The corresponding clock is `CLOCK_MONOTONIC`.
    public var now: MonotonicTime { .present }

    // MARK: Descriptors and timers; on the loop's thread only

    /// Calls `handler` on this loop whenever the descriptor is ready; an error or a hang-up counts as readable.
    ///
    /// - Throws: ``SystemFailure`` when the system cannot wait for this descriptor.
    public func watch(
        _ descriptor: Int32, for interest: Readiness, _ handler: @escaping Handler
    ) throws(SystemFailure) -> Watch {
        checkIsolated()
        let id = newID()
        try add(descriptor, interest, id)
        watches[id] = (descriptor, handler)
        return Watch(loop: self, id: id)
    }

    /// Calls `action` on this loop once, so much later; not before.
    public func after(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> Watch {
        at(now + delay, action)
    }

    /// Calls `action` on this loop once, when the moment has come.
    public func at(_ moment: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> Watch {
        checkIsolated()
        let id = newID()
        timers.add(id, at: moment, action)
        return Watch(loop: self, id: id)
    }

    /// Changes what a descriptor is watched for.
    func change(_ id: UInt64, to interest: Readiness) throws(SystemFailure) {
        checkIsolated()
        guard let watch = watches[id] else { return }
        var event = epoll_event(events: interest.epollEvents, data: epoll_data_t(u64: id))
        guard epoll_ctl(epoll, EPOLL_CTL_MOD, watch.descriptor, &event) == 0 else {
            throw SystemFailure(doing: "watch a descriptor for something else")
        }
    }

    func cancel(_ id: UInt64) {
        checkIsolated()
        timers.remove(id)
        guard let watch = watches.removeValue(forKey: id) else { return }
        // A descriptor that was closed before has left the set by itself.
        epoll_ctl(epoll, EPOLL_CTL_DEL, watch.descriptor, nil)
    }

    private func newID() -> UInt64 {
        defer { nextID += 1 }
        return nextID
    }

    private func add(_ descriptor: Int32, _ interest: Readiness, _ id: UInt64) throws(SystemFailure) {
        var event = epoll_event(events: interest.epollEvents, data: epoll_data_t(u64: id))
        guard epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
            throw SystemFailure(doing: "watch a descriptor")
        }
    }

    // MARK: The executor

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustRing = work.withLock { work in
            work.jobs.append(job)
            defer { work.isRinging = true }
            return !work.isRinging
        }
        if mustRing { ring() }
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Traps when the caller is not on this loop's thread.
    public func checkIsolated() {
        precondition(isOnLoop, "this belongs to the loop \(name)")
    }

    /// Whether the caller is on this loop's thread.
    public func isIsolatingCurrentContext() -> Bool? { isOnLoop }

    private var isOnLoop: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    private func ring() {
        var one: UInt64 = 1
        // A bell that already rings refuses: good enough.
        _ = write(bell, &one, 8)
    }

    // MARK: The thread

    private func turn() {
        kiosk_name_thread(name)
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        var events = [epoll_event](repeating: epoll_event(), count: EventLoop.eventsPerTurn)
        while takeJobs() {
            let count = epoll_wait(epoll, &events, Int32(events.count), timeout)
            turns.add(1, ordering: .relaxed)
            for event in events.prefix(Int(max(0, count))) { tell(event) }
            for action in timers.due(at: now) { action() }
        }
    }

    /// Until the next timer. Milliseconds, rounded up; −1: for ever. Jobs ring the bell.
    private var timeout: Int32 {
        guard let next = timers.next else { return -1 }
        let (seconds, attoseconds) = (next - now).components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 3_600 else { return 3_600_000 }
        return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private func tell(_ event: epoll_event) {
        guard event.data.u64 != EventLoop.bellID else {
            var count: UInt64 = 0
            _ = read(bell, &count, 8)
            return
        }
        // One that was cancelled by an earlier handler of the same turn is gone.
        watches[event.data.u64]?.handler(Readiness(epollEvents: event.events))
    }

    /// Runs what waits now, and not what that brings: descriptors come to their turn between.
    ///
    /// - Returns: whether the loop goes on.
    private func takeJobs() -> Bool {
        let (jobs, isStopped) = work.withLock { work in
            defer {
                work.jobs.removeAll(keepingCapacity: true)
                work.isRinging = false
            }
            return (work.jobs, work.isStopped)
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
        return !isStopped || !jobs.isEmpty
    }
}
