extension POFile {
    /// Reads a translation file, reporting everything that is wrong with it; what can be read is kept.
    public static func read(_ text: String, file: String) -> (file: POFile, problems: [Problem]) {
        var reading = POReading(file: file)
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            reading.take(line.trimmed, number: index + 1)
        }
        return reading.finished()
    }
}

/// Goes through a translation file line by line.
///
/// Looks at scalars, not at letters: a vowel sign that follows a quotation mark must not hide the mark.
private struct POReading {
    typealias Line = Substring.UnicodeScalarView

    private enum Field { case context, english, translation, previous, previousContext }

    let file: String
    private var problems: [Problem] = []
    private var entries: [POEntry] = []
    private var obsolete: [String] = []
    private var entry = POEntry(context: "", english: "")
    private var seen: Set<Field> = []
    private var open: Field?
    private var line = 0
    /// The rest of an entry that cannot be read is passed over.
    private var isSkipping = false

    init(file: String) { self.file = file }

    private var place: Place { Place(file: file, line: line) }

    private mutating func error(_ what: String, _ remedy: String) {
        problems.append(Problem(place, .error, what, remedy: remedy))
    }

    mutating func take(_ text: Line, number: Int) {
        line = number
        if text.isEmpty {
            endEntry()
        } else if text.begins(with: "#") {
            comment(text)
        } else if isSkipping {
            return
        } else if text.begins(with: "\"") {
            continuation(text)
        } else {
            keyword(text)
        }
    }

    private mutating func comment(_ text: Line) {
        if text.begins(with: "#~") {
            endEntry()
            obsolete.append(String(text))
            return
        }
        if seen.contains(.translation) { endEntry() }
        begin()
        let rest = String(text.dropFirst(2).trimmed)
        switch text.dropFirst().first {
        case ".": entry.notes.append(rest)
        case ":": entry.references.append(rest)
        case ",": entry.flags += rest.split(separator: ",").map { String($0.trimmed) }
        case "|": previous(text.dropFirst(2).trimmed)
        default: entry.comments.append(String(text.dropFirst().trimmed))
        }
    }

    private mutating func previous(_ text: Line) {
        if text.begins(with: "\"") {
            continuation(text)
        } else if text.begins(with: "msgctxt ") {
            open = .previousContext
        } else if text.begins(with: "msgid ") {
            entry.previousEnglish = ""
            open = .previous
            continuation(text.dropFirst(6).trimmed)
        } else {
            error("`\(String(text.prefix(20)))` is not understood after #|", "Write #| msgid \"…\", or remove the line")
        }
    }

    private mutating func keyword(_ text: Line) {
        let word = String(text.prefix { !$0.properties.isWhitespace && $0 != "\"" })
        let field: Field
        switch word {
        case "msgctxt": field = .context
        case "msgid": field = .english
        case "msgstr": field = .translation
        default:
            let isPlural = word.hasPrefix("msgid_plural") || word.hasPrefix("msgstr[")
            error(
                isPlural ? "plural forms are not used here" : "`\(word.prefix(20))` is not understood",
                "Write msgctxt, msgid and msgstr, each followed by \"text\"")
            isSkipping = true
            return
        }
        if seen.contains(.translation), field != .translation { endEntry() }
        begin()
        if !seen.insert(field).inserted {
            error("`\(word)` stands twice in one entry", "Put a blank line between two entries")
            isSkipping = true
            return
        }
        if field == .translation, !seen.contains(.english) {
            error("`msgstr` stands before `msgid`", "Write msgctxt, msgid and msgstr in this order")
        }
        open = field
        continuation(text.dropFirst(word.unicodeScalars.count).trimmed)
    }

    private mutating func continuation(_ text: Line) {
        guard let open else {
            error("a text stands without its keyword", "Write msgctxt, msgid or msgstr before it")
            return
        }
        guard let string = unquoted(text) else {
            isSkipping = true
            return
        }
        switch open {
        case .context: entry.context += string
        case .english: entry.english += string
        case .translation: entry.translation += string
        case .previous: entry.previousEnglish = (entry.previousEnglish ?? "") + string
        case .previousContext: break
        }
    }

    private mutating func unquoted(_ text: Line) -> String? {
        guard text.count >= 2, text.begins(with: "\""), text.last == "\"" else {
            error("the text is not between quotation marks", "Write \"…\" and close it on the same line")
            return nil
        }
        var rest = text.dropFirst().dropLast()
        if !rest.contains("\\"), !rest.contains("\"") { return String(rest) }
        var string = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                switch rest.popFirst() {
                case "n": string.append("\n")
                case "t": string.append("\t")
                case "r": string.append("\r")
                case "\"": string.append("\"")
                case "\\": string.append("\\")
                default:
                    error("a backslash stands before a letter that needs none", "Write \\n, \\t, \\\" or \\\\")
                    return nil
                }
            case "\"":
                error("a quotation mark stands inside the text", "Write \\\" for it")
                return nil
            default: string.append(scalar)
            }
        }
        return String(string)
    }

    private mutating func begin() {
        if entry.line == 0 { entry.line = line }
    }

    private mutating func endEntry() {
        defer {
            entry = POEntry(context: "", english: "")
            (seen, open, isSkipping) = ([], nil, false)
        }
        guard !seen.isEmpty, !isSkipping else { return }
        guard seen.contains(.english), seen.contains(.translation) else {
            problems.append(
                Problem(
                    Place(file: file, line: entry.line), .error, "the entry has no `msgid` or no `msgstr`",
                    remedy: "Write both; an empty msgstr \"\" means not translated"))
            return
        }
        entries.append(entry)
    }

    mutating func finished() -> (file: POFile, problems: [Problem]) {
        endEntry()
        var header = POEntry(context: "", english: "")
        if let first = entries.first, first.isHeader {
            header = first
            entries.removeFirst()
        }
        var places: [String: Int] = [:]
        entries.removeAll { entry in
            let place = Place(file: file, line: entry.line)
            if entry.context.isEmpty {
                problems.append(
                    Problem(
                        place, .error, "the entry has no `msgctxt`", remedy: "Write the id of the text, as in kiosk.pot"
                    ))
                return true
            }
            guard let first = places[entry.context] else {
                places[entry.context] = entry.line
                return false
            }
            problems.append(
                Problem(
                    place, .error, "the text `\(entry.context)` stands twice, first on line \(first)",
                    remedy: "Keep one of them"))
            return true
        }
        return (POFile(header: header, entries: entries, obsolete: obsolete), problems)
    }
}

extension Substring.UnicodeScalarView {
    /// Without white space at both ends.
    fileprivate var trimmed: Self {
        guard let first = firstIndex(where: { !$0.properties.isWhitespace }),
            let last = lastIndex(where: { !$0.properties.isWhitespace })
        else { return self[endIndex...] }
        return self[first...last]
    }

    fileprivate func begins(with prefix: String) -> Bool { starts(with: prefix.unicodeScalars) }
}
