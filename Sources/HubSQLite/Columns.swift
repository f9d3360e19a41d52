import Foundation
import GRDB
import Guide
import Hub
import Intake

/// How words of the trade stand in columns: bytes as BLOB, days and seconds since 1 January 1970.
enum Column {
    static func blob(_ bytes: [UInt8]?) -> DatabaseValue { bytes.map { Data($0).databaseValue } ?? .null }
}

/// A column that does not hold what its table promises.
struct UnreadableColumn: Error {}

extension Row {
    func bytes(_ column: String) -> [UInt8]? { (self[column] as Data?).map { Array($0) } }
    func neededBytes(_ column: String) throws -> [UInt8] { try needed(bytes(column)) }
    func text(_ column: String) throws -> String { try needed(self[column] as String?) }
    func int(_ column: String) throws -> Int { try needed(self[column] as Int?) }
    func int64(_ column: String) throws -> Int64 { try needed(self[column] as Int64?) }
    func bool(_ column: String) throws -> Bool { try int(column) != 0 }
    func day(_ column: String) throws -> GuideDate { GuideDate(dayNumber: try int(column)) }
    func dayIfAny(_ column: String) -> GuideDate? { (self[column] as Int?).map(GuideDate.init(dayNumber:)) }
    func time(_ column: String) throws -> HubTime { HubTime(seconds: try int64(column)) }
    func timeIfAny(_ column: String) -> HubTime? { (self[column] as Int64?).map(HubTime.init(seconds:)) }
    func week(_ column: String) throws -> ISOWeek? { ISOWeek(columnNumber: try int(column)) }
    func word<T: RawRepresentable<String>>(_ column: String) throws -> T { try needed(T(rawValue: text(column))) }

    func needed<T>(_ value: T?) throws -> T {
        guard let value else { throw UnreadableColumn() }
        return value
    }
}
