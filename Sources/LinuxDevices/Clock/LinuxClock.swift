import Devices
import Glibc
import Synchronization

/// The board's clocks.
///
/// How far the wall clock may be believed is told by whoever set it: see ``trust(_:)``. Until then a clock that the
/// system's time service has set counts as set by the network, and any other one goes on from what was last written down.
public final class LinuxClock: KioskClock {
    private let loop: EventLoop
    private let toldTrust = Mutex<ClockTrust?>(nil)
    /// What the hub's clock showed when this board started, in seconds since 1970.
    private let hubAtBoot = Mutex<Int64?>(nil)

    /// Wall times before this moment are those of a board that was never set. Seconds since 1970.
    ///
    /// The default is when this program was made, or near it.
    public let earliest: Int64

    /// 22 November 2026, the day on which this was written: no kiosk runs before it.
    public static let written: Int64 = 1_795_305_600

    /// 1 January 2100: no kiosk runs after it. A hub that says so has no clock.
    static let latest: Int64 = 4_102_444_800

    private let synchronisedFlag: String

    /// Makes a clock that waits on this loop.
    ///
    /// - Parameter synchronisedFlag: the file that is there once a time server has set the clock since the start. Source:
    ///   systemd-timesyncd.service(8).
    public init(
        loop: EventLoop, earliest: Int64 = LinuxClock.written, synchronisedFlag: String = "/run/systemd/timesync/synchronized"
    ) {
        self.loop = loop
        self.earliest = earliest
        self.synchronisedFlag = synchronisedFlag
    }

    public var now: MonotonicTime { .present }

    /// The board's own time where a time server of the network set it, else the hub's where it said one, else the board's.
    public var wall: WallTime {
        let own = own
        guard own.trust < .network else { return own }
        guard let hubAtBoot = hubAtBoot.withLock(\.self) else { return own }
        return WallTime(secondsSince1970: hubAtBoot + now.sinceBoot.components.seconds, trust: .hub)
    }

    private var own: WallTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let seconds = Int64(time.tv_sec)
        return WallTime(secondsSince1970: seconds, trust: seconds < earliest ? .none : trust)
    }

    /// From now on the clock counts as set by this.
    public func trust(_ trust: ClockTrust) {
        toldTrust.withLock { $0 = trust }
    }

    /// The hub said what time it is: as long as no time server of the network says otherwise, this clock goes by that,
    /// however wrong the board's own is.
    ///
    /// A time before this program or after ``latest`` is no time.
    public func hubSaid(_ secondsSince1970: Int64) {
        guard secondsSince1970 >= earliest, secondsSince1970 <= LinuxClock.latest else { return }
        hubAtBoot.withLock { $0 = secondsSince1970 - now.sinceBoot.components.seconds }
    }

    private var trust: ClockTrust {
        toldTrust.withLock { $0 } ?? (access(synchronisedFlag, F_OK) == 0 ? .network : .low)
    }

    public func sleep(until moment: MonotonicTime) async throws(CancellationError) {
        guard moment > now else { return }
        let alarm = Alarm(loop: loop)
        await withTaskCancellationHandler {
            await alarm.wait(until: moment)
        } onCancel: {
            Task { await alarm.cancel() }
        }
        if Task.isCancelled { throw CancellationError() }
    }
}

/// One wait on a loop.
private actor Alarm {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private var waiter: CheckedContinuation<Void, Never>?
    private var timer: Watch?
    private var isOver = false

    init(loop: EventLoop) {
        self.loop = loop
    }

    func wait(until moment: MonotonicTime) async {
        guard !isOver else { return }
        timer = loop.at(moment) { [self] in assumeIsolated { $0.cancel() } }
        await withCheckedContinuation { waiter = $0 }
    }

    func cancel() {
        isOver = true
        timer?.cancel()
        timer = nil
        waiter?.resume()
        waiter = nil
    }
}
