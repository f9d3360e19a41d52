/// A table of comma-separated values with a header line.
///
/// Source: RFC 4180.
struct CSVTable {
    struct Row {
        var place: Place
        var values: [String: String]

        /// Empty where the column is missing or has nothing in it.
        subscript(column: String) -> String { values[column] ?? "" }
    }

    let file: String
    private(set) var columns: [String] = []
    private(set) var rows: [Row] = []

    init(_ text: String, file: String, _ report: Report) {
        self.file = file
        var records = CSVRecords(text, file: file, report).records[...]
        guard let header = records.popFirst() else {
            report.error(
                Place(file: file, line: 1), "the table is empty", remedy: "Write the names of the columns first")
            return
        }
        columns = header.fields
        for column in Set(columns).sorted() where columns.count(where: { $0 == column }) > 1 {
            report.error(Place(file: file, line: 1), "the column `\(column)` stands twice", remedy: "Remove one")
        }
        for record in records {
            let place = Place(file: file, line: record.line)
            guard record.fields.count == columns.count else {
                report.error(
                    place, "this row has \(record.fields.count) fields, but there are \(columns.count) columns",
                    remedy: "Put text that has a comma in it into \"double quotes\"; leave no column out")
                continue
            }
            rows.append(Row(place: place, values: Dictionary(zip(columns, record.fields)) { first, _ in first }))
        }
    }
}

/// Splits text into records and fields.
private struct CSVRecords {
    var records: [(line: Int, fields: [String])] = []

    init(_ text: String, file: String, _ report: Report) {
        var fields: [String] = []
        var field = ""
        var (line, start) = (1, 1)
        var isQuoted = false
        var wasQuoted = false
        func endField() {
            fields.append(wasQuoted ? field : String(field.trimmed))
            (field, wasQuoted) = ("", false)
        }
        func endRecord() {
            endField()
            if fields != [""] { records.append((start, fields)) }
            fields = []
        }
        var rest = text[...]
        while let character = rest.popFirst() {
            if isQuoted {
                if character == "\"", rest.first == "\"" {
                    field.append(rest.removeFirst())
                } else if character == "\"" {
                    isQuoted = false
                } else {
                    field.append(character)
                }
                if character.isNewline { line += 1 }
                continue
            }
            switch character {
            case "\"" where field.trimmed.isEmpty && !wasQuoted:
                (isQuoted, wasQuoted, field) = (true, true, "")
            case "\"":
                report.error(
                    Place(file: file, line: line), "a quotation mark stands inside a field",
                    remedy: "Put the whole field into \"double quotes\" and write \"\" for the mark")
                field.append(character)
            case ",": endField()
            case let mark where mark.isNewline:
                endRecord()
                line += 1
                start = line
            case let space where wasQuoted && space == " ": break
            default: field.append(character)
            }
        }
        if isQuoted {
            report.error(
                Place(file: file, line: start), "a quotation mark is never closed", remedy: "Close it with a second one"
            )
        }
        if !field.isEmpty || !fields.isEmpty || wasQuoted { endRecord() }
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return self[endIndex...]
        }
        return self[first...last]
    }
}
