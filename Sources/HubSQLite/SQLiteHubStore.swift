import Foundation
import GRDB
import Hub
import Synchronization

/// The hub's store in one file of SQLite: for a centre with one machine.
///
/// When a call returns, its change is on the disk, power cut or not. A call that was begun is finished even if the task that
/// waits for it is cancelled. Several processes may have the file open; only one at a time writes, the others wait.
public final class SQLiteHubStore: Sendable {
    /// Where the store is kept.
    public enum Place: Hashable, Sendable {
        /// A folder, made if it is not there; the file in it is called ``SQLiteHubStore/fileName``.
        case folder(String)
        /// Nowhere: gone with the process. For tests.
        case memory
    }

    /// The file of SQLite in its folder. SQLite keeps a `-wal` and a `-shm` beside it.
    public static let fileName = "hub.sqlite"

    let database: any DatabaseWriter
    let takes: TakeQueue
    let stand = NewsStand()
    private let isClosed = Mutex(false)
    /// Something was erased that may still be read in the `-wal`.
    private let mustEmptyLog = Mutex(false)

    /// Opens the store or begins a new one, and brings its tables to this version's shape.
    ///
    /// - Throws: ``HubStoreError/newerVersion``, ``HubStoreError/damaged(doing:reason:)`` or
    ///   ``HubStoreError/unavailable(doing:reason:)``. A damaged file is left as it is.
    public init(at place: Place) throws(HubStoreError) {
        do { database = try SQLiteHubStore.open(place) } catch { throw HubStoreError(error, doing: "opening the store") }
        takes = TakeQueue(database: database, stand: stand)
    }

    private static func open(_ place: Place) throws -> any DatabaseWriter {
        let database: any DatabaseWriter
        switch place {
        case .memory:
            database = try DatabaseQueue(configuration: Schema.configuration)
        case .folder(let folder):
            database = try DatabasePool(path: makeFile(in: folder), configuration: Schema.configuration)
            // GRDB's pool turns this down to NORMAL: a power cut could take what was acknowledged.
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        }
        let isNewer = try database.read { try Schema.migrations.hasBeenSuperseded($0) }
        guard !isNewer else { throw HubStoreError.newerVersion }
        try Schema.migrations.migrate(database)
        return database
    }

    /// Only the hub's own user may read the folder and the file; SQLite gives the `-wal` the same rights.
    private static func makeFile(in folder: String) throws -> String {
        let files = FileManager.default
        let path = folder + "/" + fileName
        try files.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if !files.fileExists(atPath: path) {
            // If this fails, SQLite meets the same obstacle and says which.
            _ = files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        return path
    }
}

extension SQLiteHubStore {
    /// - Throws: ``HubStoreError/unavailable(doing:reason:)`` when the store was closed.
    func checkOpen(_ doing: String) throws(HubStoreError) {
        if isClosed.withLock({ $0 }) { throw .unavailable(doing: doing, reason: "the store is closed") }
    }

    /// Ends the news and closes the file; what was begun is finished first.
    public func close() async {
        isClosed.withLock { $0 = true }
        stand.close()
        // A store in memory goes with its last owner. For a file, closing is tidiness: all that was acknowledged is on the
        // disk, and nobody could do anything about a failure: `try?`.
        if let pool = database as? DatabasePool { try? pool.close() }
    }

    /// Changes the store in one transaction, and returns when it is on the disk.
    ///
    /// - Parameter erasing: what was erased must not stay readable in the `-wal`, which is emptied afterwards: at once, or where
    ///   somebody is reading, after the next change.
    func write<T: Sendable>(
        _ doing: String, erasing: Bool = false, _ change: @escaping @Sendable (Database) throws -> T
    ) async throws(HubStoreError) -> T {
        try checkOpen(doing)
        let result = await withCheckedContinuation { continuation in
            database.asyncWrite(change) { [self] db, result in
                if erasing, (try? result.get()) != nil { mustEmptyLog.withLock { $0 = true } }
                if mustEmptyLog.withLock({ $0 }) { emptyLog(db) }
                continuation.resume(returning: result.mapError { HubStoreError($0, doing: doing) })
            }
        }
        return try result.get()
    }

    /// Nobody who writes waits for somebody who reads. What fails now, the next change does, and the hub makes one every few
    /// seconds, to see that the store answers: no error.
    private func emptyLog(_ db: Database) {
        // Source: sqlite.org, "PRAGMA wal_checkpoint": the first column is 0 when it was not blocked.
        try? db.execute(sql: "PRAGMA busy_timeout = 0")
        let isBlocked = try? Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        mustEmptyLog.withLock { $0 = isBlocked != 0 }
        try? db.execute(sql: "PRAGMA busy_timeout = \(Schema.patienceMilliseconds)")
    }

    /// Reads the store as it stands at one moment.
    func read<T: Sendable>(
        _ doing: String, _ query: @escaping @Sendable (Database) throws -> T
    ) async throws(HubStoreError) -> T {
        try checkOpen(doing)
        let result = await withCheckedContinuation { continuation in
            database.asyncRead { db in
                let result = Result { try query(db.get()) }
                continuation.resume(returning: result.mapError { HubStoreError($0, doing: doing) })
            }
        }
        return try result.get()
    }
}
