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
        case .money(let minor, let currency): "\(Currency.text(minor, currency)) \(currency)"
        case .hidden: "hidden"
        case .none: ""
        }
    }
}
