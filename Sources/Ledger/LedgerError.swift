import GRDB

/// Why the ledger could not do what it was asked. It never says which token, nor anything of a record.
public enum LedgerError: Error, Hashable, Sendable {
    /// What the ledger was doing.
    public enum Doing: String, Hashable, Sendable {
        case opening, closing, issuing, printing, voiding, counting, delivering, learning, reading, expiring
        case settingAside = "setting a damaged file aside"
    }

    /// Another process has it open.
    case inUse
    /// A newer version of this program wrote it.
    case newerVersion
    /// The file's content does not hold together.
    case damaged(Doing)
    /// The disk is full.
    case diskFull(Doing)
    /// The lookup is in use: make another code.
    case alreadyIssued
    case unknownToken(Doing)
    /// The step does not follow from the state.
    case notAllowed(PrintStep, from: PrintState)
    /// Anything else that SQLite reports, by its extended result code.
    case store(Doing, code: Int32)
    /// The file system refused, by its `errno`.
    case files(Doing, errno: Int32)
}

extension LedgerError {
    /// What an error of the store means here.
    init(_ error: any Error, while doing: Doing) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .inUse
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(doing)
            case .SQLITE_FULL: self = .diskFull(doing)
            default: self = .store(doing, code: error.extendedResultCode.rawValue)
            }
        default: self = .store(doing, code: ResultCode.SQLITE_ERROR.rawValue)
        }
    }
}

extension LedgerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .inUse: "the ledger is in use by another process; stop that one first"
        case .newerVersion: "the ledger was written by a newer version; install that version again"
        case .damaged(let doing): "the ledger's file is damaged, while \(doing.rawValue); restart to begin a new one"
        case .diskFull(let doing): "the disk is full, while \(doing.rawValue); make room"
        case .alreadyIssued: "this lookup was issued before; make another code"
        case .unknownToken(let doing): "the ledger does not know this token, while \(doing.rawValue)"
        case .notAllowed(let step, let state): "a token that is \(state.rawValue) cannot be \(step.rawValue)"
        case .store(let doing, let code): "SQLite reports \(code) while \(doing.rawValue)"
        case .files(let doing, let errno): "the file system reports error \(errno) while \(doing.rawValue)"
        }
    }
}
