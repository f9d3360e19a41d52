import Appliance
import Devices
import Foundation
import Proofs
import Sealing
import Testing

@Suite struct `Asking the doctor` {
    /// Now, as the report is stamped.
    private var sinceBoot: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec)
    }

    /// A kiosk that runs as this very process and finds nothing wrong with itself.
    private func sound() -> HealthFacts {
        var facts = HealthFacts(
            kiosk: "amman-1", site: "amman-airport", program: "0.1.0", wall: WallTime(secondsSince1970: 1_795_305_600, trust: .network))
        facts.guide = HealthFacts.Guide(version: "2026.11.1", builtOn: "2026-11-22", isSigned: true)
        facts.devices = [
            HealthFacts.Device(.display, .working), HealthFacts.Device(.touch, .working), HealthFacts.Device(printer: .ready, profile: "epson-tm-t20"),
        ]
        facts.ledger = HealthFacts.Ledger(isOpen: true, kept: 4)
        facts.pid = ProcessInfo.processInfo.processIdentifier
        facts.writtenSeconds = sinceBoot
        return facts
    }

    /// The doctor, for a kiosk whose report and settings lie in `folder`; no unit of this machine is meant.
    private func doctor(_ arguments: [String], in folder: URL) throws -> Command {
        let settings = folder.appending(path: "kiosk.toml")
        if !FileManager.default.fileExists(atPath: settings.path) { try "".write(to: settings, atomically: true, encoding: .utf8) }
        return try Command(
            ["doctor", "--runtime", folder.path, "--config", settings.path, "--unit", "no-such-kiosk.service"] + arguments)
    }

    @Test func `a healthy kiosk leaves with status 0 and says what it is made of`() async throws {
        try await withFolder { folder in
            try HealthFile.write(HealthReport(of: sound()), to: folder)
            let told = try doctor([], in: folder)
            #expect(told.status == 0, "\(told.output)\(told.errors)")
            for words in ["amman-1 at amman-airport: Everything works", "epson-tm-t20", "2026.11.1", "4 records kept", "set by the network"] {
                #expect(told.output.contains(words), "\(words)")
            }
            #expect(told.errors == "")
        }
    }

    @Test func `a fault leaves with status 1, one that ends the service with status 2`() async throws {
        try await withFolder { folder in
            var facts = sound()
            facts.devices[2] = HealthFacts.Device(printer: .paperOut, profile: "epson-tm-t20")
            try HealthFile.write(HealthReport(of: facts), to: folder)
            let degraded = try doctor([], in: folder)
            #expect(degraded.status == 1)
            #expect(degraded.output.contains("P2  There is no paper.") && degraded.output.contains("-> Put in a new roll."))
            facts.guide = nil
            try HealthFile.write(HealthReport(of: facts), to: folder)
            #expect(try doctor([], in: folder).status == 2)
        }
    }

    @Test func `without a report, with an old one and without its process a kiosk is out of order`() async throws {
        try await withFolder { folder in
            let none = try doctor([], in: folder)
            #expect(none.status == 2)
            #expect(none.output.contains("R3"))
            var facts = sound()
            facts.writtenSeconds -= 200
            try HealthFile.write(HealthReport(of: facts), to: folder)
            let old = try doctor([], in: folder)
            #expect(old.status == 2)
            #expect(old.output.contains("R3"))
            facts = sound()
            // Beyond the largest number of a process.
            facts.pid = 4_194_305
            try HealthFile.write(HealthReport(of: facts), to: folder)
            let gone = try doctor([], in: folder)
            #expect(gone.status == 2)
            #expect(gone.output.contains("R2") && !gone.output.contains("R3"))
        }
    }

    @Test func `wrong settings are found before the next start stumbles over them`() async throws {
        try await withFolder { folder in
            try HealthFile.write(HealthReport(of: sound()), to: folder)
            try "panel = \"wall\"\n".write(to: folder.appending(path: "kiosk.toml"), atomically: true, encoding: .utf8)
            let told = try doctor([], in: folder)
            #expect(told.status == 1)
            #expect(told.output.contains("S1") && told.output.contains("panel"))
        }
    }

    @Test func `JSON is the whole report with what is seen from outside`() async throws {
        try await withFolder { folder in
            var facts = sound()
            facts.writtenSeconds -= 999
            try HealthFile.write(HealthReport(of: facts), to: folder)
            let told = try doctor(["--json"], in: folder)
            #expect(told.status == 2)
            let report = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any]
            #expect(report?["state"] as? String == "out-of-order")
            #expect((report?["findings"] as? [[String: String]])?.first?["code"] == "R3")
            #expect((report?["facts"] as? [String: Any])?["kiosk"] as? String == "amman-1")
        }
    }

    @Test(arguments: [
        ["--sing"], ["--verify", "MRCH1:AAAA"], ["--key", "x"], ["--print", "--json"], ["--print", "--public-key"], ["--slip"], ["extra"],
    ])
    func `a wrong use leaves with a status that is none of the kiosk's`(arguments: [String]) async throws {
        try await withFolder { folder in
            let told = try doctor(arguments, in: folder)
            #expect(told.status == 64)
            #expect(told.output == "")
            #expect(told.errors.contains("Error:"))
        }
    }

    // MARK: Slip and signature

    @Test func `the slip is a picture, and its status still says how the kiosk is`() async throws {
        try await withFolder { folder in
            var report = HealthReport(of: sound())
            report.signed = HealthSummary(report).signed(by: KioskIdentity())
            try HealthFile.write(report, to: folder)
            let file = folder.appending(path: "slip.png")
            let told = try doctor(["--slip", file.path], in: folder)
            #expect(told.status == 0, "\(told.errors)")
            #expect(try Data(contentsOf: file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(try doctor(["--slip", "/nowhere/slip.png"], in: folder).status == 64)
        }
    }

    @Test func `a scanned report is believed with the kiosk's own key, and with no other`() async throws {
        try await withFolder { folder in
            let (kiosk, other) = (KioskIdentity(), KioskIdentity())
            var report = HealthReport(of: sound())
            report.signed = HealthSummary(report).signed(by: kiosk)
            report.publicKey = Data(try #require(kiosk.publicKey).bytes).base64EncodedString()
            try HealthFile.write(report, to: folder)

            let pem = try doctor(["--public-key"], in: folder)
            #expect(pem.status == 0)
            let key = folder.appending(path: "amman-1.pub"), wrong = folder.appending(path: "other.pub")
            try pem.output.write(to: key, atomically: true, encoding: .utf8)
            try #require(other.publicKey).pem.write(to: wrong, atomically: true, encoding: .utf8)
            let scan = folder.appending(path: "scan.txt")
            try (report.signed + "\n").write(to: scan, atomically: true, encoding: .utf8)

            for scanned in [report.signed, scan.path] {
                let good = try doctor(["--verify", scanned, "--key", key.path], in: folder)
                #expect(good.status == 0, "\(good.errors)")
                #expect(good.output.hasPrefix("good: 1;amman-1;amman-airport;"))
                #expect(try doctor(["--verify", scanned, "--key", wrong.path], in: folder).status == 65)
            }
            let forged = String(report.signed.dropLast()) + (report.signed.hasSuffix("A") ? "B" : "A")
            let refused = try doctor(["--verify", forged, "--key", key.path], in: folder)
            #expect(refused.status == 65)
            #expect(refused.output == "")
            #expect(try doctor(["--verify", "/nowhere/scan", "--key", key.path], in: folder).status == 66)
            #expect(try doctor(["--verify", report.signed, "--key", "/nowhere/key"], in: folder).status == 66)
        }
    }

    // MARK: Printing

    @Test func `a kiosk that does not run prints nothing, and nobody else is signalled`() async throws {
        try await withFolder { folder in
            #expect(try doctor(["--print"], in: folder).status == 2)
            // The number of the process that runs the tests: it would end by the signal.
            try HealthFile.write(HealthReport(of: sound()), to: folder)
            let told = try doctor(["--print"], in: folder)
            #expect(told.status == 2)
            #expect(told.errors.contains("does not run"))
        }
    }

    /// Whether a signal has reached a process, which it may have put off or died of.
    private func hasGot(_ signal: Int32, _ process: Process) throws -> Bool {
        guard process.isRunning else { return process.terminationReason == .uncaughtSignal && process.terminationStatus == signal }
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let pending = status.split(separator: "\n").first { $0.hasPrefix("ShdPnd:") }?.split(separator: "\t").last
        return pending.flatMap { UInt64($0, radix: 16) }.map { $0 & 1 << UInt64(signal - 1) != 0 } ?? false
    }

    @Test func `a kiosk that runs is asked by the signal`() async throws {
        try await withFolder { folder in
            // A program that only waits, under the name of the kiosk's.
            let program = folder.appending(path: "kioskd")
            try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: program.path)
            let kiosk = Process()
            kiosk.executableURL = program
            kiosk.arguments = ["60"]
            try kiosk.run()
            defer { kill(kiosk.processIdentifier, SIGKILL) }
            var facts = sound()
            facts.pid = kiosk.processIdentifier
            try HealthFile.write(HealthReport(of: facts), to: folder)
            #expect(try !hasGot(SIGUSR1, kiosk))
            let told = try doctor(["--print"], in: folder)
            #expect(told.status == 0, "\(told.errors)")
            #expect(told.output.contains("prints its report"))
            if kiosk.isRunning, try !hasGot(SIGUSR1, kiosk) { kiosk.waitUntilExit() }
            #expect(try hasGot(SIGUSR1, kiosk))
        }
    }

    // MARK: PIN

    @Test func `a PIN is kept as a hash that opens the staff page`() throws {
        let told = try Command(["pin"], input: "4711\n")
        #expect(told.status == 0, "\(told.errors)")
        let kept = try #require(StaffPIN(text: told.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kept.matches("4711") && !kept.matches("4712"))
        for wrong in ["", "123", "123456789", "abcd"] {
            let refused = try Command(["pin"], input: wrong + "\n")
            #expect(refused.status == 2)
            #expect(refused.output == "")
        }
    }
}
