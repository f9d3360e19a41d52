import Devices

/// Actions by the moment at which they are due. A kiosk has a dozen of them: a sorted array does.
struct TimerQueue {
    private struct Timer {
        let id: UInt64
        let moment: MonotonicTime
        let action: @Sendable () -> Void
    }

    /// The latest first, so that the next one is cheap to take.
    private var timers: [Timer] = []

    /// When the next one is due.
    var next: MonotonicTime? { timers.last?.moment }

    mutating func add(_ id: UInt64, at moment: MonotonicTime, _ action: @escaping @Sendable () -> Void) {
        let place = timers.firstIndex { $0.moment <= moment } ?? timers.endIndex
        timers.insert(Timer(id: id, moment: moment, action: action), at: place)
    }

    mutating func remove(_ id: UInt64) {
        timers.removeAll { $0.id == id }
    }

    /// Takes out what is due, the earliest first; of two that are due at one moment the one that was added first.
    mutating func due(at now: MonotonicTime) -> [@Sendable () -> Void] {
        var actions: [@Sendable () -> Void] = []
        while let timer = timers.last, timer.moment <= now {
            actions.append(timer.action)
            timers.removeLast()
        }
        return actions
    }
}
