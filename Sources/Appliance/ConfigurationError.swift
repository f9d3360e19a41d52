import Foundation
import TOMLKit

/// Something in a configuration file that stops start-up: which file, which key, and what is allowed.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    public var file: String
    /// 1…; `nil`: the file as a whole.
    public var line: Int?
    public var key: String
    public var problem: String

    public init(file: URL, line: Int? = nil, key: String, problem: String) {
        self.file = file.lastPathComponent
        self.line = line
        self.key = key
        self.problem = problem
    }

    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return key.isEmpty ? "\(place) \(problem)" : "\(place): \(key) \(problem)"
    }
}

/// TOML files, with errors that say where.
enum Toml {
    /// Largest file that is read. Chosen: a hundred times the largest of ours.
    static let sizeLimit = 1 << 20

    static func table(_ file: URL) throws(ConfigurationError) -> TOMLTable {
        guard let data = try? Data(contentsOf: file) else {
            throw ConfigurationError(file: file, key: "", problem: "cannot be read")
        }
        guard data.count <= sizeLimit, let text = String(data: data, encoding: .utf8) else {
            throw ConfigurationError(file: file, key: "", problem: "is not UTF-8 text of at most 1 MiB")
        }
        do throws(TomlShape.Flaw) { try TomlShape.check(text) } catch {
            throw ConfigurationError(file: file, line: error.line, key: "", problem: "is not TOML: \(error.sentence)")
        }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ConfigurationError(
                file: file, line: error.source.begin.line, key: "", problem: "is not TOML: \(error.description)")
        } catch {
            throw ConfigurationError(file: file, key: "", problem: "is not TOML: \(error)")
        }
    }
}
