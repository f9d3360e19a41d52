import Foundation
import Intake
import Ledger
import Proofs
import Synchronization
import Testing

/// The real program, really killed while it prints. `CrashTests` of the ledger kills at each step; here the kill comes
/// whenever it comes.
@Suite struct `A killed kiosk` {
    @Test(.timeLimit(.minutes(4)))
    func `killed at any moment of printing, every number that was shown is known, and none is printed by itself`() async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "killed-\(UUID())")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: state) }  // a leftover in the temporary folder hurts nobody
        var shown = 0
        for round in 0..<10 {
            let kiosk = try SimulatorProcess(state: state)
            #expect(kiosk.ask("GET", "/slips/latest.bin").status == 404, "round \(round): a slip came out by itself")
            try kiosk.getNumber()
            shown += 1
            _ = kiosk.ask("POST", "/fault", #"{"device": "printer", "fault": "slow"}"#)
            let printing = kiosk.begin("POST", "/touch", #"{"control": "code.print"}"#)
            // Each look takes the time of a request: the kill comes before, at the beginning and in the middle of the slip.
            for _ in 0..<(round * 3) { _ = kiosk.ask("GET", "/board.json") }
            kiosk.kill()
            close(printing)
            try await isWhole(state, shown: shown, round)
        }
    }

    private func isWhole(_ state: URL, shown: Int, _ round: Int) async throws {
        let path = state.appending(path: "ledger.sqlite").path
        try #require(FileManager.default.fileExists(atPath: path))
        let ledger = try Ledger(at: .file(path))
        if case .begunAnew = ledger.opening { Issue.record("round \(round): the ledger was taken for damaged") }
        let summary = try await ledger.summary()
        #expect(summary.tokens == shown && summary.void == 0, "round \(round)")
        var waiting = 0
        for item in try await ledger.outboxBatch(limit: 100, at: .zero) {
            guard case .deliver = item.kind else { continue }
            #expect(try await ledger.state(of: item.lookup) == .waiting)
            let print = try #require(try await ledger.printState(of: item.lookup))
            #expect([.shown, .uncertain, .printed].contains(print), "round \(round)")
            waiting += 1
        }
        #expect(waiting == shown, "round \(round)")
        try ledger.close()
    }
}

/// A `kiosk-sim` of its own, asked over HTTP.
private final class SimulatorProcess {
    private let process = Process()
    private let port: UInt16

    init(state: URL) throws {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        process.executableURL = bundle.appending(path: "kiosk-sim")
        process.arguments = ["--port", "0", "--state", state.path, "--site", "amman-airport", "--panel", "seven-inch"]
        process.currentDirectoryURL = HandbookFixture.root
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var said = Data()
        while !said.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw FixtureError("kiosk-sim ended before it served.") }
            said += more
        }
        let address = String(decoding: said, as: UTF8.self).split(separator: ":").last?.prefix { $0.isNumber } ?? ""
        guard let port = UInt16(address) else { throw FixtureError("kiosk-sim named no port.") }
        self.port = port
        // Answers when a picture is there.
        while ask("GET", "/scene.json").status != 200 {}
    }

    /// By the safe path to a number: no question is asked.
    func getNumber() throws {
        _ = ask("POST", "/press", #"{"button": "help"}"#)
        for control in ["help.go-on", "nav.next", "nav.next", "help.number", "notice.agree"] {
            var answer = ask("POST", "/touch", #"{"control": "\#(control)"}"#)
            for _ in 0..<20 where answer.status == 400 {
                _ = ask("POST", "/touch", #"{"control": "nav.next-page"}"#)
                answer = ask("POST", "/touch", #"{"control": "\#(control)"}"#)
            }
        }
        for _ in 0..<1_000 where !ask("GET", "/scene.json").body.contains(#""page":"code""#) {}
        let scene = ask("GET", "/scene.json").body
        guard scene.contains(#""code.print""#) else { throw FixtureError("no number came: \(scene.prefix(200))") }
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit { if process.isRunning { kill() } }

    func ask(_ method: String, _ path: String, _ body: String = "") -> (status: Int, body: String) {
        let socket = begin(method, path, body)
        defer { close(socket) }
        var answer = [UInt8]()
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(socket, &piece, piece.count), count > 0 { answer += piece.prefix(count) }
        let text = String(decoding: answer, as: UTF8.self)
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0, text)
    }

    /// Sends a request and does not wait for the answer.
    func begin(_ method: String, _ path: String, _ body: String) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafeBytes(of: &address) { bytes in
            bytes.baseAddress.map { connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count)) } ?? -1
        }
        guard status == 0 else { return descriptor }
        let request = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        _ = request.withCString { write(descriptor, $0, strlen($0)) }
        return descriptor
    }
}
