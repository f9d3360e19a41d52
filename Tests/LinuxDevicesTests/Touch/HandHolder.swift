import Devices
import Foundation
import Synchronization

/// Hands a test's device to another thread; the test itself does not use it meanwhile.
final class HandHolder: Sendable {
    private nonisolated(unsafe) let hand: InputHand
    private let isEnough = Atomic(false)
    private let hasEnded = Atomic(false)

    init(_ hand: InputHand) { self.hand = hand }

    func send(_ events: [InputEvent]) { hand.send(events) }

    /// Touches and lifts as fast as it can until something is so.
    func flood(until isSo: () async -> Void) async {
        await repeatedly(until: isSo) { step in
            let finger = InputEvent.finger(0, id: Int32(step % 60_000), Double(step % 2_000) / 10, 50)
            return finger + [.report] + InputEvent.lift(0) + [.report]
        }
    }

    /// Presses and lets go as fast as it can until something is so.
    func storm(_ key: UInt16, until isSo: () async -> Void) async {
        await repeatedly(until: isSo) { _ in [.key(key, true), .report, .key(key, false), .report] }
    }

    /// On a thread of its own: a board may have a single processor, and tasks would wait for each other.
    private func repeatedly(until isSo: () async -> Void, _ events: @escaping @Sendable (Int) -> [InputEvent]) async {
        Thread.detachNewThread { [self] in
            var step = 0
            while !isEnough.load(ordering: .relaxed) {
                send(events(step))
                step += 1
            }
            hasEnded.store(true, ordering: .releasing)
        }
        await isSo()
        isEnough.store(true, ordering: .relaxed)
        while !hasEnded.load(ordering: .acquiring) { await Task.yield() }
    }
}
