import Foundation
import Intake

/// What a column keeps as JSON: the same bytes for the same value.
public enum StoredJSON {
    public static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    public static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension ISOWeek {
    /// How a column keeps a week: `year * 100 + week`.
    public var columnNumber: Int { year * 100 + week }

    /// The week of ``columnNumber``; `nil` for 0, which stands for a clock that was not to be trusted.
    public init?(columnNumber: Int) { self.init(year: columnNumber / 100, week: columnNumber % 100) }
}

extension ISOWeek? {
    /// As ``ISOWeek/columnNumber``, and 0 for a clock that was not to be trusted.
    public var columnNumber: Int { self?.columnNumber ?? 0 }
}
