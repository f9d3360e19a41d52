import CSystemd
import Devices

/// systemd, as one of its services sees it: it is told when the kiosk is ready, what it does, and that it lives.
///
/// For a program that was started by hand nobody listens, and everything here does nothing.
///
/// The corresponding C functions are `sd_notify` and `sd_watchdog_enabled`.
public struct ServiceManager: Supervisor {
    /// How often the service must be fed, from `WatchdogSec=` of its unit; nil: nobody watches.
    public let feedingTime: Duration?

    /// What a status may have at most. Bytes.
    ///
    /// Chosen: a line of a wide terminal twice over; the manager would take 4,096 for a whole message.
    public static let longestStatus = 400

    /// Meets the service manager that started this program, if one did.
    public init() {
        var microseconds: UInt64 = 0
        let isWatched = sd_watchdog_enabled(0, &microseconds) > 0
        feedingTime = isWatched ? .microseconds(Int64(clamping: microseconds)) : nil
    }

    public func ready() { say("READY=1") }

    public func feed() { say("WATCHDOG=1") }

    public func tell(_ status: String) { say("STATUS=\(ServiceManager.oneLine(status))") }

    public func stopping() { say("STOPPING=1") }

    /// A manager that does not listen is no reason to stop: it has its own limits, and keeps them.
    private func say(_ line: String) {
        _ = kiosk_notify(line)
    }

    /// A status is one line: what came after a line break would be an order of its own, for example `READY=1`.
    static func oneLine(_ text: String) -> String {
        let line = String(text.map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 })
        guard line.utf8.count > longestStatus else { return line }
        var short = line
        while short.utf8.count > longestStatus - "…".utf8.count { short.removeLast() }
        return short + "…"
    }
}
