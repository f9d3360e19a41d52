import Devices
import Foundation
import LinuxDevices

/// How fast and how small this kiosk is, for who compares kiosks or hunts a leak; nothing of a visit.
struct Figures: Encodable {
    /// From reading a touch to handing over its picture.
    struct Times: Encodable {
        let count: Int
        let p50: Double
        let p99: Double
        let max: Double
    }

    let touchToSubmitMs: Times
    /// From the start of the process; nil while there was no picture.
    let startToFirstFlipMs: Double?
    let pictures: UInt64
    let residentKb: Int
    let descriptors: Int
    let uptimeS: Double

    init(of display: TimedDisplay, screen: LinuxDisplay) {
        let sorted = display.touchTimes.map(\.milliseconds).sorted()
        touchToSubmitMs = Times(
            count: sorted.count, p50: Figures.share(0.5, of: sorted), p99: Figures.share(0.99, of: sorted),
            max: sorted.last ?? 0)
        let start = OwnProcess.start
        startToFirstFlipMs = display.firstPicture.flatMap { first in start.map { (first - $0).milliseconds } }
        pictures = screen.counts.flips
        residentKb = OwnProcess.residentKilobytes ?? 0
        descriptors = OwnProcess.descriptors
        uptimeS = start.map { (MonotonicTime.present - $0).milliseconds / 1_000 } ?? 0
    }

    private static func share(_ share: Double, of sorted: [Double]) -> Double {
        sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    /// Written whole or not at all, over the one before.
    ///
    /// - Throws: an error of the file system.
    func write(to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(self).write(to: folder.appending(path: "figures.json"), options: .atomic)
    }
}

/// What the kernel says of this process. Source: proc(5).
enum OwnProcess {
    /// When it was started, on the clock of all limits; a board never sleeps, so that is since boot too.
    static var start: MonotonicTime? {
        guard let text = SmallFile.read("/proc/self/stat") else { return nil }
        // The name may hold spaces and parentheses; field 22 is the twentieth behind it.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 20, let ticks = Int64(fields[20]) else { return nil }
        return MonotonicTime(sinceBoot: .milliseconds(ticks * 1_000 / Int64(sysconf(Int32(_SC_CLK_TCK)))))
    }

    static var residentKilobytes: Int? {
        let line = SmallFile.read("/proc/self/status")?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }

    /// The machine's own name.
    static var hostName: String {
        SmallFile.read("/proc/sys/kernel/hostname")?.split(separator: "\n").first.map(String.init) ?? "kiosk"
    }

    static var descriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }
}

extension Duration {
    fileprivate var milliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1_000_000_000_000_000
    }
}
