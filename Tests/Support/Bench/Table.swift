import Foundation

/// Figures and bars, to be read by people.
struct Table {
    private var lines: [String] = []
    private var missed = 0

    /// Milliseconds: median, p99 and largest, and the bar for the median.
    mutating func row(_ name: String, _ sample: Sample, bar: Double? = nil) {
        let verdict = judge(sample.median, bar)
        lines.append(
            "\(name.filled(to: 58)) \(number(sample.median)) \(number(sample.p99)) \(number(sample.most))  ms  \(verdict)")
    }

    mutating func figure(_ name: String, _ value: Double, _ unit: String, bar: Double) {
        lines.append("\(name.filled(to: 58)) \(number(value))                    \(unit.filled(to: 3)) \(judge(value, bar))")
    }

    var text: String {
        let head = "what".filled(to: 58) + "   median       p99      most"
        return ([head] + lines + ["\(missed) bars missed"]).joined(separator: "\n")
    }

    private mutating func judge(_ value: Double, _ bar: Double?) -> String {
        guard let bar else { return "" }
        if value > bar { missed += 1 }
        return value <= bar ? "≤ \(bar)" : "MISSED ≤ \(bar)"
    }

    private func number(_ value: Double) -> String { String(format: "%9.3f", value) }
}

extension String {
    fileprivate func filled(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

/// What the kernel says of this process. Source: proc(5).
enum Proc {
    /// Proportional set size in MB, or a part of it by its name there.
    static func pss(of part: String = "Pss:") -> Double {
        let text = (try? String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(part) }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .infinity) / 1024
    }

    /// Open descriptors.
    static func descriptors() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    /// User and system time of all threads, in seconds.
    static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
