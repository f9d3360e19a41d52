import Devices

/// What is wrong with a kiosk, from the facts alone: the one function behind the staff page, the doctor and the slip.
///
/// Out of order is a kiosk that visitors cannot use; one that only cannot keep numbers still shows its guide, and is degraded.
///
/// A code is a letter for the part and a number; it never changes its meaning, and none means something else on the fault
/// page: A sound, B buttons and lamps, D screen, E storage, G guide, H heat, sensors and memory, L ledger, N network, P printer,
/// R program, S settings, T touch, U supply, W watchdog, Y clock, Z tests.
public enum Diagnosis {
    public typealias Finding = HealthReport.Finding

    /// Records that wait for more weeks than this want somebody to look.
    static let mostWaitingWeeks = 2
    /// A program that started anew so often has a fault.
    static let mostRestarts = 3
    /// A watchdog that was not fed for so long will bite soon.
    static let longestUnfedSeconds: Int64 = 20

    private static func note(_ code: String, _ what: String, _ remedy: String) -> Finding { Finding(code, .note, what, remedy) }
    private static func degraded(_ code: String, _ what: String, _ remedy: String) -> Finding {
        Finding(code, .degraded, what, remedy)
    }
    private static func fatal(_ code: String, _ what: String, _ remedy: String) -> Finding {
        Finding(code, .outOfOrder, what, remedy)
    }

    /// Everything that is wrong, in the order of the parts.
    public static func findings(of facts: HealthFacts) -> [Finding] {
        glass(facts) + printer(facts) + otherDevices(facts) + board(facts) + guide(facts.guide)
            + ledger(facts.ledger) + program(facts) + tests(facts.tests)
    }

    // MARK: Devices

    private static func glass(_ facts: HealthFacts) -> [Finding] {
        var findings: [Finding] = []
        let hasButtons = facts[.buttons]?.condition == .working
        switch facts[.display]?.condition {
        case .missing: findings.append(fatal("D1", "No screen is connected.", "Check the screen's cable and power."))
        case .faulty:
            findings.append(
                fatal("D2", "The screen shows nothing.", "Check the screen's cable and power; restart the kiosk."))
        case .unknown, nil: findings.append(degraded("D3", "Nothing is known of the screen.", "Look at the screen."))
        case .working: break
        }
        switch facts[.touch]?.condition {
        case .missing, .faulty, nil:
            let severity: Finding.Severity = hasButtons ? .degraded : .outOfOrder
            findings.append(Finding("T1", severity, "The touch panel is not there.", "Check the panel's USB cable."))
        case .unknown: findings.append(degraded("T2", "Nothing is known of the touch panel.", "Run the touch test."))
        case .working: break
        }
        switch facts[.buttons]?.condition {
        case .faulty: findings.append(degraded("B1", "A button does not work.", "Free it if it is stuck; check its wiring."))
        case .missing: findings.append(degraded("B2", "The buttons are not there.", "Check their wiring and the settings."))
        case .unknown, .working, nil: break
        }
        return findings
    }

    private static func printer(_ facts: HealthFacts) -> [Finding] {
        guard let printer = facts[.printer] else { return [] }
        let says = Set(printer.detail.split(separator: ",").map { $0.trimmed })
        var findings = troubles.filter { says.contains($0.name) }.map(\.finding)
        switch printer.condition {
        case .missing: findings.append(degraded("P1", "The printer is not there.", "Check the printer's cable and power."))
        case .unknown where findings.isEmpty:
            findings.append(degraded("P8", "The printer does not say how it is.", "Switch it off and on; run the print test."))
        case .faulty where findings.isEmpty:
            findings.append(degraded("P9", "The printer has a fault.", "Switch it off and on; see its manual."))
        default: break
        }
        return findings
    }

    private static let troubles: [(name: String, finding: Finding)] = [
        ("paper-out", degraded("P2", "There is no paper.", "Put in a new roll.")),
        ("paper-near-end", degraded("P3", "The paper will soon be used up.", "Bring a new roll.")),
        ("cover-open", degraded("P4", "The printer's cover is open.", "Close it until it clicks.")),
        ("cutter-fault", degraded("P5", "The printer's cutter is jammed.", "Open the cover, take out the paper, close it.")),
        ("overheated", degraded("P6", "The printer is too hot.", "Wait; keep its slots free.")),
        ("offline", degraded("P7", "The printer takes no data.", "Press its feed button; check its cable.")),
        ("fault", degraded("P9", "The printer has a fault.", "Switch it off and on; see its manual.")),
    ]

