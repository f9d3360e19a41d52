import Foundation
import Glibc
import Testing

@testable import LinuxDevices

/// A service manager's end of the socket.
private final class Manager {
    let path: String
    private let socket: Int32

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "notify-\(UInt32.random(in: 0 ... .max))").path
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        try #require(status == 0, "bind \(path)")
    }

    /// What was said, without waiting; nil: nothing.
    func hear() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    deinit {
        close(socket)
        unlink(path)
    }
}

/// These set variables of the process, which no other test reads.
@Suite(.serialized) struct `The service manager` {
    @Test func `hears that the kiosk is ready, lives, does something and stops`() throws {
        let manager = try Manager()
        setenv("NOTIFY_SOCKET", manager.path, 1)
        defer { unsetenv("NOTIFY_SOCKET") }
        let service = ServiceManager()
        service.ready()
        service.feed()
        service.tell("Serving.")
        service.stopping()
        #expect([manager.hear(), manager.hear(), manager.hear(), manager.hear()] == ["READY=1", "WATCHDOG=1", "STATUS=Serving.", "STOPPING=1"])
        #expect(manager.hear() == nil)
    }

    @Test func `gets one line, whatever stands in a status`() throws {
        let manager = try Manager()
        setenv("NOTIFY_SOCKET", manager.path, 1)
        defer { unsetenv("NOTIFY_SOCKET") }
        ServiceManager().tell("printer\nREADY=1\r\nSTOPPING=1\u{0}")
        #expect(manager.hear() == "STATUS=printer READY=1 STOPPING=1 ")
        #expect(manager.hear() == nil)
    }

    @Test func `is missed by nobody when there is none`() {
        unsetenv("NOTIFY_SOCKET")
        let service = ServiceManager()
        service.ready()
        service.feed()
        #expect(service.feedingTime == nil)
    }

    @Test func `says how often it wants to be fed`() {
        setenv("WATCHDOG_USEC", "20000000", 1)
        setenv("WATCHDOG_PID", "\(getpid())", 1)
        defer {
            unsetenv("WATCHDOG_USEC")
            unsetenv("WATCHDOG_PID")
        }
        #expect(ServiceManager().feedingTime == .seconds(20))
        // Meant for another process, for example the one that started this.
        setenv("WATCHDOG_PID", "1", 1)
        #expect(ServiceManager().feedingTime == nil)
    }

    @Test func `gets long statuses shortened between letters`() {
        let line = ServiceManager.oneLine(String(repeating: "ក", count: 1_000))
        #expect(line.utf8.count <= ServiceManager.longestStatus)
        #expect(line.hasSuffix("ក…"))
        #expect(ServiceManager.oneLine("short") == "short")
    }
}

@Suite struct `What systemd hands over` {
    private func folders(_ environment: [String: String]) -> ServiceFolders { ServiceFolders { environment[$0] } }

    @Test func `folders are the first of each kind, and whole paths`() {
        let all = folders([
            "STATE_DIRECTORY": "/var/lib/mrc-kiosk/state:/var/lib/other", "RUNTIME_DIRECTORY": "/run/mrc-kiosk",
            "CREDENTIALS_DIRECTORY": "/run/credentials/kioskd.service",
        ])
        #expect(all.state == "/var/lib/mrc-kiosk/state")
        #expect(all.runtime == "/run/mrc-kiosk")
        #expect(all.credentials == "/run/credentials/kioskd.service")
        let none = folders(["STATE_DIRECTORY": "", "RUNTIME_DIRECTORY": "relative"])
        #expect(none == folders([:]))
        #expect(none.state == nil)
    }

    @Test func `secrets are read by their names, and none is needed`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "secrets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // the system clears what is left
        try Data("a token".utf8).write(to: folder.appending(path: "secret_hub.token"))
        try Data(count: Secrets.longest + 1).write(to: folder.appending(path: "secret_long"))
        try Data("elsewhere".utf8).write(to: folder.appending(path: "plain"))
        let secrets = Secrets(folder: folder.path)
        #expect(try secrets.read("hub.token") == Array("a token".utf8))
        #expect(try secrets.read("staff.pin") == nil)
        #expect(try secrets.read("../plain") == nil)
        #expect(try Secrets(folder: nil).read("hub.token") == nil)
        #expect(throws: SystemFailure(doing: "read the secret long", number: EFBIG)) { try secrets.read("long") }
    }

    @Test(arguments: [
        (["MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_CODE": "exited", "MONITOR_EXIT_STATUS": "78"], FaultCode.settings),
        (["MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_CODE": "exited", "MONITOR_EXIT_STATUS": "66"], .guideMissing),
        (["MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_CODE": "exited", "MONITOR_EXIT_STATUS": "1"], .ended),
        (["MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_CODE": "exited", "MONITOR_EXIT_STATUS": "203"], .programMissing),
        (["MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_CODE": "exited", "MONITOR_EXIT_STATUS": "243"], .secrets),
        (["MONITOR_SERVICE_RESULT": "exit-code", "MONITOR_EXIT_CODE": "exited", "MONITOR_EXIT_STATUS": "226"], .sandbox),
        (["MONITOR_SERVICE_RESULT": "start-limit-hit", "MONITOR_EXIT_CODE": "exited", "MONITOR_EXIT_STATUS": "65"], .guideRefused),
        (["MONITOR_SERVICE_RESULT": "start-limit-hit", "MONITOR_EXIT_CODE": "killed", "MONITOR_EXIT_STATUS": "SEGV"], .crashed),
        (["MONITOR_SERVICE_RESULT": "watchdog", "MONITOR_EXIT_CODE": "killed", "MONITOR_EXIT_STATUS": "ABRT"], .hung),
        (["MONITOR_SERVICE_RESULT": "signal", "MONITOR_EXIT_CODE": "killed", "MONITOR_EXIT_STATUS": "ILL"], .crashed),
        (["MONITOR_SERVICE_RESULT": "oom-kill", "MONITOR_EXIT_CODE": "killed", "MONITOR_EXIT_STATUS": "KILL"], .memory),
        (["MONITOR_SERVICE_RESULT": "timeout", "MONITOR_EXIT_CODE": "killed", "MONITOR_EXIT_STATUS": "TERM"], .slow),
        (["MONITOR_SERVICE_RESULT": "resources"], .system), (["MONITOR_SERVICE_RESULT": "rubbish"], .unknown), ([:], .unknown),
    ])
    func `the end of the kiosk has a code`(environment: [String: String], fault: FaultCode) {
        #expect(ServiceEnd { environment[$0] }.fault == fault)
    }
}

@Suite struct `What the units say` {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Systemd")

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func `kioskd is not started again after what a new start cannot heal`() throws {
        let lasting = LinuxDevices.ExitStatus.allCases.filter(\.isLasting).map { "\($0.rawValue)" }.joined(separator: " ")
        #expect(try Self.text("kioskd.service").contains("\nRestartPreventExitStatus=\(lasting)\n"))
    }

    @Test(arguments: FaultCode.allCases) func `every code is in the technician's table`(fault: FaultCode) throws {
        #expect(try Self.text("README.md").contains("| **\(fault.rawValue)** |"))
    }

    @Test(arguments: LinuxDevices.ExitStatus.allCases)
    func `every exit status is in the technician's table`(status: LinuxDevices.ExitStatus) throws {
        #expect(try Self.text("README.md").contains("| \(status.rawValue) |"))
    }

    @Test(arguments: FaultCode.allCases) func `what to do fits one line of the glass`(fault: FaultCode) {
        #expect((20...72).contains(fault.whatToDo.count))
    }
}
