import Appliance
import ArgumentParser
import Devices
import Foundation
import Sealing

/// `kioskctl doctor`: how this kiosk is, and what to do about it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say how this kiosk is, and what to do about it.",
        discussion: """
            Leaves with status 0 when the kiosk is healthy, 1 when something is wrong but it serves, 2 when it is out of \
            order, 64 for a wrong use of this command, 65 for a report that is not believed. Nothing of any visit is told.
            """)

    @Flag(help: "The whole report as JSON.") var json = false
    @Option(help: "Also draw the report as a slip into this PNG file.") var slip: String?
    @Flag(help: "Let the running kiosk print its report, and nothing else.") var print = false
    @Flag(help: "Print the kiosk's public key as PEM, and nothing else: note it when the kiosk is set up.") var publicKey = false
    @Option(help: "Check a report that was scanned from a slip: its text, or a file with it.") var verify: String?
    @Option(help: "The public key of the kiosk for --verify, a file.") var key: String?
    @Flag(help: "Ask for what was measured where the kiosk stands, and say what is out of range, and nothing else.")
    var siting = false
    @Option(help: "An answer for --siting, NAME=VALUE; may be given again. Without a terminal nothing is asked.")
    var measured: [String] = []
    @Option(help: "The runtime folder of the kiosk.") var runtime = "/run/mrc-kiosk"
    @Option(help: "The settings of the kiosk.") var config = "/etc/mrc-kiosk/kiosk.toml"
    @Option(help: "The kiosk's unit.") var unit = "kioskd.service"

    func validate() throws {
        guard (verify == nil) == (key == nil) else { throw ValidationError("--verify and --key belong together.") }
        let deeds = [print, publicKey, verify != nil, siting].count { $0 }
        guard deeds <= 1, deeds == 0 || ((!json || siting) && slip == nil) else {
            throw ValidationError("--print, --public-key, --verify and --siting each stand alone.")
        }
        guard siting || measured.isEmpty else { throw ValidationError("--measured belongs to --siting.") }
    }

    func run() throws {
        if let verify, let key { return try check(verify, key) }
        if siting { return try survey() }
        if print { return try askForSlip() }
        if publicKey { return try tellKey() }
        let report = examined()
        try tell(report)
        if let slip { try draw(report, to: slip) }
        if report.state != .healthy { throw ExitCode(report.state == .degraded ? 1 : 2) }
    }

    private var folder: URL { URL(fileURLWithPath: runtime, isDirectory: true) }

    // MARK: The report

    /// What the kiosk says, and what is seen from here.
    private func examined() -> HealthReport {
        var view = OutsideView()
        let clock = OutsideClock()
        let report: HealthReport?
        do { report = try HealthFile.read(folder) } catch { (report, view.missing) = (nil, error) }
        let service = ServiceState(of: unit)
        view.isRunning = service.isActive ?? report.map { OutsideProcess.isAlive($0.facts.pid) }
        view.restarts = service.restarts
        look(at: URL(fileURLWithPath: config), &view)
        guard var report else {
            let facts = HealthFacts(kiosk: OutsideProcess.hostName, site: "?", program: "?", wall: clock.wall)
            return HealthReport(silent: facts, view.findings(with: nil, at: clock.sinceBoot))
        }
        report.add(view.findings(with: report, at: clock.sinceBoot))
        return report
    }

    private func look(at settings: URL, _ view: inout OutsideView) {
        do throws(ConfigurationError) {
            view.freeBytes = OutsideProcess.freeBytes(at: try Configuration.read(settings).folders.state)
        } catch {
            view.settings = "\(error)"
        }
    }

    private func tell(_ report: HealthReport) throws {
        if json {
            FileHandle.standardOutput.write(try HealthFile.json(report) + Data("\n".utf8))
        } else {
            FileHandle.standardOutput.write(Data(report.text().utf8))
        }
    }

    private func draw(_ report: HealthReport, to path: String) throws {
        let bitmap = try ReportSlip.bitmap(of: report.slip)
        try write(bitmap.png, to: path)
    }

    // MARK: Other deeds

    /// Asks the running program by SIGUSR1. Its number comes from the report, and may be another program's by now.
    private func askForSlip() throws {
        guard let report = try? HealthFile.read(folder), OutsideProcess.isKiosk(report.facts.pid) else {
            throw Refusal(2, "The kiosk's program does not run; nothing is printed. kioskctl doctor --slip FILE.png draws what is known.")
        }
        guard kill(report.facts.pid, SIGUSR1) == 0 else {
            throw Refusal(77, "The kiosk's program may not be asked (errno \(errno)); run this as root or as its user.")
        }
        Swift.print("The kiosk prints its report.")
    }

    private func survey() throws {
        let questions = SitingQuestions(given: measured, json: json)
        guard try questions.tell(questions.ask()) else { throw ExitCode(1) }
    }

    private func tellKey() throws {
        guard let key = try? KioskPublicKey(text: HealthFile.read(folder).publicKey) else {
            throw Refusal(2, "The kiosk has told no key; see kioskctl doctor.")
        }
        Swift.print(key.pem, terminator: "")
    }

    private func check(_ scanned: String, _ keyFile: String) throws {
        guard let keyText = try? String(contentsOfFile: keyFile, encoding: .utf8) else {
            throw Refusal(66, "\(keyFile) cannot be read.")
        }
        // A text that begins as a report does is no file.
        let text = scanned.uppercased().hasPrefix("MRCH1:") ? scanned : try? String(contentsOfFile: scanned, encoding: .utf8)
        guard let text else { throw Refusal(66, "\(scanned) is no report and no file that can be read.") }
        do {
            let key = try KioskPublicKey(text: keyText)
            Swift.print("good: \(try SignedNote.decode(text, from: key))")
        } catch {
            throw Refusal(65, "\(error)")
        }
    }
}

/// A sentence on standard error, and the status to leave with.
struct Refusal: Error, CustomStringConvertible {
    var status: Int32
    var description: String

    init(_ status: Int32, _ sentence: String) { (self.status, description) = (status, sentence) }
}
