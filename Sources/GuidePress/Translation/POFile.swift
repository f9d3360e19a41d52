/// A translation file, or the template for one.
///
/// Source: GNU gettext manual, "The Format of PO Files". Plural forms are not used: the kiosk's texts have no counts in
/// them that would need one.
public struct POFile: Hashable, Sendable {
    /// Comments at the top and the header fields.
    public var header: POEntry
    public var entries: [POEntry]
    /// Texts that are no more, each with its lines `#~ …`, kept for translators.
    public var obsolete: [[String]]

    public init(header: POEntry, entries: [POEntry], obsolete: [[String]] = []) {
        (self.header, self.entries, self.obsolete) = (header, entries, obsolete)
    }

    /// A header field, `Language`.
    public func field(_ name: String) -> String? {
        header.translation.split(separator: "\n").first { $0.hasPrefix("\(name):") }
            .map { String($0.dropFirst(name.count + 1).trimmed) }
    }

    /// The file as text; reading it back gives the same value, but for line numbers.
    public var text: String {
        let blocks = [POFile.lines(of: header)] + entries.map(POFile.lines) + obsolete
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    static func lines(of entry: POEntry) -> [String] {
        var lines = entry.comments.map { $0.isEmpty ? "#" : "# \($0)" }
        lines += entry.notes.map { "#. \($0)" }
        lines += entry.references.map { "#: \($0)" }
        if !entry.flags.isEmpty { lines.append("#, \(entry.flags.joined(separator: ", "))") }
        if let previous = entry.previousEnglish {
            lines += field("msgid", previous).map { "#| \($0)" }
        }
        if !entry.context.isEmpty { lines += field("msgctxt", entry.context) }
        return lines + field("msgid", entry.english) + field("msgstr", entry.translation)
    }

    /// A text with line ends stands on lines of its own, one each.
    private static func field(_ keyword: String, _ text: String) -> [String] {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return ["\(keyword) \(quoted(text))"] }
        let lines = parts.enumerated().compactMap { index, part -> String? in
            let isLast = index == parts.count - 1
            return isLast && part.isEmpty ? nil : quoted(isLast ? String(part) : "\(part)\n")
        }
        return ["\(keyword) \"\""] + lines
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
