import Foundation
import GuidePack
import Hub
import HubSQLite
import Sealing
import Testing

/// The real program `kiosk-hub` on a folder of its own, which can be killed and started again.
final class RealHub {
    let folder: URL
    let mrcKey: MRCPrivateKey
    /// The key of the centre that all hubs here belong to, unless a test says otherwise.
    static let centre = MRCPrivateKey()
    private var process: Process?
    private(set) var port = 0

    init(mrcKey: MRCPrivateKey = RealHub.centre) throws {
        self.mrcKey = mrcKey
        folder = FileManager.default.temporaryDirectory.appending(path: "hub-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try write(mrcKey.pem, "mrc.key", mode: 0o600)
        try write(
            """
            data = "data"
            [door]
            host = "127.0.0.1"
            port = 0
            [desk]
            port = 0
            [keys]
            mrc = "mrc.key"
            guide = ["guide.pub"]
            """, "hub.toml", mode: 0o600)
        try write(SigningKey.generate().trusted.text, "guide.pub", mode: 0o644)
    }

    deinit {
        kill()
        // Leftovers in the temporary folder are the system's to clear: `try?`.
        try? FileManager.default.removeItem(at: folder)
    }

    private func write(_ text: String, _ name: String, mode: Int) throws {
        let path = folder.appending(path: name).path
        #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
    }

    private func program(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "kiosk-hub")
        process.arguments = arguments + ["--config", folder.appending(path: "hub.toml").path]
        return process
    }

    /// Starts it, and returns when it says where it is open.
    func start() throws {
        let process = program(["serve"])
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        self.process = process
        var said = ""
        while let more = String(data: pipe.fileHandleForReading.availableData, encoding: .utf8), !more.isEmpty {
            said += more
            guard let start = said.range(of: "door.port=\"")?.upperBound, let end = said[start...].firstIndex(of: "\"") else { continue }
            port = try #require(Int(said[start..<end]))
            // Whatever it says later must not fill the pipe up.
            pipe.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
            return
        }
        throw HubDidNotStart(said: said)
    }

    /// Ends it without a word, as a power cut does.
    func kill() {
        guard let process, process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// What a command of it prints.
    func say(_ arguments: String...) throws -> String {
        let (said, status) = try ask(arguments)
        return try #require(status == 0 ? said : nil, "kiosk-hub \(arguments.first ?? "") failed")
    }

    /// What a command of it prints, and the status that it leaves with.
    func ask(_ arguments: [String]) throws -> (said: String, status: Int32) {
        let process = program(arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return (text, process.terminationStatus)
    }

    /// The store itself, while the program does not run.
    func store() throws -> SQLiteHubStore { try SQLiteHubStore(at: .folder(folder.appending(path: "data").path)) }
}

struct HubDidNotStart: Error { let said: String }
