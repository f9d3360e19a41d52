import Devices

/// How a kiosk is: what its parts say, what is wrong with that, and what to do. Never anything of a visit.
///
/// As JSON, in `health.json` and from `kioskctl doctor --json`; keys are only ever added, and `schema` grows when one
/// changes its meaning:
/// ```
/// { "schema": 1, "state": "healthy" | "degraded" | "out-of-order",
///   "findings": [{ "code": "P2", "severity": "note" | "degraded" | "out-of-order", "what": "…", "what_to_do": "…" }],
///   "facts": { "kiosk", "site", "program", "guide": { "version", "built_on", "is_signed" },
///     "devices": [{ "kind", "name", "condition": "working" | "missing" | "faulty" | "unknown", "detail" }],
///     "board": { … }, "clock": { "trust", "wall_seconds" }, "paper",
///     "ledger": { "is_open", "kept", "waiting", "sync_age_seconds", "waiting_weeks", "foreign", "refused",
///       "is_stranger", "is_unknown_to_centre" }, "last_touched",
///     "faults": [{ "what", "what_to_do", "count", "seconds_ago" }], "tests": { "print": true },
///     "pid", "written_seconds", "uptime_seconds", "restarts", "watchdog_age_seconds" },
///   "public_key": "…", "signed": "MRCH1:…" }
/// ```
public struct HealthReport: Codable, Equatable, Sendable {
    /// How the whole is.
    public enum State: String, Codable, Comparable, CaseIterable, Sendable {
        case healthy, degraded
        case outOfOrder = "out-of-order"

        private var rank: Int { State.allCases.firstIndex(of: self) ?? 0 }
        public static func < (a: State, b: State) -> Bool { a.rank < b.rank }
    }

    /// Something that is worth knowing or worth doing.
    public struct Finding: Codable, Equatable, Sendable {
        /// How much it matters. A note changes nothing about the whole.
        public enum Severity: String, Codable, Comparable, CaseIterable, Sendable {
            case note, degraded
            case outOfOrder = "out-of-order"

            private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
            public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
        }

        /// A letter and a number that never change their meaning.
        public var code: String
        public var severity: Severity
        public var what: String
        public var whatToDo: String

        public init(_ code: String, _ severity: Severity, _ what: String, _ whatToDo: String) {
            self.code = code
            self.severity = severity
            self.what = what
            self.whatToDo = whatToDo
        }
    }

    public private(set) var schema = 1
    public private(set) var state: State
    /// The worst first.
    public private(set) var findings: [Finding]
    public let facts: HealthFacts
    /// What the QR symbol says: the whole in short, signed by the kiosk; empty: nobody signed it.
    public var signed = ""
    /// The kiosk's own public key in Base64, to be noted where the kiosk is set up; empty: it has none.
    public var publicKey = ""

    /// The report of a kiosk that has said so much of itself.
    public init(of facts: HealthFacts) {
        self.facts = facts
        (findings, state) = ([], .healthy)
        add(Diagnosis.findings(of: facts))
    }

    /// The report of a kiosk that has said nothing: only what others see of it.
    public init(silent facts: HealthFacts, _ findings: [Finding]) {
        self.facts = facts
        (self.findings, state) = ([], .healthy)
        add(findings)
    }

    /// Adds what others see of the kiosk.
    public mutating func add(_ more: [Finding]) {
        // Equal severities keep their order: what a person looks at first comes first.
        findings = Finding.Severity.allCases.reversed().flatMap { severity in
            (findings + more).filter { $0.severity == severity }
        }
        state = switch findings.first?.severity {
        case .outOfOrder: .outOfOrder
        case .degraded: .degraded
        case .note, nil: .healthy
        }
    }
}
