import Foundation
import Hub
import HubSQLite
import KioskDoor
import Link
import Sealing
import Testing

@testable import kiosk_hub

/// The real program, as a technician runs it.
@Suite(.timeLimit(.minutes(3))) struct `The program kiosk-hub` {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hub-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(MRCPrivateKey().pem.utf8).write(to: folder.appending(path: "mrc.key"))
        try setMode(0o600)
        try Data("data = \"data\"\n[door]\nhost = \"127.0.0.1\"\nport = 0\n[desk]\nport = 0\n[keys]\nmrc = \"mrc.key\"\n".utf8)
            .write(to: settings)
    }

    private var settings: URL { folder.appending(path: "hub.toml") }

    private func setMode(_ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.appending(path: "mrc.key").path)
    }

    private func process(_ arguments: [String]) -> Process {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let process = Process()
        process.executableURL = bundle.appending(path: "kiosk-hub")
        process.arguments = arguments + ["--config", settings.path]
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private struct Outcome {
        var status: Int32
        var said: String
        var complained: String
    }

    private func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

    private func run(_ arguments: [String]) throws -> Outcome {
        let process = process(arguments)
        let (said, complained) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (said, complained)
        try process.run()
        let texts = [said, complained].map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, said: texts[0], complained: texts[1])
    }

    @Test func `prints a code of enrolment whose pin is that of this hub`() throws {
        let added = try run("kiosk", "add", "--site", "amman", "--channel", "canary", "amman-1")
        #expect(added.status == 0)
        #expect(added.complained == "")
        let code = try EnrolmentCode(added.said.trimmingCharacters(in: .newlines))
        #expect(added.said == code.text + "\n")
        #expect(try Authority(in: folder.appending(path: "data")).pin == code.pin)
        // Nothing in the book can be used before it enrols.
        #expect(try run("kiosk", "list").said == "")
        let again = try run("kiosk", "add", "--site", "amman", "amman-1")
        #expect(try EnrolmentCode(again.said.trimmingCharacters(in: .newlines)).secret != code.secret)
    }

    @Test(arguments: [
        (["kiosk", "add", "--site", "amman", "Amman 1"], 64), (["kiosk", "add", "amman-1"], 64), (["kiosk", "add", "--site", "a/b", "amman-1"], 64),
        (["kiosk", "add", "--site", "amman", "--channel", "beta", "amman-1"], 64), (["kiosk", "revoke", "amman-1"], 65),
        (["kiosk", "move", "--channel", "test", "amman-1"], 65), (["guide", "publish", "--channel", "all", "/nowhere"], 77),
    ] as [([String], Int32)])
    func `what cannot be done ends with a sentence and a status`(arguments: [String], status: Int32) throws {
        let process = process(arguments)
        let complained = Pipe()
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, complained)
        try process.run()
        let text = String(decoding: complained.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == status)
        #expect(text.count > 20)
    }

    @Test func `refuses a private key that others may read, and says what to do`() throws {
        try setMode(0o644)
        let outcome = try run("serve")
        #expect(outcome.status == 77)
        #expect(outcome.complained.contains("chmod 600"))
        #expect(!outcome.complained.contains("BEGIN"))
    }

    @Test func `refuses settings that are wrong, and a pack that nobody signed`() throws {
        try Data("port = 1\n".utf8).write(to: settings)
        #expect(try run("serve").status == 78)
        let key = Data((0..<32).map { _ in 7 }).base64EncodedString()
        try Data(key.utf8).write(to: folder.appending(path: "guide.pub"))
        try Data("data = \"data\"\n[keys]\nguide = [\"guide.pub\"]\n".utf8).write(to: settings)
        let outcome = try run("guide", "publish", "--channel", "all", folder.path)
        #expect(outcome.status == 65)
        #expect(outcome.complained.contains("The pack is refused."))
    }

    @Test func `a database that is away at the start ends with a sentence, and a status after which it is started again`() throws {
        try Data("data = \"data\"\npostgresql = \"host=/nowhere/at/all user=hub password=secret\"\n[keys]\nmrc = \"mrc.key\"\n".utf8)
            .write(to: settings)
        let outcome = try run("serve")
        #expect(outcome.status == 75)
        #expect(outcome.complained.contains("the database is away"))
        #expect(!outcome.complained.contains("secret"))
    }

    @Test(arguments: ["door", "desk"]) func `a port that somebody else has is told by its own keys`(table: String) throws {
        let taken = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(taken) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(taken, $0, length) | listen(taken, 1) | getsockname(taken, $0, &length) }
        }
        try #require(result == 0, "errno \(errno)")
        let port = UInt16(bigEndian: address.sin_port)
        let ports = table == "door" ? (port, 0) : (0, port)
        try Data("data = \"data\"\n[door]\nhost = \"127.0.0.1\"\nport = \(ports.0)\n[desk]\nport = \(ports.1)\n[keys]\nmrc = \"mrc.key\"\n".utf8)
            .write(to: settings)
        let outcome = try run("serve")
        #expect(outcome.status == 71)
        #expect(outcome.complained.contains("\(table).port: the hub cannot go on at 127.0.0.1 port \(port)"), "\(outcome.complained)")
    }

    @Test func `what is done at the command line stands in the log`() async throws {
        func say(_ arguments: String...) throws { #expect(try run(["kiosk"] + arguments).status == 0) }
        try say("add", "--site", "amman", "amman-1")
        let store = try SQLiteHubStore(at: .folder(folder.appending(path: "data").path))
        try await enrol(try #require(KioskID("amman-1")), in: store)
        try say("move", "--channel", "test", "amman-1")
        try say("revoke", "amman-1")
        let lines = try await store.audit(limit: 10, before: nil).map(\.entry)
        #expect(lines.map(\.what) == ["kiosk.revoked", "kiosk.moved", "kiosk.added"])
        #expect(lines.allSatisfy { $0.who == "hub" && $0.whom == "kiosk:amman-1" })
        await store.close()
    }

    /// Brings a kiosk into the book, as if it had come with its code.
    private func enrol(_ kiosk: KioskID, in store: SQLiteHubStore) async throws {
        let (bytes, now) = ([UInt8](repeating: 1, count: 32), HubHouse.now())
        try await store.offer(
            EnrolmentOffer(kiosk: kiosk, site: "amman", channel: .all, secretDigest: bytes, expires: now + .seconds(60)))
        let certificate = IssuedCertificate(fingerprint: bytes, kiosk: kiosk, expires: now + .seconds(60))
        _ = try #require(try await store.enrol(secretDigest: bytes, certificate: certificate, at: now))
    }

    @Test func `tells the service manager that it is ready and lives, answers, and ends at SIGTERM`() throws {
        let socket = try ManagerSocket(at: folder.appending(path: "notify").path)
        let process = process(["serve"])
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "600000"]) { $1 }
        let complained = Pipe()
        process.standardError = complained
        try process.run()
        var heard: Set<String> = []
        while !heard.isSuperset(of: ["READY=1", "WATCHDOG=1"]) { heard.insert(socket.hear()) }
        process.terminate()
        while !heard.contains("STOPPING=1") { heard.insert(socket.hear()) }
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        let log = String(decoding: complained.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(log.contains("<5>the hub is open for kiosks"))
    }
}
