/// How the kiosk is, for staff on its glass: short technical words in English, and nothing of any visit.
public struct StaffReport: Equatable, Sendable {
    /// How the whole is, or a part of it.
    public enum Condition: String, Hashable, Sendable { case healthy, degraded, outOfOrder }

    /// Something that is wrong, and what to do about it.
    public struct Finding: Hashable, Sendable {
        /// A letter and a number, `P2`.
        public var code: String
        public var what: String
        public var whatToDo: String
        /// `healthy`: worth knowing, and no trouble.
        public var condition: Condition

        public init(code: String, what: String, whatToDo: String, condition: Condition) {
            self.code = code
            self.what = what
            self.whatToDo = whatToDo
            self.condition = condition
        }
    }

    /// A label and its value: `Printer`, `working: ready`.
    public struct Line: Hashable, Sendable {
        public var label: String
        public var value: String

        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// The kiosk's own name.
    public var kiosk: String
    public var condition: Condition
    /// The worst first.
    public var findings: [Finding]
    public var lines: [Line]

    public init(kiosk: String, condition: Condition, findings: [Finding], lines: [Line]) {
        self.kiosk = kiosk
        self.condition = condition
        self.findings = findings
        self.lines = lines
    }
}

/// Why the kiosk cannot serve.
public struct OutOfOrder: Hashable, Sendable {
    /// A letter and a number for the technician, `D1`.
    public var code: String
    /// What staff can do, in English; empty: nothing is known.
    public var whatToDo: String
    /// Whom to call; empty: nobody is named.
    public var staffPhone: String

    public init(code: String, whatToDo: String = "", staffPhone: String = "") {
        self.code = code
        self.whatToDo = whatToDo
        self.staffPhone = staffPhone
    }
}

/// Why the service ends.
public enum Halt: String, Hashable, Sendable, CaseIterable {
    /// The machine is being switched off: from now on its plug may be pulled.
    case powerOff
    /// The program or the machine starts again.
    case restart
}
