/// Looks whether a text has the shape of TOML before the parser gets it: brackets that match, keys with a name, one value each.
///
/// The parser ends the process at some texts that have not, `[[[` or `a = [1,}`, where a sentence is wanted. What has the shape
/// may still be wrong, and the parser says so. A day and its time are joined by `T` here.
///
/// Source: TOML 1.0.0.
struct TomlShape {
    /// What is wrong, and where.
    struct Flaw: Error, Equatable {
        /// 1…
        let line: Int
        let sentence: String
    }

    private let text: [UInt8]
    private var place = 0
    private var line = 1
    /// Brackets of values that are open.
    private var depth = 0
    /// The table that the statements belong to; empty at the top.
    private var tableName = ""
    private var lines: [String: Int] = [:]

    /// Brackets that may stand within each other. Chosen: settings need two.
    static let depthLimit = 16

    /// Gives the lines, 1…, on which keys and tables stand, by their dotted names; those within braces are left out.
    ///
    /// - Throws: the first ``Flaw``.
    @discardableResult
    static func check(_ text: String) throws(Flaw) -> [String: Int] {
        var shape = TomlShape(text: Array(text.utf8))
        if text.utf8.starts(with: [0xef, 0xbb, 0xbf]) { shape.place = 3 }
        while shape.skipToStatement() { try shape.statement() }
        return shape.lines
    }

    private init(text: [UInt8]) { self.text = text }

    // MARK: Lines

    private mutating func statement() throws(Flaw) {
        if take("[") {
            let isList = take("[")
            tableName = try key()
            lines[tableName] = line
            guard take("]"), !isList || take("]") else { throw flaw("a table's name ends with \(isList ? "]]" : "]")") }
        } else {
            let name = try key()
            lines[tableName.isEmpty ? name : "\(tableName).\(name)"] = line
            guard take("=") else { throw flaw("a key is followed by =") }
            try value()
        }
        skipBlanks()
        guard isAtLineEnd else { throw flaw("something follows where the line should end") }
    }

    /// Its dotted name; parts in quotes without them.
    @discardableResult
    private mutating func key() throws(Flaw) -> String {
        var parts: [String] = []
        repeat {
            skipBlanks()
            let begin = place
            if let next, next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
                try quoted()
            } else {
                guard word({ $0.isBare }) else { throw flaw("a key has a name of letters, digits, _ and -, or in quotes") }
            }
            parts.append(String(decoding: text[begin..<min(place, text.count)], as: UTF8.self).trimmingQuotes)
            skipBlanks()
        } while take(".")
        return parts.joined(separator: ".")
    }

    // MARK: Values

    private mutating func value() throws(Flaw) {
        skipBlanks()
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): try quoted()
        case UInt8(ascii: "["): try list()
        case UInt8(ascii: "{"): try inlineTable()
        default:
            // Numbers, true and false, days and times.
            guard word({ $0.isBare || [UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ":")].contains($0) }) else {
                throw flaw("a value is missing; text stands in \"double quotes\"")
            }
        }
    }

    private mutating func list() throws(Flaw) {
        try enter()
        skipLines()
        while !take("]") {
            try value()
            skipLines()
            if take(",") { skipLines() } else if next != UInt8(ascii: "]") { throw flaw("a list goes on with , or ends with ]") }
        }
        depth -= 1
    }

    private mutating func inlineTable() throws(Flaw) {
        try enter()
        skipBlanks()
        var isFirst = true
        while !(isFirst && take("}")) {
            isFirst = false
            try key()
            guard take("=") else { throw flaw("a key is followed by =") }
            try value()
            skipBlanks()
            if take("}") { break }
            guard take(",") else { throw flaw("a table in braces goes on with , or ends with }") }
        }
        depth -= 1
    }

    private mutating func enter() throws(Flaw) {
        guard depth < TomlShape.depthLimit else {
            throw flaw("more than \(TomlShape.depthLimit) brackets stand within each other")
        }
        depth += 1
        place += 1
    }

    /// Text in quotes of any of the four kinds.
    private mutating func quoted() throws(Flaw) {
        let (quote, begin) = (text[place], line)
        let isLong = text[place...].starts(with: [quote, quote, quote])
        place += isLong ? 3 : 1
        while let byte = next {
            if byte == UInt8(ascii: "\n") {
                guard isLong else { break }
                line += 1
            }
            if byte == quote, !isLong || text[place...].starts(with: [quote, quote, quote]) {
                place += isLong ? 3 : 1
                // Two more belong to the text.
                for _ in 0..<2 where isLong && next == quote { place += 1 }
                return
            }
            place += 1
            // What follows a backslash ends nothing; a line's end still counts.
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), next != UInt8(ascii: "\n") { place += 1 }
        }
        throw Flaw(line: begin, sentence: "text in quotes has no end")
    }
}

// MARK: - Bytes

extension TomlShape {
    private var next: UInt8? { place < text.count ? text[place] : nil }

    private var isAtLineEnd: Bool {
        switch next {
        case nil, UInt8(ascii: "\n"), UInt8(ascii: "#"): true
        case UInt8(ascii: "\r"): text[place...].starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
        default: false
        }
    }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: wanted) else { return false }
        place += 1
        return true
    }

    /// Takes the bytes that belong to a word; `false`: there are none.
    private mutating func word(_ belongs: (UInt8) -> Bool) -> Bool {
        let begin = place
        while let byte = next, belongs(byte) { place += 1 }
        return place > begin
    }

    private mutating func skipBlanks() {
        while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { place += 1 }
    }

    /// Goes over blanks, comments and line ends.
    private mutating func skipLines() {
        while true {
            skipBlanks()
            guard next != nil, isAtLineEnd else { return }
            while let byte = next, byte != UInt8(ascii: "\n") { place += 1 }
            if next != nil {
                place += 1
                line += 1
            }
        }
    }

    /// Whether there is one more statement.
    private mutating func skipToStatement() -> Bool {
        skipLines()
        return next != nil
    }

    private func flaw(_ sentence: String) -> Flaw { Flaw(line: line, sentence: sentence) }
}

extension UInt8 {
    /// Whether a key may have it without quotes.
    fileprivate var isBare: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension String {
    /// Without quotes at either end.
    fileprivate var trimmingQuotes: String {
        let isQuote: (Character) -> Bool = { $0 == "\"" || $0 == "'" }
        return String(drop(while: isQuote).reversed().drop(while: isQuote).reversed())
    }
}
