import Hub
import Synchronization

/// A clock that is turned by hand.
final class HandClock: Sendable {
    private let seconds: Mutex<Int64>

    /// 22 November 2026, noon.
    static let start = HubTime(seconds: 1_795_348_800)

    init() { seconds = Mutex(Self.start.seconds) }

    var now: HubTime { HubTime(seconds: seconds.withLock { $0 }) }

    func turn(by duration: Duration) { seconds.withLock { $0 += duration.components.seconds } }
}
