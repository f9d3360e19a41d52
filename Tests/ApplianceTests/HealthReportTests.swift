import Devices
import Foundation
import Logging
import Proofs
import Scene
import Testing
import Visit

@testable import Appliance

/// A kiosk of which everything is known and nothing is wrong.
func soundFacts() -> HealthFacts {
    var facts = HealthFacts(
        kiosk: "amman-1", site: "amman-airport", program: "0.1.0", wall: WallTime(secondsSince1970: 1_795_305_600, trust: .network))
    facts.guide = HealthFacts.Guide(version: "2026.11.1", builtOn: "2026-11-22", isSigned: true)
    facts.devices = [
        HealthFacts.Device(.display, .working, name: "HDMI-A-1"), HealthFacts.Device(.touch, .working, name: "ILITEK Touch"),
        HealthFacts.Device(.buttons, .working), HealthFacts.Device(.lamps, .working),
        HealthFacts.Device(printer: .ready, profile: "epson-tm-t20"), HealthFacts.Device(.speaker, .working),
        HealthFacts.Device(.network, .working),
    ]
    facts.board.supply = "good"
    facts.board.celsius = 48.5
    facts.board.isStorageWritable = true
    facts.board.freeStorageBytes = 8 << 30
    facts.board.hasBatteryClock = true
    facts.paper = "fine"
    facts.ledger = HealthFacts.Ledger(isOpen: true, kept: 4, waiting: 2, syncAgeSeconds: 600)
    facts.pid = 4_711
    facts.writtenSeconds = 90_000
    facts.uptimeSeconds = 86_400
    facts.restarts = 0
    return facts
}

extension HealthFacts {
    mutating func set(_ device: Device) { devices = devices.filter { $0.kind != device.kind } + [device] }

    mutating func set(_ health: BoardHealth) { board = Board(health) }
}

@Suite struct `The health of a kiosk` {
    typealias Change = @Sendable (inout HealthFacts) -> Void

    @Test func `a kiosk with nothing wrong is healthy and has no finding`() {
        let report = HealthReport(of: soundFacts())
        #expect(report.state == .healthy)
        #expect(report.findings == [])
    }

