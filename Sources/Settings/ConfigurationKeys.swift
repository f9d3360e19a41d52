import Foundation
import TOMLKit

/// The keys of one table of a configuration file; a key that is missing is `nil`, a wrong one stops start-up.
public struct ConfigurationKeys {
    private let entries: TOMLTable
    /// The whole file: a table within another lives only as long as that one.
    private let root: TOMLTable
    private let file: URL
    /// Dotted path of the table in its file; empty at the top.
    private let path: String
    /// Where the keys stand, by their dotted names.
    private let lines: [String: Int]

    /// The top of a file.
    ///
    /// - Throws: ``ConfigurationError``
    public init(contentsOf file: URL) throws(ConfigurationError) {
        let (root, lines) = try Toml.read(file)
        self.init(root, root: root, file: file, path: "", lines: lines)
    }

    private init(_ entries: TOMLTable, root: TOMLTable, file: URL, path: String, lines: [String: Int]) {
        self.entries = entries
        self.root = root
        self.file = file
        self.path = path
        self.lines = lines
    }

    /// Refuses keys that are none of `known`: most are a slip of the pen.
    public func allow(_ known: String...) throws(ConfigurationError) { try allow(known) }

    /// The same, with the keys in a list.
    public func allow(_ known: [String]) throws(ConfigurationError) {
        for key in entries.keys.sorted() where !known.contains(key) {
            throw error(key, "is unknown; allowed are \(known.map { name($0) }.joined(separator: ", "))")
        }
    }

    /// A table within this one.
    public func table(_ key: String) throws(ConfigurationError) -> ConfigurationKeys? {
        let wanted = "a table, written [\(name(key))]"
        guard let table = try value(key, wanted, { $0.table }) else { return nil }
        return ConfigurationKeys(table, root: root, file: file, path: name(key), lines: lines)
    }

    /// Text, not empty.
    public func text(_ key: String) throws(ConfigurationError) -> String? {
        let wanted = "text in double quotes, not empty"
        guard let text = try value(key, wanted, { $0.string }) else { return nil }
        guard !text.isEmpty else { throw error(key, "is \"\"; allowed is \(wanted)") }
        return text
    }

    /// One of some words, and what it stands for.
    public func choice<Choice>(_ key: String, of choices: [(String, Choice)]) throws(ConfigurationError) -> Choice? {
        let allowed = choices.map { "\"\($0.0)\"" }.joined(separator: ", ")
        guard let word = try value(key, allowed, { $0.string }) else { return nil }
        guard let choice = choices.first(where: { $0.0 == word }) else {
            throw error(key, "is \"\(word)\"; allowed are \(allowed)")
        }
        return choice.1
    }

    /// `true` or `false`.
    public func flag(_ key: String) throws(ConfigurationError) -> Bool? {
        try value(key, "true or false") { $0.bool }
    }

    /// A list of texts, none of them empty.
    public func texts(_ key: String) throws(ConfigurationError) -> [String]? {
        try list(key, "a list of texts in double quotes, none of them empty") { $0.string.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// A list of numbers.
    public func numbers(_ key: String) throws(ConfigurationError) -> [Double]? {
        try list(key, "a list of numbers") { $0.double ?? $0.int.map(Double.init) }
    }

    /// A list of some words, and what they stand for.
    public func choices<Choice>(_ key: String, of choices: [(String, Choice)]) throws(ConfigurationError) -> [Choice]? {
        let allowed = "a list, not empty, of \(choices.map { "\"\($0.0)\"" }.joined(separator: ", "))"
        let found = try list(key, allowed) { entry in choices.first { $0.0 == entry.string }?.1 }
        guard found?.isEmpty != true else { throw error(key, "is empty; allowed is \(allowed)") }
        return found
    }

    /// All entries of a list, none of which `read` may refuse.
    private func list<Value>(
        _ key: String, _ allowed: String, _ read: (any TOMLValueConvertible) -> Value?
    ) throws(ConfigurationError) -> [Value]? {
        guard let array = try value(key, allowed, { $0.array }) else { return nil }
        var values: [Value] = []
        for entry in array {
            guard let value = read(entry) else { throw error(key, "is a list with \(entry) in it; allowed is \(allowed)") }
            values.append(value)
        }
        return values
    }

    /// A path; one that does not begin with `/` counts from the folder of the file.
    public func path(_ key: String, isDirectory: Bool) throws(ConfigurationError) -> URL? {
        try text(key).map { place($0, isDirectory: isDirectory) }
    }

    /// A list of paths to files.
    public func paths(_ key: String) throws(ConfigurationError) -> [URL]? {
        try texts(key)?.map { place($0, isDirectory: false) }
    }

    private func place(_ text: String, isDirectory: Bool) -> URL {
        URL(fileURLWithPath: text, isDirectory: isDirectory, relativeTo: file.deletingLastPathComponent())
            .absoluteURL.standardizedFileURL
    }

    /// A whole number.
    public func whole(_ key: String, in range: ClosedRange<Int>, unit: String) throws(ConfigurationError) -> Int? {
        let allowed = "a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)"
        guard let number = try value(key, allowed, { $0.int }) else { return nil }
        guard range.contains(number) else { throw error(key, "is \(number); allowed is \(allowed)") }
        return number
    }

    /// A time in whole seconds.
    public func seconds(_ key: String, in range: ClosedRange<Duration>) throws(ConfigurationError) -> Duration? {
        let whole = Int(range.lowerBound.components.seconds)...Int(range.upperBound.components.seconds)
        return try self.whole(key, in: whole, unit: "seconds").map { .seconds($0) }
    }

    /// A time in whole milliseconds.
    public func milliseconds(_ key: String, in range: ClosedRange<Duration>) throws(ConfigurationError) -> Duration? {
        let whole = range.lowerBound.wholeMilliseconds...range.upperBound.wholeMilliseconds
        return try self.whole(key, in: whole, unit: "milliseconds").map { .milliseconds($0) }
    }

    /// A value of a kind that is not among these; `read` says `nil` to all others.
    public func value<Value>(
        _ key: String, _ allowed: String, _ read: (any TOMLValueConvertible) -> Value?
    ) throws(ConfigurationError) -> Value? {
        guard let entry = entries[key] else { return nil }
        guard let value = read(entry) else { throw error(key, "is a \(entry.type); allowed is \(allowed)") }
        return value
    }

    private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The table as a whole is not allowed.
    public func wrong(_ problem: String) -> ConfigurationError {
        ConfigurationError(file: file, line: line(of: path), key: path, problem: problem)
    }

    /// A value that is not allowed, with what is.
    public func wrong(_ key: String, _ problem: String) -> ConfigurationError { error(key, problem) }

    private func error(_ key: String, _ problem: String) -> ConfigurationError {
        ConfigurationError(file: file, line: line(of: name(key)), key: name(key), problem: problem)
    }

    /// Of a key that is missing, or stands within braces, the line of what it belongs to.
    private func line(of name: String) -> Int? {
        if let line = lines[name] { return line }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return line(of: String(name[..<dot]))
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
