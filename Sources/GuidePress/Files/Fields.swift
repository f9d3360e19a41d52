import Guide

/// The keys of one table of a TOML file; asking for one that is missing or of the wrong kind is reported.
struct Fields {
    let entries: [String: TOMLNode]
    /// Dotted path of the table in its file; empty at the top.
    let path: String
    let file: String
    let lines: LineIndex
    let firstLine: Int
    let report: Report

    /// Where the table begins.
    var place: Place { Place(file: file, line: path.isEmpty ? firstLine : lines.line(of: path) ?? firstLine) }

    func place(of key: String) -> Place {
        let whole = path.isEmpty ? key : "\(path).\(key)"
        return Place(file: file, line: lines.line(of: whole) ?? place.line)
    }

    /// Reports keys that are none of `known`: most are a slip of the pen.
    func allow(_ known: String...) { allow(known) }

    func allow(_ known: [String]) {
        for key in entries.keys.sorted() where !known.contains(key) {
            report.error(
                place(of: key), "the key `\(key)` is unknown here",
                remedy: "Remove it, or write one of: \(known.joined(separator: ", "))")
        }
    }

    /// A text that must be there. Default: empty, after reporting.
    func string(_ key: String) -> String {
        if let text = optionalString(key) { return text }
        if entries[key] == nil { reportMissing(key, "\(key) = \"…\"") }
        return ""
    }

    func optionalString(_ key: String) -> String? {
        value(key, "text in double quotes") { if case .string(let text) = $0 { text } else { nil } }
    }

    func integer(_ key: String, in range: ClosedRange<Int>, default standard: Int? = nil) -> Int {
        let number = value(key, "a whole number") { if case .integer(let number) = $0 { number } else { nil } }
        guard let number else {
            if entries[key] == nil, standard == nil { reportMissing(key, "\(key) = \(range.lowerBound)") }
            return standard ?? range.lowerBound
        }
        guard range.contains(number) else {
            report.error(
                place(of: key), "`\(key)` is \(number)",
                remedy: "Write a number from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
        return number
    }

    func boolean(_ key: String) -> Bool {
        value(key, "true or false") { if case .boolean(let flag) = $0 { flag } else { nil } } ?? false
    }

    /// A list of texts; missing counts as empty.
    func strings(_ key: String) -> [String] {
        let list = value(key, "a list of texts, [\"…\", \"…\"]") { node -> [String]? in
            guard case .array(let items) = node else { return nil }
            let texts = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
            return texts.count == items.count ? texts : nil
        }
        return list ?? []
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, default standard: Choice) -> Choice {
        guard let word = optionalString(key) else {
            if entries[key] == nil { reportMissing(key, "\(key) = \"\(standard.rawValue)\"") }
            return standard
        }
        return chosen(word, key) ?? standard
    }

    /// A choice that may be missing.
    func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
        optionalString(key).flatMap { chosen($0, key) }
    }

    func choices<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> [Choice] {
        strings(key).compactMap { chosen($0, key) }
    }

    func day(_ key: String) -> GuideDate? {
        guard let text = optionalString(key), !text.isEmpty else { return nil }
        guard let day = GuideDate(text), text.split(separator: "-").count == 3 else {
            report.error(
                place(of: key), "`\(key)` is \"\(text)\", which is no day",
                remedy: "Write it as year-month-day, 2026-11-22")
            return nil
        }
        return day
    }

    /// The tables of `[[key]]`; missing counts as none.
    func tables(_ key: String) -> [Fields] {
        let list = value(key, "tables, [[\(key)]]") { node -> [[String: TOMLNode]]? in
            guard case .array(let items) = node else { return nil }
            let tables = items.compactMap { if case .table(let entries) = $0 { entries } else { nil } }
            return tables.count == items.count ? tables : nil
        }
        return (list ?? []).enumerated().map { table($1, at: "\(key).\($0)") }
    }

    func table(_ key: String) -> Fields? {
        value(key, "a table, [\(key)]") { if case .table(let entries) = $0 { table(entries, at: key) } else { nil } }
    }

    private func table(_ entries: [String: TOMLNode], at key: String) -> Fields {
        Fields(
            entries: entries, path: path.isEmpty ? key : "\(path).\(key)", file: file, lines: lines,
            firstLine: firstLine, report: report)
    }

    private func chosen<Choice: RawRepresentable<String> & CaseIterable>(_ word: String, _ key: String) -> Choice? {
        if let choice = Choice(rawValue: word) { return choice }
        let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        report.error(place(of: key), "`\(key)` has the unknown word \"\(word)\"", remedy: "Write one of: \(allowed)")
        return nil
    }

    private func value<Value>(_ key: String, _ wanted: String, _ read: (TOMLNode) -> Value?) -> Value? {
        guard let node = entries[key] else { return nil }
        if let value = read(node) { return value }
        report.error(place(of: key), "`\(key)` is \(node.kind)", remedy: "Write \(wanted)")
        return nil
    }

    private func reportMissing(_ key: String, _ example: String) {
        report.error(place, "`\(key)` is missing", remedy: "Add \(example)")
    }
}
