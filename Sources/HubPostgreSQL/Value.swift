import Guide
import Hub
import Intake
import Link

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
    static func week(_ week: ISOWeek?) -> Value { .int(week.map { $0.year * 100 + $0.week } ?? 0) }

    /// An array of bytes.
    static func array(_ all: some Sequence<[UInt8]>) -> Value {
        .written("{" + all.map { "\"\\\\x\(Hex.text($0))\"" }.joined(separator: ",") + "}")
    }

    static func array(_ all: some Sequence<Int>) -> Value { .written("{" + all.map(String.init).joined(separator: ",") + "}") }

    /// An array of words, each in quotation marks.
    static func array(_ all: some Sequence<String>) -> Value {
        .written(
            "{"
                + all.map { word in "\"" + word.flatMap { "\\\"".contains($0) ? ["\\", $0] : [$0] } + "\"" }.joined(
                    separator: ",") + "}")
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
        // An empty value has an address too: none at all would be NULL.
        let flat: [CChar] = sent.flatMap { ($0.bytes ?? []).map(CChar.init(bitPattern:)) } + [0]
        let lengths = sent.map { Int32($0.bytes?.count ?? 0) }
        return flat.withUnsafeBufferPointer { flat in
            var offset = 0
            let pointers = sent.map { one -> UnsafePointer<CChar>? in
                defer { offset += one.bytes?.count ?? 0 }
                return one.bytes == nil ? nil : flat.baseAddress.map { $0 + offset }
            }
            return body(pointers, lengths, sent.map(\.format))
        }
    }
}
