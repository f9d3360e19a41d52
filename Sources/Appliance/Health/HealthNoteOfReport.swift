import Link

extension HealthReport {
    /// What the hub gets to know of it, for the page of the fleet: nothing of a visit, and of time only a day.
    public var note: HealthNote {
        HealthNote(
            state: state.rawValue,
            findings: findings.prefix(HealthNote.mostFindings).map {
                HealthNote.Finding(code: $0.code, severity: $0.severity.rawValue, what: $0.what, whatToDo: $0.whatToDo)
            },
            program: facts.program, guide: facts.guide?.version ?? "", paper: HealthReport.paper[facts.paper] ?? "unknown",
            printer: (facts[.printer]?.condition ?? .unknown).rawValue, clock: HealthReport.clocks[facts.clock.trust] ?? "none",
            temperatureC: facts.board.celsius, storageWearPercent: facts.board.storageWearPercent, waiting: facts.ledger.waiting,
            lastTouched: facts.lastTouched ?? "")
    }

    /// The hub's words for what the pages call the paper and the clock.
    private static let paper = ["fine": "ok", "near-end": "low", "out": "out"]
    private static let clocks = ["none": "none", "low": "set", "network": "network", "hub": "hub"]
}
