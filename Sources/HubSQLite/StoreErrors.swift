import Foundation
import GRDB
import Hub

extension HubStoreError {
    /// What an error of SQLite means here. Only its number is told: its words could hold what was to be kept.
    init(_ error: any Error, doing: String) {
        switch error {
        case let error as HubStoreError: self = error
        case let error as DatabaseError: self.init(error, doing: doing)
        case let error as CocoaError:
            self = .unavailable(doing: doing, reason: "the folder cannot be used, \(error.code.rawValue)")
        default: self = .damaged(doing: doing, reason: "a value cannot be read")
        }
    }

    private init(_ error: DatabaseError, doing: String) {
        let number = error.extendedResultCode.rawValue
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(doing: doing, reason: "SQLite \(number)")
        case .SQLITE_FULL: self = .unavailable(doing: doing, reason: "the disk is full")
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .unavailable(doing: doing, reason: "another process writes")
        case .SQLITE_CONSTRAINT:
            self =
                switch error.extendedResultCode {
                case .SQLITE_CONSTRAINT_FOREIGNKEY: .notFound(doing: doing)
                case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: .inUse(doing: doing)
                default: .damaged(doing: doing, reason: "a rule of the tables forbids it, SQLite \(number)")
                }
        default: self = .unavailable(doing: doing, reason: "SQLite \(number)")
        }
    }
}
