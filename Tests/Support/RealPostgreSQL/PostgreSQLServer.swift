import Foundation
import Synchronization

/// A real PostgreSQL of its own for a run of tests or figures: made in a folder, on a socket only, and gone with the process.
public final class PostgreSQLServer: Sendable {
    /// One for all tests; they each have a database of their own.
    public static let shared = Result { try PostgreSQLServer() }

    /// The newest that Debian has put on this machine.
    private static let programs: String? = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return versions.compactMap { Int($0) }.max().map { "/usr/lib/postgresql/\($0)/bin" }
    }()

    /// Whether there is one on this machine.
    public static var isInstalled: Bool { programs != nil }

    /// Why there is no server, or a statement was refused.
    public struct NotStarted: Error, CustomStringConvertible {
        let said: String
        public var description: String { "PostgreSQL did not start: \(said)" }
    }

    private let folder: String
    /// Where its programs are.
    public let bin: String
    private let number = Mutex(0)
    /// As long as this end is open the server runs; the system closes it with the tests, however they end.
    private let leash: Pipe

    /// `fsync` and all else stay as PostgreSQL has them. PostgreSQL does not run as root: there it runs as its own user.
    private static let script = """
        set -eu
        dir=$1 bin=$2
        as() {
            if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
        }
        mkdir -m 700 "$dir"
        [ "$(id -u)" != 0 ] || chown postgres:postgres "$dir"
        cd "$dir"
        as "$bin/initdb" -D "$dir/data" -A trust -U hub --locale=C.UTF-8 -E UTF8 > "$dir/said" 2>&1
        as "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 120 \\
            -o "-k $dir -c listen_addresses='' -c max_connections=400" start < /dev/null >> "$dir/said" 2>&1
        echo ready
        cat > /dev/null || true
        as "$bin/pg_ctl" -D "$dir/data" -m immediate stop > /dev/null 2>&1
        cd /
        rm -rf "$dir"
        """

    private init() throws {
        guard let bin = Self.programs else { throw NotStarted(said: "it is not installed") }
        // Not the tests' own folder: PostgreSQL's user may not be let in there, and the path of a socket is short.
        (self.bin, folder) = (bin, "/tmp/hub-store-\(UUID().uuidString.prefix(8))")
        leash = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", Self.script, "sh", folder, bin]
        let said = Pipe()
        process.standardInput = leash
        process.standardOutput = said
        try process.run()
        let word = String(decoding: said.fileHandleForReading.availableData, as: UTF8.self)
        guard word.hasPrefix("ready") else {
            throw NotStarted(said: (try? String(contentsOfFile: folder + "/said", encoding: .utf8)) ?? "it said nothing")
        }
    }

    /// Makes an empty database, and returns its address.
    public func newDatabase() throws -> String {
        let name = number.withLock { number in
            number += 1
            return "hub\(number)"
        }
        try run("CREATE DATABASE \(name)", in: "postgres")
        return address(of: name)
    }

    private func address(of name: String) -> String { "host=\(folder) user=hub dbname=\(name)" }

    /// Runs a statement as somebody else would, and returns what it says.
    @discardableResult
    public func run(_ sql: String, at url: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: bin + "/psql")
        process.arguments = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]
        let said = Pipe()
        process.standardOutput = said
        try process.run()
        let bytes = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NotStarted(said: "psql refused a statement") }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func run(_ sql: String, in database: String) throws { try run(sql, at: address(of: database)) }

    /// Cuts all connections to a database, as a server does that is started again.
    public func cutConnections(to url: String) throws {
        try run(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """,
            at: url)
    }
}
