import Dispatch

/// The executor of a kiosk that has no loop of its own: in the simulator and in tests.
public final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "kiosk", qos: .userInteractive)

    public init() {}

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    public func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
