import Devices
import Glibc
import Synchronization

/// A clock that is turned by hand, or that runs and can be turned ahead.
///
/// Turned by hand, nothing happens between two calls of ``advance(by:)``: a day at a kiosk is a test that takes a
/// second.
public final class SimulatedClock: KioskClock {
    private struct Sleeper {
        let id: Int
        let deadline: MonotonicTime
        let wake: CheckedContinuation<Bool, Never>
        let timer: Task<Void, Never>?
    }

    private struct State {
        /// What was turned by hand.
        var turned: Duration = .zero
        var wallAtStart: Int64
        var wallError: Duration = .zero
        var trust: ClockTrust
        var sleepers: [Sleeper] = []
        var nextID = 0
        /// Sleepers that were cancelled before they lay down.
        var neverSlept: Set<Int> = []
    }

    private let state: Mutex<State>
    private let startedAt: ContinuousClock.Instant?

    /// Makes a clock that stands still until it is turned.
    ///
    /// The default date is 1 March 2026, 08:00 UTC, set by the hub.
    public init(secondsSince1970: Int64 = 1_772_352_000, trust: ClockTrust = .hub) {
        state = Mutex(State(wallAtStart: secondsSince1970, trust: trust))
        startedAt = nil
    }

    private init(runningFrom secondsSince1970: Int64, trust: ClockTrust) {
        state = Mutex(State(wallAtStart: secondsSince1970, trust: trust))
        startedAt = ContinuousClock().now
    }

    /// Makes a clock that runs like the machine's own; the wall shows the machine's date.
    public static func running(trust: ClockTrust = .hub) -> SimulatedClock {
        SimulatedClock(runningFrom: Int64(time(nil)), trust: trust)
    }

    public var now: MonotonicTime {
        state.withLock { moment($0) }
    }

    public var wall: WallTime {
        state.withLock { state in
            let seconds = (moment(state).sinceBoot + state.wallError).components.seconds
            return WallTime(secondsSince1970: state.wallAtStart + seconds, trust: state.trust)
        }
    }

    /// How many tasks sleep on this clock.
    public var sleepers: Int {
        state.withLock { $0.sleepers.count }
    }

    /// Makes the wall clock wrong by so much; negative is in the past.
    public func setWallError(_ error: Duration, trust: ClockTrust) {
        state.withLock { state in
            state.wallError = error
            state.trust = trust
        }
    }

    /// Sets how far the wall clock may be believed.
    public func setTrust(_ trust: ClockTrust) {
        state.withLock { $0.trust = trust }
    }

    /// Turns the clock ahead, waking each sleeper at its own moment and in its turn.
    ///
    /// After each waking the others get time to lie down again, so that something that happens every second happens
    /// sixty times in a minute.
    public func advance(by span: Duration) async {
        let target = now + max(span, .zero)
        while let deadline = earliestDeadline(until: target) {
            turn(to: deadline)
            let before = sleepers
            wakeDue()
            await settle(untilAsleep: before)
        }
        turn(to: target)
        await settle(untilAsleep: sleepers)
    }

    /// Waits until at least so many tasks sleep on this clock.
    public func waitForSleepers(_ count: Int) async {
        while sleepers < count, !Task.isCancelled { await Task.yield() }
    }

    public func sleep(until moment: MonotonicTime) async throws(CancellationError) {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let isRested = await withTaskCancellationHandler {
            await withCheckedContinuation { lieDown(id, until: moment, $0) }
        } onCancel: {
            rouse(id)
        }
        state.withLock { _ = $0.neverSlept.remove(id) }
        if !isRested || Task.isCancelled { throw CancellationError() }
    }

    private func moment(_ state: borrowing State) -> MonotonicTime {
        let run = startedAt.map { ContinuousClock().now - $0 } ?? .zero
        return MonotonicTime(sinceBoot: run + state.turned)
    }

    private func lieDown(_ id: Int, until deadline: MonotonicTime, _ wake: CheckedContinuation<Bool, Never>) {
        let answer: Bool? = state.withLock { state in
            if state.neverSlept.contains(id) { return false }
            if moment(state) >= deadline { return true }
            let timer = startedAt.map { alarm(at: $0 + deadline.sinceBoot - state.turned) }
            state.sleepers.append(Sleeper(id: id, deadline: deadline, wake: wake, timer: timer))
            return nil
        }
        if let answer { wake.resume(returning: answer) }
    }

    /// Wakes whoever is due at that instant of the machine's clock; belongs to one sleeper and ends with it.
    private func alarm(at instant: ContinuousClock.Instant) -> Task<Void, Never> {
        Task { [weak self] in
            // The only error is the cancellation, and then the sleeper is already awake.
            try? await Task.sleep(until: instant, clock: .continuous)
            self?.wakeDue()
        }
    }

    private func rouse(_ id: Int) {
        let sleeper: Sleeper? = state.withLock { state in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                state.neverSlept.insert(id)
                return nil
            }
            return state.sleepers.remove(at: index)
        }
        sleeper?.timer?.cancel()
        sleeper?.wake.resume(returning: false)
    }

    private func earliestDeadline(until target: MonotonicTime) -> MonotonicTime? {
        state.withLock { $0.sleepers.map(\.deadline).min() }.flatMap { $0 <= target ? $0 : nil }
    }

    private func turn(to moment: MonotonicTime) {
        state.withLock { $0.turned += max(moment - self.moment($0), .zero) }
    }

    private func wakeDue() {
        let due = state.withLock { state in
            let now = moment(state)
            let due = state.sleepers.filter { $0.deadline <= now }
            state.sleepers.removeAll { $0.deadline <= now }
            return due.sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
        }
        for sleeper in due {
            sleeper.timer?.cancel()
            sleeper.wake.resume(returning: true)
        }
    }

    /// Lets other tasks run: some turns at least, and until as many sleep as before, but never for ever, because a
    /// task that was woken may have nothing more to do.
    private func settle(untilAsleep count: Int) async {
        for turn in 0..<1_000 where turn < 20 || sleepers < count {
            await Task.yield()
        }
    }
}
