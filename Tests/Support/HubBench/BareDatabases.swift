import Foundation
import GRDB
import RealPostgreSQL

/// Rows per second that a bare database commits: one at a time, and fifty at a time.
struct Commits {
    let single: Double
    let fifties: Double
}

/// SQLite as the store sets it up, with a table and nothing else.
struct BareSQLite {
    private let file: DatabaseQueue

    init(in folder: String) throws {
        file = try DatabaseQueue(path: folder + "/bare.sqlite")
        try file.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = ON;
                    CREATE TABLE bare (lookup BLOB NOT NULL PRIMARY KEY, record BLOB NOT NULL) STRICT, WITHOUT ROWID;
                    """)
        }
    }

    func rows(atOnce count: Int, for seconds: Int) throws -> Double {
        try file.writeWithoutTransaction { db in
            let insert = try db.makeStatement(sql: "INSERT INTO bare VALUES (randomblob(16), randomblob(153))")
            let start = ContinuousClock.now
            var rows = 0
            while ContinuousClock.now < start + .seconds(seconds) {
                try db.inTransaction(.immediate) {
                    for _ in 0..<count { try insert.execute() }
                    return .commit
                }
                rows += count
            }
            return Double(rows) / (ContinuousClock.now - start).milliseconds * 1000
        }
    }
}

/// PostgreSQL under its own pgbench, with eight connections, a table and nothing else.
struct BarePostgreSQL {
    /// Rows of each of the eight connections for a second asked for: about what a small machine commits in that time.
    private static let perSecond = 1_000

    private let server: PostgreSQLServer
    private let url: String

    init(_ server: PostgreSQLServer) throws {
        (self.server, url) = (server, try server.newDatabase())
        try server.run("CREATE TABLE bare (lookup uuid PRIMARY KEY, record bytea NOT NULL)", at: url)
    }

    func rows(atOnce count: Int, for seconds: Int) throws -> Double {
        let script = FileManager.default.temporaryDirectory.appending(path: "bare-\(UUID().uuidString).sql")
        try """
        INSERT INTO bare SELECT gen_random_uuid(), decode(repeat('5a', 153), 'hex') FROM generate_series(1, \(count));
        """.write(to: script, atomically: true, encoding: .utf8)
        // Leftovers in the temporary folder are the system's to clear: `try?`.
        defer { try? FileManager.default.removeItem(at: script) }
        let process = Process()
        process.executableURL = URL(filePath: server.bin + "/pgbench")
        // By number and not by time: its alarm does not ring in a child of this program, whose signals are blocked.
        let transactions = max(1, seconds * BarePostgreSQL.perSecond / count)
        process.arguments = ["-n", "-M", "prepared", "-c", "8", "-j", "2", "-t", "\(transactions)", "-f", script.path, url]
        let said = Pipe()
        process.standardOutput = said
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let line = text.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        return (line.flatMap { Double($0.split(separator: " ")[2]) } ?? 0) * Double(count)
    }
}
