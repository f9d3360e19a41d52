import Foundation
import GRDB
import Intake

/// What must not be lost, and what must not be found: tokens, sealed records, weekly counts and the outbox.
///
/// When a call returns, its change is on the disk, power cut or not. A call that was begun is finished even if the task
/// that waits for it is cancelled: a visitor who leaves never leaves half a token. Neither codes nor answers ever come
/// here; records come sealed.
///
/// One process has a ledger open at a time; a second one gets ``LedgerError/inUse``.
public final class Ledger: Sendable {
    /// Where a ledger is kept.
    public enum Place: Hashable, Sendable {
        /// A file of SQLite, and beside it its `-wal` and its `-reserve`, 1 MiB of nothing for a full card.
        case file(String)
        /// Nowhere: gone with the process. For tests.
        case memory
    }

    /// How the opening went, for the log and for the technician.
    public enum Opening: Hashable, Sendable {
        /// There was none before.
        case new
        /// Carried on. So many slips were being made when the machine stopped: they may have come out.
        case continued(uncertain: Int)
        /// The file was damaged. It is kept, as it was, under the path given, and an empty ledger was begun.
        case begunAnew(damagedKeptAt: String)
    }

    /// How the opening went.
    public let opening: Opening

    /// That the outbox may hold more than before: for one listener, and never more than one at a time.
    public let outboxNews: AsyncStream<Void>
    fileprivate let newsTeller: AsyncStream<Void>.Continuation

    let store: DatabaseQueue
    /// `nil`: in memory, or there was no room for one.
    private let reserve: CardReserve?

    /// Opens the ledger or begins a new one, checks it, and settles what a power cut left open.
    ///
    /// - Throws: ``LedgerError`` if it is in use, of a newer version, or cannot be opened. A damaged file is no error:
    ///   see ``opening``.
    public init(at place: Place) throws(LedgerError) {
        (outboxNews, newsTeller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        switch place {
        case .memory:
            reserve = nil
            (store, opening) = try Ledger.open(nil, with: nil)
        case .file(let path):
            reserve = CardReserve(beside: path)
            do {
                (store, opening) = try Ledger.open(path, with: reserve)
            } catch LedgerError.damaged {
                let kept = try DamagedFile.setAside(path)
                (store, _) = try Ledger.open(path, with: reserve)
                opening = .begunAnew(damagedKeptAt: kept)
            }
            reserve?.takeBack()
        }
    }

    /// Closes the file. Calls that come later fail.
    public func close() throws(LedgerError) {
        do { try store.close() } catch { throw LedgerError(error, while: .closing) }
    }

    /// Opens the file at `path`, or a ledger in memory.
    private static func open(_ path: String?, with reserve: CardReserve?) throws(LedgerError) -> (DatabaseQueue, Opening) {
        do {
            let store = try file(path)
            let isNew = try store.inDatabase(check)
            func prepare() throws -> Int {
                try Schema.migrations.migrate(store)
                return try store.inDatabase(settle)
            }
            let uncertain = try reserve?.lend(emptying: { store.inDatabase(CardReserve.emptyLog) }, prepare) ?? prepare()
            return (store, isNew ? .new : .continued(uncertain: uncertain))
        } catch let error as LedgerError {
            throw error
        } catch {
            throw LedgerError(error, while: .opening)
        }
    }

    /// The database in the file at `path`, whatever it holds.
    private static func file(_ path: String?) throws -> DatabaseQueue {
        guard let path else { return try DatabaseQueue(configuration: Schema.configuration) }
        // Only the kiosk's own user may read it; SQLite gives the -wal the same rights. If this fails, SQLite
        // meets the same obstacle and says which.
        if !FileManager.default.fileExists(atPath: path) {
            let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: rights)
        }
        return try DatabaseQueue(path: path, configuration: Schema.configuration)
    }

    /// Refuses a file that does not hold together or is of a newer version.
    ///
    /// - Returns: whether the file is empty.
    private static func check(_ db: Database) throws -> Bool {
        guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else { throw LedgerError.damaged(.opening) }
        guard try !Schema.migrations.hasBeenSuperseded(db) else { throw LedgerError.newerVersion }
        return try !db.tableExists("token")
    }

    /// Does for every token that the machine left in between what ``interrupted(_:)`` does for one.
    ///
    /// - Returns: how many slips were being made.
    private static func settle(_ db: Database) throws -> Int {
        var uncertain = 0
        try db.inTransaction {
            try db.execute(sql: "UPDATE token SET print = 'shown' WHERE print = 'issued'")
            try db.execute(sql: "UPDATE token SET print = 'uncertain' WHERE print = 'printing'")
            uncertain = db.changesCount
            // The time of the last start means nothing to this one.
            try db.execute(sql: "UPDATE outbox SET next_due_seconds = 0 WHERE next_due_seconds <> 0")
            return .commit
        }
        return uncertain
    }
}

extension Ledger {
    func outboxGrew() { newsTeller.yield() }

    /// Changes the ledger in one transaction, and returns when it is on the disk.
    func write<T: Sendable>(
        _ doing: LedgerError.Doing, erasing: Bool = false, _ change: @escaping @Sendable (Database) throws -> T
    ) async throws(LedgerError) -> T {
        let reserve = reserve
        let result = await withCheckedContinuation { continuation in
            store.asyncWriteWithoutTransaction { db in
                let result = Result { () throws -> T in
                    if let reserve { try reserve.change(db, doing, change) } else { try db.wholly(change) }
                }
                // What was erased must not stay readable in the -wal.
                if erasing, (try? result.get()) != nil { CardReserve.emptyLog(db) }
                continuation.resume(returning: result.mapError { LedgerError($0, while: doing) })
            }
        }
        return try result.get()
    }

    /// Reads the ledger.
    func read<T: Sendable>(
        _ doing: LedgerError.Doing, _ query: @escaping @Sendable (Database) throws -> T
    ) async throws(LedgerError) -> T {
        let result = await withCheckedContinuation { continuation in
            store.asyncWriteWithoutTransaction { db in
                let result = Result { try query(db) }
                continuation.resume(returning: result.mapError { LedgerError($0, while: doing) })
            }
        }
        return try result.get()
    }
}
