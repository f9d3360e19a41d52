import Devices
import Glibc

extension MonotonicTime {
    /// The present moment.
    ///
    /// The corresponding clock is `CLOCK_MONOTONIC`, which input events and page flips carry too.
    public static var present: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(time)
    }

    /// A moment as the kernel tells it.
    init(_ time: timespec) {
        self.init(sinceBoot: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }
}
