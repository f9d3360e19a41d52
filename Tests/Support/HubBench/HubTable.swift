import Foundation

/// Figures and bars, to be read by people, each printed as soon as it is taken.
struct HubTable {
    /// How many bars were missed.
    private(set) var missed = 0

    /// What takes are held against: SQLite commits one group after the other, and PostgreSQL on eight connections at once.
    enum Reference {
        case single, fifties
    }

    mutating func takes(
        _ name: String, _ figures: TakeFigures, beside commits: Commits, bar: Double, reference: Reference
    ) {
        line("\(name): bare, single commits", commits.single, "rows/s")
        line("\(name): bare, groups of fifty", commits.fifties, "rows/s")
        line(
            "\(name): takes, \(TakeFigures.callers) callers", figures.perSecond,
            "takes/s  " + judge(figures.perSecond >= bar, "≥ \(Int(bar))"))
        for (against, rows, what) in [(Reference.single, commits.single, "single commits"), (.fifties, commits.fifties, "groups of fifty")] {
            let ratio = figures.perSecond / rows
            line("  to \(what)", ratio, against == reference ? "         " + judge(ratio >= 0.4, "≥ 0.4") : "")
        }
        line("  one take, median", figures.median, "ms")
        line("  one take, p99", figures.p99, "ms")
    }

    /// The whole hub, with kiosks over TLS.
    mutating func door(_ name: String, _ figures: DoorFigures, beside commits: Commits, bar: Double, reference: Reference) {
        line(
            "\(name): over TLS, \(DoorFigures.kiosks) kiosks with \(figures.backlog) each", figures.perSecond,
            "takes/s  " + judge(figures.perSecond >= bar, "≥ \(Int(bar))"))
        let ratio = figures.perSecond / (reference == .single ? commits.single : commits.fifties)
        line("  to the bare database, \(reference == .single ? "single commits" : "groups of fifty")", ratio, "")
        line("  refused, lost or kept twice", Double(figures.wrong), "         " + judge(figures.wrong == 0, "= 0"))
        line("  the hub's memory at the most (RSS)", figures.mostMemory, "MB       " + judge(figures.mostMemory <= 250, "≤ 250"))
        line("  the hub's memory at rest (PSS)", figures.idleMemory, "MB       " + judge(figures.idleMemory <= 60, "≤ 60"))
        line("  one delivery at half that load, median", figures.median, "ms")
        line("  one delivery at half that load, p99", figures.p99, "ms       " + judge(figures.p99 <= 50, "≤ 50"))
    }

    mutating func opening(_ figures: OpeningFigures) {
        line("a number is opened, median", figures.median, "ms")
        line("a number is opened, slowest of nine", figures.slowest, "ms       " + judge(figures.slowest <= 400, "≤ 400"))
    }

    mutating func sums(_ name: String, _ milliseconds: Double) {
        line("\(name): sums of a year, 5 million lines", milliseconds, "ms       " + judge(milliseconds <= 1_000, "≤ 1000"))
    }

    func say(_ sentence: String) { FileHandle.standardOutput.write(Data("\(sentence)\n".utf8)) }

    private func line(_ name: String, _ value: Double, _ rest: String) {
        let filled = name + String(repeating: " ", count: max(0, 48 - name.count))
        say(filled + String(format: "%12.2f ", value) + rest)
    }

    private mutating func judge(_ holds: Bool, _ bar: String) -> String {
        if !holds { missed += 1 }
        return holds ? bar : "MISSED " + bar
    }
}