    static let troubles: [(String, HealthReport.State, Change)] = [
        ("D1", .outOfOrder, { $0.set(.init(.display, .missing)) }), ("D2", .outOfOrder, { $0.set(.init(.display, .faulty)) }),
        ("D3", .degraded, { $0.set(.init(.display, .unknown)) }), ("T1", .degraded, { $0.set(.init(.touch, .missing)) }),
        ("T2", .degraded, { $0.set(.init(.touch, .unknown)) }), ("B1", .degraded, { $0.set(.init(.buttons, .faulty)) }),
        ("B2", .degraded, { $0.set(.init(.buttons, .missing)) }), ("B3", .healthy, { $0.set(.init(.lamps, .missing)) }),
        ("A1", .degraded, { $0.set(.init(.speaker, .missing)) }), ("N1", .healthy, { $0.set(.init(.network, .missing)) }),
        ("P1", .degraded, { $0.set(.init(.printer, .missing)) }),
        ("P2", .degraded, { $0.set(.init(printer: [.ready, .paperOut], profile: "")) }),
        ("P3", .degraded, { $0.set(.init(printer: [.ready, .paperNearEnd], profile: "")) }),
        ("P4", .degraded, { $0.set(.init(printer: .coverOpen, profile: "")) }),
        ("P5", .degraded, { $0.set(.init(printer: .cutterFault, profile: "")) }),
        ("P6", .degraded, { $0.set(.init(printer: .overheated, profile: "")) }),
        ("P7", .degraded, { $0.set(.init(printer: .offline, profile: "")) }),
        ("P8", .degraded, { $0.set(.init(printer: .unknown, profile: "")) }), ("P8", .degraded, { $0.set(.init(printer: [], profile: "")) }),
        ("P9", .degraded, { $0.set(.init(printer: .fault, profile: "")) }), ("Y1", .degraded, { $0.clock.trust = "none" }),
        ("U1", .degraded, { $0.set(BoardHealth(supply: .isLow, clockTrust: .network)) }),
        ("U2", .degraded, { $0.set(BoardHealth(supply: .wasLow, clockTrust: .network)) }),
        ("H1", .degraded, { $0.set(BoardHealth(celsius: 81, clockTrust: .network)) }),
        ("H3", .degraded, { $0.set(BoardHealth(clockTrust: .network, alarms: ["cpu_thermal temp1_crit_alarm"])) }),
        ("H4", .degraded, { $0.set(BoardHealth(clockTrust: .network, freeMemoryBytes: 1 << 20)) }),
        ("E1", .degraded, { $0.set(BoardHealth(storage: .init(isWritable: false), clockTrust: .network)) }),
        ("E2", .degraded, { $0.set(BoardHealth(storage: .init(freeBytes: 1 << 20), clockTrust: .network)) }),
        ("E4", .degraded, { $0.set(BoardHealth(storage: .init(wearPercent: 90), clockTrust: .network)) }),
        ("Y2", .degraded, { $0.set(BoardHealth(hasBatteryClock: false, clockTrust: .none)) }),
        ("G1", .outOfOrder, { $0.guide = nil }), ("G2", .outOfOrder, { $0.guide?.isSigned = false }),
        ("L1", .degraded, { $0.ledger.isOpen = false }), ("L2", .degraded, { $0.ledger.waitingWeeks = 3 }),
        ("L4", .degraded, { $0.ledger.foreign = 1 }), ("N3", .degraded, { $0.ledger.isUnknownToCentre = true }),
        ("L3", .degraded, { $0.ledger.refused = 2 }), ("N2", .degraded, { $0.ledger.isStranger = true }),
        ("R1", .degraded, { $0.restarts = 3 }), ("W1", .degraded, { $0.watchdogAgeSeconds = 21 }),
        ("Z1", .degraded, { $0.tests = ["print": false, "touch": true] }),
    ]

    @Test(arguments: troubles.indices)
    func `each trouble has a code of its own, words, and something to do`(index: Int) {
        let (code, state, change) = Self.troubles[index]
        var facts = soundFacts()
        change(&facts)
        let report = HealthReport(of: facts)
        #expect(report.findings.map(\.code) == [code])
        #expect(report.state == state, "\(code)")
        for finding in report.findings {
            #expect(finding.what.hasSuffix(".") && finding.whatToDo.hasSuffix("."), "\(code)")
            #expect(finding.what.count < 100 && finding.whatToDo.count < 100)
        }
    }

    @Test func `devices are put into words as their drivers know them`() {
        typealias Device = HealthFacts.Device
        #expect(Device(display: .unplugged).condition == .missing)
        #expect(Device(display: .inUse(card: "/dev/dri/card0")).condition == .faulty)
        #expect(Device(display: .starting).condition == .unknown)
        let good = ButtonDiagnosis(wire: "KEY_F1"), bad = ButtonDiagnosis(wire: "gpiochip0:17", trouble: "no such line")
        #expect(Device(buttons: [.leave: good, .help: good], stuck: []).condition == .working)
        #expect(Device(buttons: [.leave: good, .help: bad], stuck: [.leave]) == Device(.buttons, .faulty, detail: "help: no such line; leave is stuck"))
        #expect(Device(buttons: [.leave: bad], stuck: []).condition == .missing)
        #expect(Device(buttons: [:], stuck: []).condition == .missing)
        #expect(Device(touch: TouchDiagnosis()).condition == .missing)
        for (status, condition) in [(PrinterStatus.ready, Device.Condition.working), ([], .unknown), ([.ready, .unknown], .unknown), ([.ready, .paperOut], .faulty)] {
            #expect(Device(printer: status, profile: "x").condition == condition, "\(status)")
        }
    }

