import Guide
import Scene
import Visit

/// The report in words: for a terminal, for paper and for the glass.
extension HealthReport {
    /// What stands first.
    public var headline: String {
        switch state {
        case .healthy: "Everything works"
        case .degraded: "It works, but not everything"
        case .outOfOrder: "Out of order"
        }
    }

    /// A label and what is known, part by part.
    var lines: [(label: String, value: String)] {
        devices + [
            ("Paper", facts.paper), ("Ledger", ledger), ("Centre", centre), ("Guide", guide), ("Clock", clock),
            ("Storage", storage), ("Supply", supply), ("Program", program),
        ] + facts.tests.sorted { $0.key < $1.key }.map { ("Test", "\($0.key): \($0.value ? "worked" : "failed")") }
    }

    /// For a terminal: no line is longer than `width`.
    ///
    /// - Parameter width: 40 at least.
    public func text(width: Int = 80) -> String {
        var out = ["\(facts.kiosk) at \(facts.site): \(headline)", ""]
        for finding in findings {
            out += wrapped("\(finding.code)  \(finding.what)", width, indent: 4)
            out += wrapped("    -> \(finding.whatToDo)", width, indent: 7)
        }
        if !findings.isEmpty { out.append("") }
        for line in lines { out += wrapped(line.label.padded(to: 10) + line.value, width, indent: 10) }
        if !facts.faults.isEmpty { out += ["", "Faults since the start, the last one first"] }
        for fault in facts.faults { out += wrapped("  " + told(fault), width, indent: 4) }
        return out.joined(separator: "\n") + "\n"
    }

    /// For paper: what a technician takes along.
    public var slip: SlipReport {
        var out: [SlipReport.Line] = [SlipReport.Line("\(facts.kiosk), \(facts.site)"), SlipReport.Line(day)]
        for finding in findings {
            out.append(SlipReport.Line("\(finding.code) \(finding.what)", isBold: true))
            out.append(SlipReport.Line(finding.whatToDo))
        }
        out += lines.map { SlipReport.Line("\($0.label): \($0.value)") }
        out += facts.faults.prefix(5).map { SlipReport.Line(told($0)) }
        return SlipReport(title: headline, lines: out, qr: signed)
    }

    /// For the staff page on the glass.
    public var staffReport: StaffReport {
        StaffReport(
            kiosk: facts.kiosk, condition: state.condition,
            findings: findings.map {
                StaffReport.Finding(code: $0.code, what: $0.what, whatToDo: $0.whatToDo, condition: $0.severity.condition)
            },
            lines: lines.map { StaffReport.Line($0.label, $0.value) } + facts.faults.map { StaffReport.Line("Fault", told($0)) })
    }

    private func told(_ fault: HealthFacts.Fault) -> String {
        let often = fault.count > 1 ? "\(fault.count) times, " : ""
        return "\(fault.what) (\(often)\(HealthReport.span(fault.secondsAgo)) ago): \(fault.whatToDo)"
    }

    // MARK: Parts

    private var devices: [(label: String, value: String)] {
        facts.devices.map { device in
            let about = [device.name, device.detail].filter { !$0.isEmpty }.joined(separator: ", ")
            return (device.kind.rawValue.capitalised, device.condition.rawValue + (about.isEmpty ? "" : " (\(about))"))
        }
    }

    private var ledger: String { facts.ledger.isOpen ? "open, \(facts.ledger.kept) records kept" : "closed" }

    private var centre: String {
        let age = facts.ledger.syncAgeSeconds.map { "last heard of \(HealthReport.span($0)) ago" } ?? "never heard of"
        return "\(facts.ledger.waiting) records wait, \(age)"
    }

    private var guide: String {
        guard let guide = facts.guide else { return "none" }
        return "\(guide.version) of \(guide.builtOn), \(guide.isSigned ? "signature good" : "signature not good")"
    }

    private var clock: String {
        let source = ["none": "never set", "low": "not sure", "network": "set by the network", "hub": "set by the hub"]
        return "\(day), \(source[facts.clock.trust] ?? facts.clock.trust)"
    }

    private var day: String {
        facts.clock.trust == "none" ? "day unknown" : GuideDate(dayNumber: Int(facts.clock.wallSeconds / 86_400)).description
    }

    private var storage: String {
        let board = facts.board
        let state = board.isStorageWritable.map { $0 ? "can be written" : "cannot be written" } ?? "not tried yet"
        let free = board.freeStorageBytes.map { ", \($0 >> 20) MiB free" } ?? ""
        return state + free + (board.storageWearPercent.map { ", \($0) % worn" } ?? "")
    }

    private var supply: String {
        let words = ["good": "good", "wasLow": "was too weak", "isLow": "is too weak"]
        let supply = facts.board.supply.map { words[$0] ?? $0 } ?? "this board cannot tell"
        return supply + (facts.board.celsius.map { ", \($0) °C" } ?? "")
    }

    private var program: String {
        let restarts = facts.restarts.map { ", started anew \($0) times" } ?? ""
        return "\(facts.program), up \(HealthReport.span(facts.uptimeSeconds))\(restarts)"
    }

    /// `3 h`: one unit is enough.
    static func span(_ seconds: Int64) -> String {
        switch seconds {
        case ..<120: "\(max(0, seconds)) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) d"
        }
    }

    // MARK: Lines

    /// Breaks at spaces; what follows is indented. A word that is longer than a line is cut.
    private func wrapped(_ text: String, _ width: Int, indent: Int) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        let margin = String(repeating: " ", count: indent)
        while rest.count > width {
            let head = rest.prefix(width + 1)
            // A break within the margin would not get on.
            let space = head.lastIndex(of: " ").flatMap { head.distance(from: head.startIndex, to: $0) > indent ? $0 : nil }
            let cut = space ?? rest.index(rest.startIndex, offsetBy: width)
            lines.append(String(rest[..<cut]))
            rest = (margin + rest[cut...].drop { $0 == " " })[...]
        }
        return lines + [String(rest)]
    }
}

extension HealthReport.State {
    var condition: StaffReport.Condition {
        switch self {
        case .healthy: .healthy
        case .degraded: .degraded
        case .outOfOrder: .outOfOrder
        }
    }
}

extension HealthReport.Finding.Severity {
    var condition: StaffReport.Condition {
        switch self {
        case .note: .healthy
        case .degraded: .degraded
        case .outOfOrder: .outOfOrder
        }
    }
}

extension String {
    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }

    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
