import Devices
import Foundation

/// What this system says of a program that it runs.
enum OutsideProcess {
    /// The kiosk's program, as the kernel names it.
    static let programName = "kioskd"

    /// Whether there is a process of this number; one that may not be signalled is there.
    static func isAlive(_ pid: Int32) -> Bool { pid > 0 && (kill(pid, 0) == 0 || errno == EPERM) }

    /// Whether the process is the kiosk's program. Source: proc_pid_comm(5).
    static func isKiosk(_ pid: Int32) -> Bool {
        // A process that is gone has no file: it is no kiosk.
        guard pid > 0, let name = try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8) else { return false }
        return name.trimmingCharacters(in: .newlines) == programName
    }

    /// `nil`: there is no such folder.
    static func freeBytes(at folder: URL) -> Int64? {
        // What cannot be told is no trouble.
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        return (facts?[.systemFreeSize] as? NSNumber)?.int64Value
    }

    static var hostName: String { ProcessInfo.processInfo.hostName }
}

/// The clocks of the machine that the doctor runs on.
struct OutsideClock {
    /// `CLOCK_BOOTTIME`, as the report is stamped.
    var sinceBoot: Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    var wall: WallTime { WallTime(secondsSince1970: Int64(Date().timeIntervalSince1970), trust: .low) }
}

/// What systemd says of a unit; nothing where there is no systemd.
struct ServiceState {
    private(set) var isActive: Bool?
    private(set) var restarts: Int?

    /// Asks `systemctl show`. Source: org.freedesktop.systemd1(5), `ActiveState`, `NRestarts`.
    init(of unit: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["systemctl", "show", "--property=LoadState,ActiveState,NRestarts", "--", unit]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        // No systemctl: nobody can be asked.
        guard (try? process.run()) != nil else { return }
        let told = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return }
        for line in String(decoding: told, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last) {
            // A unit that is not installed here says nothing about a kiosk that runs by hand.
            case ("LoadState", "not-found"): return
            case ("ActiveState", let state?): isActive = ["active", "activating", "reloading"].contains(state)
            case ("NRestarts", let count?): restarts = Int(count)
            default: break
            }
        }
    }
}
