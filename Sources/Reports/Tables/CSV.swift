/// Tables as a spreadsheet opens them.
///
/// Source: RFC 4180; the byte order mark is what spreadsheets know UTF-8 by.
public enum CSV {
    /// One file with a report's tables under one another, each with its definition, and the rules at the end.
    public static func file(_ report: Report, title: [String]) -> String {
        var lines = [[report.kind.rawValue, report.kind.title]] + title.map { [$0] }
        for table in report.tables { lines += [[]] + CSV.lines(table) }
        lines += [[]] + report.rules.map { [$0] }
        return "\u{FEFF}" + lines.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func lines(_ table: Table) -> [[String]] {
        var lines = [[table.id, table.title, table.unit], [table.definition]] + table.notes.map { [$0] }
        guard !table.isEmpty else { return lines + [["Too few to tell of."]] }
        lines.append([table.rowName] + table.columns)
        return lines + table.rows.map { [$0.label] + $0.figures.map(\.text) }
    }

    /// A field, in quotes where it must be. What a spreadsheet would take for a formula begins with an apostrophe.
    ///
    /// Source: OWASP, "CSV Injection".
    static func field(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n|%＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = safe.unicodeScalars.contains { ",\"\r\n;".unicodeScalars.contains($0) } || isFormula
        return needsQuotes ? "\"" + safe.replacingQuotes + "\"" : safe
    }
}

extension String {
    fileprivate var replacingQuotes: String { reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } }
}

extension Table.Figure {
    /// What stands in a file or on a page.
    public var text: String {
        switch self {
        case .count(let count), .days(let count), .weeks(let count): "\(count)"
        case .percent(let percent): "\(percent) %"
        case .money(let minor, let currency): "\(Money.text(minor, currency)) \(currency)"
        case .hidden: "hidden"
        case .none: ""
        }
    }
}

/// Money in words of its currency.
enum Money {
    /// Currencies of ISO 4217 whose smallest unit is not a hundredth, as far as centres meet them.
    private static let decimals = [
        "JPY": 0, "KRW": 0, "VND": 0, "UGX": 0, "RWF": 0, "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    ]

    /// Without grouping, with the currency's own decimals.
    static func text(_ minor: Int64, _ currency: String) -> String {
        let places = decimals[currency] ?? 2
        let unit = (0..<places).reduce(into: Int64(1)) { unit, _ in unit *= 10 }
        guard places > 0 else { return "\(minor)" }
        let rest = String(minor.magnitude % unit.magnitude)
        let zeros = String(repeating: "0", count: places - rest.utf8.count)
        return "\(minor < 0 ? "-" : "")\(minor.magnitude / unit.magnitude).\(zeros)\(rest)"
    }
}
