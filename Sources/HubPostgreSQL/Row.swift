import CPQ
import Guide
import Hub
import Intake
import Link

/// The names of a result's columns.
final class Columns: Sendable {
    let numbers: [String: Int]

    init(_ result: OpaquePointer?) {
        numbers = Dictionary(
            (0..<PQnfields(result)).compactMap { number in
                PQfname(result, number).map { (String(cString: $0), Int(number)) }
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// A row of a result, copied out of the C library's memory.
struct Row: Sendable {
    private let columns: Columns
    private let values: [String?]

    init(_ result: OpaquePointer?, _ row: Int32, _ columns: Columns) {
        self.columns = columns
        values = (0..<PQnfields(result)).map { column in
            guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return nil }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    func textIfAny(_ column: String) -> String? { columns.numbers[column].flatMap { values[$0] } }
    func text(_ column: String) throws(SQLProblem) -> String { try needed(textIfAny(column)) }
    func intIfAny(_ column: String) -> Int? { textIfAny(column).flatMap { Int($0) } }
    func int(_ column: String) throws(SQLProblem) -> Int { try needed(intIfAny(column)) }
    func int64(_ column: String) throws(SQLProblem) -> Int64 { Int64(try int(column)) }
    func bool(_ column: String) throws(SQLProblem) -> Bool { try text(column) == "t" }
    func day(_ column: String) throws(SQLProblem) -> GuideDate { GuideDate(dayNumber: try int(column)) }
    func dayIfAny(_ column: String) -> GuideDate? { intIfAny(column).map(GuideDate.init(dayNumber:)) }
    func time(_ column: String) throws(SQLProblem) -> HubTime { HubTime(seconds: try int64(column)) }
    func timeIfAny(_ column: String) -> HubTime? { intIfAny(column).map { HubTime(seconds: Int64($0)) } }
    func word<T: RawRepresentable<String>>(_ column: String) throws(SQLProblem) -> T { try needed(T(rawValue: text(column))) }

    func week(_ column: String) throws(SQLProblem) -> ISOWeek? {
        ISOWeek(columnNumber: try int(column))
    }

    /// Bytes, as PostgreSQL writes them: `\x` and pairs of digits.
    func bytesIfAny(_ column: String) throws(SQLProblem) -> [UInt8]? {
        guard let text = textIfAny(column) else { return nil }
        guard text.hasPrefix("\\x") else { throw .unreadable }
        return try needed(Hex.bytes(text.dropFirst(2)))
    }

    func bytes(_ column: String) throws(SQLProblem) -> [UInt8] { try needed(bytesIfAny(column)) }

    func needed<T>(_ value: T?) throws(SQLProblem) -> T {
        guard let value else { throw .unreadable }
        return value
    }
}