    @Test func `a kiosk that nobody can touch nor press is out of order`() {
        var facts = soundFacts()
        facts.set(HealthFacts.Device(.touch, .missing))
        facts.set(HealthFacts.Device(.buttons, .missing))
        #expect(HealthReport(of: facts).state == .outOfOrder)
    }

    @Test func `what is not known of the board is no trouble, but an unknown device is none that works`() {
        var facts = soundFacts()
        facts.board = HealthFacts.Board()
        facts.restarts = nil
        facts.ledger.syncAgeSeconds = nil
        #expect(HealthReport(of: facts).state == .healthy)
        facts.devices = []
        #expect(HealthReport(of: facts).state == .outOfOrder)
    }

    @Test func `the worst stands first, and it makes the state`() {
        var facts = soundFacts()
        facts.set(HealthFacts.Device(.network, .missing))
        facts.set(HealthFacts.Device(printer: .paperOut, profile: ""))
        facts.guide = nil
        var report = HealthReport(of: facts)
        #expect(report.findings.map(\.code) == ["G1", "P2", "N1"])
        report.add([HealthReport.Finding("R2", .outOfOrder, "It does not run.", "Start it.")])
        #expect(report.findings.map(\.code) == ["G1", "R2", "P2", "N1"])
        #expect(report.state == .outOfOrder)
    }

    // MARK: Words

    /// Everything is wrong at once.
    static func broken() -> HealthFacts {
        var facts = soundFacts()
        for (_, _, change) in troubles { change(&facts) }
        facts.guide = HealthFacts.Guide(version: "2026.11.1", builtOn: "2026-11-22", isSigned: false)
        facts.faults = (1...12).map {
            HealthFacts.Fault(what: "fault number \($0) with a rather long name for what it is", whatToDo: "Do something about it, and then something else.", count: $0, secondsAgo: 3_600)
        }
        return facts
    }

    @Test func `the text fits a terminal of 80 columns and leaves nothing out`() {
        let report = HealthReport(of: Self.broken())
        let text = report.text()
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for finding in report.findings {
            #expect(flat.contains("\(finding.code) \(finding.what)") && flat.contains(finding.whatToDo))
        }
        for fault in report.facts.faults { #expect(flat.contains(fault.what)) }
        #expect(flat.hasPrefix("amman-1 at amman-airport: Out of order"))
        #expect(flat.contains("signature not good"))
    }

    @Test func `a word that is longer than a line is cut, not lost`() {
        var facts = soundFacts()
        facts.set(HealthFacts.Device(.touch, .working, name: String(repeating: "x", count: 300)))
        let lines = HealthReport(of: facts).text(width: 60).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(lines.joined().count { $0 == "x" } == 300)
    }

    @Test func `the glass and the slip say the same as the text`() {
        let report = HealthReport(of: Self.broken())
        #expect(report.staffReport.condition == .outOfOrder)
        #expect(report.staffReport.findings.map(\.code) == report.findings.map(\.code))
        let slip = report.slip.lines.map(\.text)
        for finding in report.findings { #expect(slip.contains("\(finding.code) \(finding.what)")) }
        #expect(report.slip.title == "Out of order")
    }

    // MARK: JSON

    @Test func `keys of the file never change`() throws {
        let told = try JSONSerialization.jsonObject(with: HealthFile.json(HealthReport(of: Self.broken()))) as? [String: Any]
        let top = try #require(told)
        #expect(Set(top.keys) == ["schema", "state", "findings", "facts", "signed", "public_key"])
        #expect(top["schema"] as? Int == 1)
        #expect(top["state"] as? String == "out-of-order")
        let facts = try #require(top["facts"] as? [String: Any])
        #expect(
            Set(facts.keys) == [
                "kiosk", "site", "program", "guide", "devices", "board", "clock", "paper", "ledger", "faults", "tests", "pid",
                "written_seconds", "uptime_seconds", "restarts", "watchdog_age_seconds",
            ])
        #expect(
            Set((facts["ledger"] as? [String: Any] ?? [:]).keys) == [
                "is_open", "kept", "waiting", "refused", "is_stranger", "sync_age_seconds", "waiting_weeks", "foreign",
                "is_unknown_to_centre",
            ])
        #expect(Set((facts["guide"] as? [String: Any] ?? [:]).keys) == ["version", "built_on", "is_signed"])
        let finding = try #require((top["findings"] as? [[String: Any]])?.first)
        #expect(Set(finding.keys) == ["code", "severity", "what", "what_to_do"])
    }

