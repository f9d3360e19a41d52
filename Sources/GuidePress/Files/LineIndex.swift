/// On which line of a TOML file each key stands, and in which order the keys come: what the parser does not tell.
///
/// The text must be TOML that the parser accepts; of anything else the lines are a guess.
struct LineIndex {
    /// Dotted paths, `claim.3.source`, with the line of each.
    private(set) var lines: [String: Int] = [:]
    /// The same paths in the order of the file.
    private(set) var paths: [String] = []

    init(_ text: some StringProtocol, firstLine: Int = 1) {
        var scan = Scan(bytes: Array(text.utf8), line: firstLine)
        var header = ""
        var counts: [String: Int] = [:]
        while scan.skipToStatement() {
            let line = scan.line
            if scan.peek == UInt8(ascii: "[") {
                let (path, isArray) = scan.header()
                header = LineIndex.resolved(path, counts)
                if isArray {
                    let number = counts[header, default: -1] + 1
                    counts[header] = number
                    header += ".\(number)"
                }
                note(header, line)
            } else {
                let key = scan.key()
                note(header.isEmpty ? key : "\(header).\(key)", line)
                scan.skipValue()
            }
        }
    }

    /// The line of `path`, or of the nearest thing around it.
    func line(of path: String) -> Int? {
        var path = Substring(path)
        while !path.isEmpty {
            if let line = lines[String(path)] { return line }
            path = path.lastIndex(of: ".").map { path[..<$0] } ?? ""
        }
        return nil
    }

    /// `[a.b]` after `[[a]]` means the newest `a`.
    private static func resolved(_ path: [String], _ counts: [String: Int]) -> String {
        var whole = ""
        for (index, part) in path.enumerated() {
            whole += whole.isEmpty ? part : ".\(part)"
            if index < path.count - 1, let number = counts[whole] { whole += ".\(number)" }
        }
        return whole
    }

    private mutating func note(_ path: String, _ line: Int) {
        guard lines[path] == nil else { return }
        lines[path] = line
        paths.append(path)
    }
}

/// Walks over TOML without understanding its values.
private struct Scan {
    let bytes: [UInt8]
    var line: Int
    var at = 0

    init(bytes: [UInt8], line: Int) { (self.bytes, self.line) = (bytes, line) }

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func step() {
        if peek == UInt8(ascii: "\n") { line += 1 }
        at += 1
    }

    /// Past blank lines and comments; `false` at the end.
    mutating func skipToStatement() -> Bool {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): step()
            default: return true
            }
        }
        return false
    }

    mutating func header() -> (path: [String], isArray: Bool) {
        step()
        let isArray = peek == UInt8(ascii: "[")
        if isArray { step() }
        let path = dottedKey(until: UInt8(ascii: "]"))
        skipLine()
        return (path, isArray)
    }

    mutating func key() -> String {
        let path = dottedKey(until: UInt8(ascii: "="))
        if peek == UInt8(ascii: "=") { step() }
        return path.joined(separator: ".")
    }

    private mutating func dottedKey(until end: UInt8) -> [String] {
        var parts: [String] = []
        var part: [UInt8] = []
        while let byte = peek, byte != end, byte != UInt8(ascii: "\n") {
            switch byte {
            case UInt8(ascii: "."):
                parts.append(String(decoding: part, as: UTF8.self))
                part = []
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: part.append(byte)
            }
            step()
        }
        return parts + [String(decoding: part, as: UTF8.self)]
    }

    /// To the end of the line on which the value ends.
    mutating func skipValue() {
        var depth = 0
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                step()
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                step()
            case UInt8(ascii: "\n"):
                step()
                if depth <= 0 { return }
            default: step()
            }
        }
    }

    private mutating func skipString(_ quote: UInt8) {
        let isLong = at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote
        let marks = isLong ? 3 : 1
        for _ in 0..<marks { step() }
        while let byte = peek {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                step()
                step()
            } else if byte == quote, !isLong || isEnd(of: quote) {
                for _ in 0..<marks { step() }
                return
            } else if byte == UInt8(ascii: "\n"), !isLong {
                return
            } else {
                step()
            }
        }
    }

    private func isEnd(of quote: UInt8) -> Bool {
        at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote
    }

    private mutating func skipLine() {
        while let byte = peek, byte != UInt8(ascii: "\n") { at += 1 }
    }
}