    private static func otherDevices(_ facts: HealthFacts) -> [Finding] {
        var findings: [Finding] = []
        if [.missing, .faulty].contains(facts[.speaker]?.condition) {
            findings.append(degraded("A1", "There is no sound.", "Check the sound card; run the sound test."))
        }
        if [.missing, .faulty].contains(facts[.lamps]?.condition) {
            findings.append(note("B3", "The lamps cannot be lit.", "Check their wiring and the settings."))
        }
        if [.missing, .faulty].contains(facts[.network]?.condition) {
            findings.append(note("N1", "There is no network.", "Everything works without; check the cable when records wait."))
        }
        return findings
    }

    // MARK: Board

    /// What the board says of itself goes on as it is; the clock is looked at even where no board was asked.
    private static func board(_ facts: HealthFacts) -> [Finding] {
        let told = facts.board.troubles.map { degraded($0.code, $0.what, $0.whatToDo) }
        guard facts.clock.trust == ClockTrust.none.name, !told.contains(where: { $0.code.hasPrefix("Y") }) else { return told }
        return told + [degraded("Y1", "Nobody set the clock.", "Connect the kiosk to a network.")]
    }

    // MARK: Program

    private static func guide(_ guide: HealthFacts.Guide?) -> [Finding] {
        guard let guide else { return [fatal("G1", "There is no guide.", "Install the guide of this site.")] }
        guard !guide.isSigned else { return [] }
        return [fatal("G2", "The guide is not signed by the trusted key.", "Install the guide again.")]
    }

    private static func ledger(_ ledger: HealthFacts.Ledger) -> [Finding] {
        guard ledger.isOpen else {
            return [
                degraded(
                    "L1", "The ledger cannot be opened: numbers cannot be given.",
                    "Check the storage: space, write protection, a worn card.")
            ]
        }
        var findings: [Finding] = []
        if ledger.waiting > 0, let weeks = ledger.waitingWeeks, weeks > mostWaitingWeeks {
            let what = "Records have waited for the centre for more than two weeks."
            findings.append(degraded("L2", what, "Check the network, or collect them: kioskctl outbox export."))
        }
        if let refused = ledger.refused, refused > 0 {
            findings.append(
                degraded("L3", "The centre refuses \(refused) records; they are kept here.", "Report it; keep this kiosk's card."))
        }
        if let foreign = ledger.foreign, foreign > 0 {
            let what = "\(foreign) records are sealed to another centre's key; they are kept and never sent."
            findings.append(degraded("L4", what, "Keep this kiosk's card; tell the centre that this kiosk belonged to."))
        }
        if ledger.isUnknownToCentre == true {
            let what = "A centre is set, but this kiosk was never made known there: nothing is sent."
            findings.append(degraded("N3", what, "Ask the centre for a code and enrol this kiosk: kioskctl enroll."))
        }
        if ledger.isStranger == true {
            findings.append(
                degraded("N2", "The centre does not know this kiosk.", "Ask for a new code and enrol it again: kioskctl enroll."))
        }
        return findings
    }

    private static func program(_ facts: HealthFacts) -> [Finding] {
        var findings: [Finding] = []
        if let restarts = facts.restarts, restarts >= mostRestarts {
            findings.append(
                degraded("R1", "The program started anew \(restarts) times.", "Report it, with the log of the last day."))
        }
        if let age = facts.watchdogAgeSeconds, age > longestUnfedSeconds {
            findings.append(degraded("W1", "The program hangs; the watchdog will start it anew.", "Wait a minute; report it."))
        }
        return findings
    }

    private static func tests(_ tests: [String: Bool]) -> [Finding] {
        tests.filter { !$0.value }.keys.sorted().map { name in
            degraded("Z1", "Staff said that the \(name) test failed.", "Mend it, and run the test again.")
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
