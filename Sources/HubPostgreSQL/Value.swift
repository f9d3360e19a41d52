import Guide
import Hub
import Intake

/// A value of a statement: bytes and words as they are, all else as PostgreSQL writes it.
enum Value {
    case null
    case bytes([UInt8])
    case text(String)
    /// What PostgreSQL reads: numbers, arrays.
    case written(String)

    static func int(_ number: some BinaryInteger) -> Value { .written(String(number)) }
    static func int(_ number: (some BinaryInteger)?) -> Value { number.map { .written(String($0)) } ?? .null }
    static func bool(_ isTrue: Bool) -> Value { .written(isTrue ? "t" : "f") }
    static func bytes(_ bytes: [UInt8]?) -> Value { bytes.map { .bytes($0) } ?? .null }
    static func day(_ day: GuideDate) -> Value { .int(day.dayNumber) }
    static func time(_ time: HubTime?) -> Value { .int(time?.seconds) }
    /// 0 stands for a clock that was not to be trusted.
    static func week(_ week: ISOWeek?) -> Value { .int(week.columnNumber) }
    static func json(_ value: some Encodable) throws -> Value { .text(try StoredJSON.text(value)) }

    /// An array of bytes.
    static func array(_ all: [[UInt8]]) -> Value { .bytes(ArrayOnTheWire.bytes(of: all, type: ArrayOnTheWire.bytea)) }

    /// An array of words.
    static func array(_ all: [String]) -> Value {
        .bytes(ArrayOnTheWire.bytes(of: all.map { Array($0.utf8) }, type: ArrayOnTheWire.text))
    }

    /// An array of numbers, whatever their size.
    static func array(_ all: some Sequence<some BinaryInteger>) -> Value {
        .written("{" + all.map { String($0) }.joined(separator: ",") + "}")
    }

    /// What travels, and whether it is read as it is (1) or as text (0).
    private var sent: (bytes: [UInt8]?, format: Int32) {
        switch self {
        case .null: (nil, 1)
        case .bytes(let bytes): (bytes, 1)
        case .text(let text): (Array(text.utf8), 1)
        case .written(let text): (Array(text.utf8) + [0], 0)
        }
    }

    /// Lays values out as `PQexecPrepared` wants them.
    static func withParameters<R>(
        _ values: [Value], _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> R
    ) -> R {
        let sent = values.map(\.sent)
        let lengths = sent.map { Int32($0.bytes?.count ?? 0) }
        var flat: [UInt8] = []
        flat.reserveCapacity(sent.reduce(1) { $0 + ($1.bytes?.count ?? 0) })
        for one in sent { flat += one.bytes ?? [] }
        // An empty value has an address too: none at all would be NULL.
        flat.append(0)
        return flat.withUnsafeBytes { flat in
            var offset = 0
            let pointers = sent.map { one -> UnsafePointer<CChar>? in
                defer { offset += one.bytes?.count ?? 0 }
                return one.bytes == nil ? nil : flat.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
            }
            return body(pointers, lengths, sent.map(\.format))
        }
    }
}

/// Arrays as they travel in binary: half the bytes of their text, and nothing to escape.
///
/// Source: PostgreSQL 15, `array_recv` in `src/backend/utils/adt/arrayfuncs.c`.
private enum ArrayOnTheWire {
    /// Numbers of element types. Source: `pg_type.dat`.
    static let bytea: Int32 = 17
    static let text: Int32 = 25

    static func bytes(of elements: [[UInt8]], type: Int32) -> [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(elements.reduce(20) { $0 + $1.count + 4 })
        // One dimension that counts from 1; none at all for nothing. No element is NULL.
        for number in [elements.isEmpty ? 0 : 1, 0, type] as [Int32] { append(number, to: &all) }
        if !elements.isEmpty {
            append(Int32(elements.count), to: &all)
            append(1, to: &all)
        }
        for element in elements {
            append(Int32(element.count), to: &all)
            all += element
        }
        return all
    }

    private static func append(_ number: Int32, to all: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { all += $0 }
    }
}