    @Test func `what was written is read again, and half a file is refused`() async throws {
        try await withFolder { folder in
            #expect(throws: HealthFileError.self) { try HealthFile.read(folder) }
            for facts in [soundFacts(), Self.broken()] {
                let report = HealthReport(of: facts)
                try HealthFile.write(report, to: folder)
                #expect(try HealthFile.read(folder) == report)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [HealthFile.name])
            let file = folder.appending(path: HealthFile.name)
            let whole = try Data(contentsOf: file)
            for part in [whole.prefix(whole.count / 2), Data("[]".utf8), Data(), Data("{\"schema\": 2}".utf8)] {
                try part.write(to: file)
                #expect(throws: HealthFileError.malformed(file.path)) { try HealthFile.read(folder) }
            }
            try Data(count: 2 << 20).write(to: file)
            #expect(throws: HealthFileError.cannotRead(file.path)) { try HealthFile.read(folder) }
        }
    }

    // MARK: From outside

    @Test func `who does not run, is silent or was of another start is out of order`() {
        let report = HealthReport(of: soundFacts())
        var view = OutsideView()
        view.isRunning = true
        #expect(view.findings(with: report, at: .seconds(90_000 + 180)) == [])
        #expect(view.findings(with: report, at: .seconds(90_000 + 182)).map(\.code) == ["R3"])
        #expect(view.findings(with: report, at: .seconds(60)).map(\.code) == ["R3"])
        view.isRunning = false
        #expect(view.findings(with: report, at: .seconds(90_000)).map(\.code) == ["R2"])
        view = OutsideView()
        view.missing = .missing("/run/x")
        #expect(view.findings(with: nil, at: .zero).map { "\($0.code) \($0.severity.rawValue)" } == ["R3 out-of-order"])
    }

    @Test func `wrong settings, a full card and many starts are seen from outside`() {
        var view = OutsideView()
        view.settings = "kiosk.toml:3: panel is \"wall\""
        view.freeBytes = 1_024
        view.restarts = 7
        var facts = soundFacts()
        facts.board.freeStorageBytes = nil
        facts.restarts = nil
        #expect(view.findings(with: HealthReport(of: facts), at: .seconds(90_000)).map(\.code) == ["R1", "S1", "E3"])
        // What the kiosk says itself is not said twice.
        #expect(view.findings(with: HealthReport(of: soundFacts()), at: .seconds(90_000)).map(\.code) == ["S1"])
    }

    // MARK: Faults

    @Test func `the same fault is counted, and only a dozen kinds are kept`() {
        var book = FaultBook()
        let events: [OperatorEvent] = [
            .started, .displayLost, .displayLost, .touchLost, .printerBecame, .ledgerMissing, .couldNotSave, .errandsOverflowed, .buttonStuck,
        ]
        for (second, event) in events.enumerated() { book.note(event, at: MonotonicTime(sinceBoot: .seconds(second))) }
        let faults = book.faults(at: MonotonicTime(sinceBoot: .seconds(60)))
        #expect(faults.first?.what == "\(OperatorEvent.buttonStuck.message)")
        #expect(faults.first?.secondsAgo == 52)
        #expect(faults.first { $0.what == "\(OperatorEvent.displayLost.message)" }?.count == 2)
        #expect(faults.allSatisfy { !$0.whatToDo.isEmpty })
        #expect(!faults.contains { $0.what == "\(OperatorEvent.started.message)" })
        #expect(faults.count <= FaultBook.limit)
    }
}
