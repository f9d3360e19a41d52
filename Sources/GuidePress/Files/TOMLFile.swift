import TOMLKit

/// A value of a TOML file.
indirect enum TOMLNode {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case array([TOMLNode])
    case table([String: TOMLNode])
    /// A kind that no file of the guide has, by its name.
    case other(String)

    init(_ value: some TOMLValueConvertible) {
        self =
            switch value.type {
            case .string: .string(value.string ?? "")
            case .int: .integer(value.int ?? 0)
            case .bool: .boolean(value.bool ?? false)
            case .array: .array((value.array.map(Array.init) ?? []).map { TOMLNode($0.tomlValue) })
            case .table: .table(value.table.map(TOMLNode.entries) ?? [:])
            case .date: .string(value.date?.debugDescription ?? "")
            case .double, .time, .dateTime: .other(value.type.description)
            }
    }

    static func entries(of table: TOMLTable) -> [String: TOMLNode] {
        table.keys.reduce(into: [:]) { entries, key in
            if let value = table[key] { entries[key] = TOMLNode(value.tomlValue) }
        }
    }

    /// What it is, in words for a person who edits the file.
    var kind: String {
        switch self {
        case .string: "text"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .array: "a list"
        case .table: "a table"
        case .other(let name): "a \(name)"
        }
    }
}

extension Fields {
    /// Reads TOML; `nil` after reporting where it is broken.
    init?(toml text: String, file: String, firstLine: Int = 1, _ report: Report) {
        do {
            let table = try TOMLTable(string: text)
            let entries = withExtendedLifetime(table) { TOMLNode.entries(of: table) }
            self.init(
                entries: entries, path: "", file: file, lines: LineIndex(text, firstLine: firstLine),
                firstLine: firstLine, report: report)
        } catch let error as TOMLParseError {
            let line = error.source.begin.line + firstLine - 1
            report.error(
                Place(file: file, line: line), "this is not TOML: \(TOMLNode.sentence(error.description))",
                remedy: "Correct it at column \(error.source.begin.column); text stands in \"double quotes\"")
            return nil
        } catch {
            report.error(Place(file: file, line: firstLine), "this is not TOML", remedy: "Correct the file")
            return nil
        }
    }
}

extension TOMLNode {
    /// The parser's words without their full stop and line ends.
    fileprivate static func sentence(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.hasSuffix(".") ? String(line.dropLast()) : line
    }
}
