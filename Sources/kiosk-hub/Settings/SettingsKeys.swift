import Foundation
import TOMLKit

/// Something in the settings that stops the start: which file, which key, and what is allowed.
struct HubSettingsError: Error, Equatable, CustomStringConvertible {
    var file: String
    /// 1…; `nil`: the file as a whole.
    var line: Int?
    var key: String
    var problem: String

    var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return key.isEmpty ? "\(place) \(problem)" : "\(place): \(key) \(problem)"
    }
}

/// The keys of one table of the settings; a key that is missing is `nil`, a wrong one stops the start.
struct SettingsKeys {
    private let entries: TOMLTable
    /// The whole file: a table within another lives only as long as that one.
    private let root: TOMLTable
    private let file: URL
    /// Of the table in its file; empty at the top.
    private let path: String

    /// Largest file that is read, in bytes. Chosen: a hundred times ours.
    private static let sizeLimit = 1 << 18

    init(_ file: URL) throws(HubSettingsError) {
        func wrong(_ problem: String, line: Int? = nil) -> HubSettingsError {
            HubSettingsError(file: file.lastPathComponent, line: line, key: "", problem: problem)
        }
        // Why it cannot be read is for the one who looks: it is not there, or not theirs.
        guard let data = try? Data(contentsOf: file) else { throw wrong("cannot be read; name the settings by --config") }
        guard data.count <= Self.sizeLimit, let text = String(data: data, encoding: .utf8) else {
            throw wrong("is not UTF-8 text of at most \(Self.sizeLimit / 1_024) KiB")
        }
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw wrong("is not TOML: \(error.description)", line: error.source.begin.line)
        } catch {
            throw wrong("is not TOML: \(error)")
        }
        (entries, self.file, path) = (root, file, "")
    }

    private init(_ entries: TOMLTable, of parent: SettingsKeys, path: String) {
        (self.entries, root, file, self.path) = (entries, parent.root, parent.file, path)
    }

    /// Refuses keys that are none of `known`: most are a slip of the pen.
    func allow(_ known: String...) throws(HubSettingsError) {
        for key in entries.keys.sorted() where !known.contains(key) {
            throw wrong(key, "is unknown; allowed are \(known.map { name($0) }.joined(separator: ", "))")
        }
    }

    func table(_ key: String) throws(HubSettingsError) -> SettingsKeys? {
        guard let table = try value(key, "a table, written [\(name(key))]", { $0.table }) else { return nil }
        return SettingsKeys(table, of: self, path: name(key))
    }

    func text(_ key: String) throws(HubSettingsError) -> String? {
        let allowed = "text in double quotes, not empty"
        guard let text = try value(key, allowed, { $0.string }) else { return nil }
        guard !text.isEmpty else { throw wrong(key, "is \"\"; allowed is \(allowed)") }
        return text
    }

    func texts(_ key: String) throws(HubSettingsError) -> [String]? {
        let allowed = "a list of texts in double quotes, none of them empty"
        guard let array = try value(key, allowed, { $0.array }) else { return nil }
        var texts: [String] = []
        for entry in array {
            guard let text = entry.string, !text.isEmpty else { throw wrong(key, "is a list with something else in it; allowed is \(allowed)") }
            texts.append(text)
        }
        return texts
    }

    func choice<Choice>(_ key: String, of choices: [(String, Choice)]) throws(HubSettingsError) -> Choice? {
        let allowed = choices.map { "\"\($0.0)\"" }.joined(separator: ", ")
        guard let word = try value(key, allowed, { $0.string }) else { return nil }
        guard let choice = choices.first(where: { $0.0 == word }) else {
            throw wrong(key, "is \"\(word)\"; allowed are \(allowed)")
        }
        return choice.1
    }

    func whole(_ key: String, in range: ClosedRange<Int>, unit: String) throws(HubSettingsError) -> Int? {
        let allowed = "a whole number (\(unit)) from \(range.lowerBound) to \(range.upperBound)"
        guard let number = try value(key, allowed, { $0.int }) else { return nil }
        guard range.contains(number) else { throw wrong(key, "is \(number); allowed is \(allowed)") }
        return number
    }

    /// A path that does not begin with `/` counts from the folder of the file.
    func path(_ key: String, isDirectory: Bool) throws(HubSettingsError) -> URL? {
        try text(key).map { place($0, isDirectory: isDirectory) }
    }

    func paths(_ key: String) throws(HubSettingsError) -> [URL]? {
        try texts(key)?.map { place($0, isDirectory: false) }
    }

    private func place(_ text: String, isDirectory: Bool) -> URL {
        URL(fileURLWithPath: text, isDirectory: isDirectory, relativeTo: file.deletingLastPathComponent()).absoluteURL
            .standardizedFileURL
    }

    private func value<Value>(
        _ key: String, _ allowed: String, _ read: (any TOMLValueConvertible) -> Value?
    ) throws(HubSettingsError) -> Value? {
        guard let entry = entries[key] else { return nil }
        guard let value = read(entry) else { throw wrong(key, "is a \(entry.type); allowed is \(allowed)") }
        return value
    }

    private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// A value that is not allowed, with what is.
    func wrong(_ key: String, _ problem: String) -> HubSettingsError {
        HubSettingsError(file: file.lastPathComponent, key: name(key), problem: problem)
    }
}
