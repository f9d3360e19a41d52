import Foundation
import Sealing

/// The real program `kiosk-hub`, built beside this one, in a process of its own.
final class HubProcess {
    /// Its data folder: the authority, and with SQLite the store.
    let data: URL
    let mrcKey = MRCPrivateKey()
    private(set) var port = 0
    private let folder: URL
    private let process = Process()

    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "kiosk-hub")

    static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: program.path) }

    struct NotStarted: Error { let said: String }

    /// - Parameters:
    ///   - folder: where it has its settings and its data.
    ///   - postgreSQL: the address of its database; `nil`: SQLite.
    init(in folder: URL, postgreSQL: String?) throws {
        self.folder = folder
        data = folder.appending(path: "data")
        try FileManager.default.createDirectory(
            at: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try write(mrcKey.pem, "mrc.key")
        let database = postgreSQL.map { "postgresql = \"\($0)\"\n" } ?? ""
        let places = "[door]\nhost = \"127.0.0.1\"\nport = 0\n[desk]\nport = 0\n[keys]\nmrc = \"mrc.key\"\n"
        try write("data = \"data\"\n" + database + places, "hub.toml")
    }

    private func write(_ text: String, _ name: String) throws {
        let (path, mode) = (folder.appending(path: name).path, [FileAttributeKey.posixPermissions: 0o600])
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: mode) else {
            throw NotStarted(said: "\(path) cannot be written")
        }
    }

    /// Starts it, and returns when it says where it is open.
    func start() throws {
        process.executableURL = Self.program
        process.arguments = ["serve", "--config", folder.appending(path: "hub.toml").path]
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        var said = ""
        while let more = String(data: pipe.fileHandleForReading.availableData, encoding: .utf8), !more.isEmpty {
            said += more
            guard let start = said.range(of: "door.port=\"")?.upperBound, let end = said[start...].firstIndex(of: "\""),
                let port = Int(said[start..<end])
            else { continue }
            self.port = port
            // Whatever it says later must not fill the pipe up.
            pipe.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
            return
        }
        throw NotStarted(said: said)
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Its share of the memory now, in MB. Source: proc(5), `smaps_rollup`.
    var memory: Double { kilobytes("smaps_rollup", "Pss:") / 1024 }

    /// The most that it ever had in memory, in MB, with what it shares with others. Source: proc(5), `status`.
    var mostMemory: Double { kilobytes("status", "VmHWM:") / 1024 }

    private func kilobytes(_ file: String, _ name: String) -> Double {
        // What cannot be read holds no bar: it counts as endless.
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/\(file)", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first }.flatMap { Double($0) } ?? .infinity
    }
}
