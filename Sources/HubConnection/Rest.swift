import Devices
import Synchronization

/// A rest that news ends. News that come while nobody rests end the next rest at once, so none is lost.
final class Rest: Sendable {
    private struct State {
        var waiter: CheckedContinuation<Void, Never>?
        var isDisturbed = false
        /// Counts rests, so that a timer ends its own and no later one.
        var number = 0
    }

    private let state = Mutex(State())

    /// There is news.
    func disturb() { end { _ in true } }

    /// Waits until then, or until there is news, or until the task is cancelled.
    func rest(until moment: Duration, by clock: any KioskClock) async {
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        let timer = Task {
            do { try await clock.sleep(until: MonotonicTime(sinceBoot: moment)) } catch { return }
            end { $0 == number }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { lieDown($0) }
        } onCancel: {
            end { $0 <= number }
        }
        timer.cancel()
    }

    private func lieDown(_ waiter: CheckedContinuation<Void, Never>) {
        let isDisturbed = state.withLock { state in
            guard !state.isDisturbed else {
                state.isDisturbed = false
                return true
            }
            state.waiter = waiter
            return false
        }
        if isDisturbed { waiter.resume() }
    }

    /// Ends the rest with this number, or the next one if nobody rests.
    private func end(_ isMeant: (Int) -> Bool) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard isMeant(state.number) else { return nil }
            defer { state.waiter = nil }
            if state.waiter == nil { state.isDisturbed = true }
            return state.waiter
        }
        waiter?.resume()
    }
}
