import CPQ
import Hub
import Link

/// One connection to the database, used by one thread at a time, and closed when its owner lets it go.
///
/// Nearly every statement is prepared once and then called by its name. The corresponding C type is `PGconn`.
struct Connection: ~Copyable {
    private let raw: OpaquePointer
    /// The names of the statements that the server knows, by their text.
    private var prepared: [String: String] = [:]
    /// Whether the transaction that is being made has reached the server: what was lost after that is not tried again.
    var hasBegun = false

    /// - Parameters:
    ///   - url: as libpq takes it: `postgresql://…` or `host=… dbname=…`.
    /// - Throws: ``SQLProblem/away`` with nothing of the address in it.
    init(_ url: String) throws(SQLProblem) {
        // Chosen: a server on the same network answers within milliseconds; what takes longer than these is a fault.
        let settings = [
            ("dbname", url), ("connect_timeout", "5"), ("client_encoding", "UTF8"), ("application_name", "kiosk-hub"),
            (
                "options",
                // A year of sums has more groups than the usual 4 MB hold; no statement here is worth compiling.
                "-c synchronous_commit=on -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s "
                    + "-c work_mem=32MB -c jit=off"
            ),
            ("tcp_user_timeout", "10000"),
            // A connection on which nothing is said is looked after too: a server that went without a word is missed in half a
            // minute, and not in the two hours of the system.
            ("keepalives", "1"), ("keepalives_idle", "15"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
        ]
        guard let raw = Connection.connect(settings) else { throw .away(sqlState: "") }
        guard PQstatus(raw) == CONNECTION_OK else {
            PQfinish(raw)
            throw .away(sqlState: "")
        }
        // What the server remarks goes to no one's log: it could hold values.
        PQsetNoticeProcessor(raw, { _, _ in }, nil)
        self.raw = raw
    }

    deinit { PQfinish(raw) }

    /// The corresponding C function is `PQconnectdbParams`; the first parameter is expanded as a whole address.
    private static func connect(_ settings: [(String, String)]) -> OpaquePointer? {
        withCStrings(settings.map(\.0)) { keywords in
            withCStrings(settings.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
    }

    /// Whether the server has gone.
    var isBroken: Bool { PQstatus(raw) != CONNECTION_OK }

    /// The number of the process that serves this connection.
    var process: Int32 { PQbackendPID(raw) }

    /// The socket, to wait on.
    var socket: Int32 { PQsocket(raw) }

    /// Runs a statement and returns its rows.
    ///
    /// - Parameter plannedAnew: for its values, each time; worth it where these decide how much is read. Else the server takes
    ///   one plan for all values from the sixth time on.
    mutating func rows(_ sql: String, _ values: [Value] = [], plannedAnew: Bool = false) throws(SQLProblem) -> [Row] {
        let result = try run(sql, values, plannedAnew: plannedAnew)
        defer { PQclear(result) }
        let columns = Columns(result)
        return (0..<PQntuples(result)).map { Row(result, $0, columns) }
    }

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    mutating func execute(_ sql: String, _ values: [Value] = []) throws(SQLProblem) -> Int {
        let result = try run(sql, values)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// Runs statements without values, one after the other.
    mutating func script(_ sql: String) throws(SQLProblem) {
        let result = PQexec(raw, sql)
        defer { PQclear(result) }
        try check(result)
    }

    private mutating func run(_ sql: String, _ values: [Value], plannedAnew: Bool = false) throws(SQLProblem) -> OpaquePointer? {
        let (count, name) = (Int32(values.count), plannedAnew ? "" : try name(of: sql))
        let result = Value.withParameters(values) { pointers, lengths, formats in
            plannedAnew
                ? PQexecParams(raw, sql, count, nil, pointers, lengths, formats, 0)
                : PQexecPrepared(raw, name, count, pointers, lengths, formats, 0)
        }
        do { try check(result) } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private mutating func name(of sql: String) throws(SQLProblem) -> String {
        if let known = prepared[sql] { return known }
        let name = "s\(prepared.count)"
        let result = PQprepare(raw, name, sql, 0, nil)
        defer { PQclear(result) }
        try check(result)
        prepared[sql] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws(SQLProblem) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
        default:
            // PG_DIAG_SQLSTATE is 'C'. The message itself could hold values, and is not read.
            let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
            throw isBroken ? .away(sqlState: state) : .refused(sqlState: state)
        }
    }

    /// Takes in what the server has sent, and returns what other connections notified: who, and what.
    ///
    /// The corresponding C functions are `PQconsumeInput` and `PQnotifies`.
    mutating func notifications() throws(SQLProblem) -> [(process: Int32, payload: String)] {
        guard PQconsumeInput(raw) == 1 else { throw .away(sqlState: "") }
        var all: [(Int32, String)] = []
        while let next = PQnotifies(raw) {
            all.append((next.pointee.be_pid, String(cString: next.pointee.extra)))
            PQfreemem(next)
        }
        return all
    }
}

/// Why a statement did not do what it should, by its SQLSTATE alone.
enum SQLProblem: Error, Hashable {
    /// The connection is gone, or there was none.
    case away(sqlState: String)
    case refused(sqlState: String)
    /// A column does not hold what its table promises.
    case unreadable

    /// States of a transaction that the server undid because another one stood in its way: it may succeed when it is tried again.
    ///
    /// Source: PostgreSQL 15, Appendix A: serialization_failure and deadlock_detected.
    static let undone: Set<String> = ["40001", "40P01"]
}

/// Gives C an array of strings that ends with a null pointer.
private func withCStrings<R>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
    var flat: [CChar] = []
    var starts: [Int] = []
    for string in strings {
        starts.append(flat.count)
        flat += string.utf8CString
    }
    return flat.withUnsafeBufferPointer { flat in
        let pointers = starts.map { start in flat.baseAddress.map { $0 + start } } + [nil]
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}
