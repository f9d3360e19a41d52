import Foundation
import GRDB

/// Room on the card that is kept for what makes room: a file of nothing beside the ledger.
///
/// To hand a record out and to erase it, SQLite needs some pages more for a moment. On a full card it gets them from here, and
/// they are taken back at once, so that a full card delivers and empties itself. Nobody else's numbers grow out of it: for a
/// new number it lends only what the ledger gives back again.
///
/// It holds no secret and no state: a power cut at any moment leaves it smaller, and it grows again when there is room. The
/// corresponding system calls are `ftruncate` and `posix_fallocate`; on ext4 neither writes a page.
final class CardReserve: Sendable {
    /// Chosen: the largest batch of ``Uploader/batch`` and its receipts change some eighty pages of 4 KiB, a third of it.
    static let whole = 1 << 20
    /// With less than this no new number is given: it could not be delivered from a full card. Chosen: one batch.
    static let least = 1 << 18
    /// It is taken in pieces, as far as there is room. Chosen: a file system's usual largest block.
    private static let piece = 1 << 16
    /// A new number is put into pages of the ledger that are free, if there are so many. Chosen: three tables, each of which
    /// splits a leaf and its parent. More than that, once in a while, comes off the reserve.
    private static let pagesOfNumber = 6

    private let file: Int32

    /// Opens it, and takes nothing yet. `nil`: there is no room for its name, or no right to it; the ledger goes on without.
    init?(beside path: String) {
        file = open(path + "-reserve", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if file < 0 { return nil }
    }

    deinit { close(file) }

    /// How much it holds, in bytes.
    private var size: Int {
        var status = stat()
        return fstat(file, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Takes what is missing, as far as there is room.
    func takeBack() {
        var size = size
        while size < Self.whole, posix_fallocate(file, off_t(size), off_t(Self.piece)) == 0 { size += Self.piece }
    }

    /// Gives all of it to whoever writes next. Where that fails, the card stays as full as it is.
    private func giveBack() {
        // A journalling file system has the room only when the change is on the disk.
        if ftruncate(file, 0) == 0 { fsync(file) }
    }

    /// Does something, and where there is no room for it, once more with the room of the ledger's log and, if it may be lent,
    /// of the reserve.
    ///
    /// - Parameters:
    ///   - mayLend: whether the room comes back.
    ///   - empty: empties the ledger's log, so that it does.
    func lend<T>(
        if mayLend: () -> Bool = { true }, emptying empty: () -> Void, _ work: () throws -> T
    ) throws -> T {
        do { return try work() } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            giveBack()
            // What the log holds may need room in its place before the log gives its own away.
            empty()
            guard mayLend() else {
                takeBack()
                return try work()
            }
            defer {
                empty()
                takeBack()
            }
            return try work()
        }
    }

    /// Makes a change in one transaction, with the reserve's room if there is none otherwise.
    ///
    /// - Throws: ``LedgerError/diskFull(_:)`` for a new number that could not be delivered from a full card.
    func change<T>(
        _ db: Database, _ doing: LedgerError.Doing, _ change: (Database) throws -> T
    ) throws -> T {
        takeBack()
        guard doing != .issuing || size >= Self.least else { throw LedgerError.diskFull(doing) }
        return try lend(if: { !doing.takesRoom || Self.hasFreePages(db) }, emptying: { Self.emptyLog(db) }) {
            try db.wholly(change)
        }
    }

    /// A ledger that cannot say how many pages are free has none.
    private static func hasFreePages(_ db: Database) -> Bool {
        ((try? Int.fetchOne(db, sql: "PRAGMA freelist_count")) ?? 0) >= pagesOfNumber
    }

    /// Puts what the log holds into its place, and takes the log's room away. If this fails the next one does it: no error.
    static func emptyLog(_ db: Database) { try? db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
}

extension Database {
    /// Makes a change in one transaction.
    func wholly<T>(_ change: (Database) throws -> T) throws -> T {
        var made: Result<T, any Error>?
        try inTransaction {
            made = .success(try change(self))
            return .commit
        }
        guard let made else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return try made.get()
    }
}

extension LedgerError.Doing {
    /// Whether the ledger grows by it. All other changes end, sooner or later, in less than there was.
    fileprivate var takesRoom: Bool { self == .issuing || self == .counting }
}
