import Foundation
import TOMLKit

/// TOML files, with errors that say where.
public enum Toml {
    /// Largest file that is read. Chosen: a hundred times the largest of ours.
    private static let sizeLimit = 1 << 20

    /// The table of a file.
    ///
    /// - Throws: ``ConfigurationError``
    public static func table(_ file: URL) throws(ConfigurationError) -> TOMLTable { try read(file).table }

    /// The table of a file, and the lines on which its keys stand, by their dotted names.
    ///
    /// - Throws: ``ConfigurationError``
    static func read(_ file: URL) throws(ConfigurationError) -> (table: TOMLTable, lines: [String: Int]) {
        guard let data = try? Data(contentsOf: file) else {
            // Why is for the one who looks: it is not there, or not theirs.
            throw ConfigurationError(file: file, key: "", problem: "cannot be read")
        }
        guard data.count <= sizeLimit, let text = String(data: data, encoding: .utf8) else {
            throw ConfigurationError(file: file, key: "", problem: "is not UTF-8 text of at most 1 MiB")
        }
        let lines: [String: Int]
        do throws(TomlShape.Flaw) { lines = try TomlShape.check(text) } catch {
            throw ConfigurationError(file: file, line: error.line, key: "", problem: "is not TOML: \(error.sentence)")
        }
        do {
            return (try TOMLTable(string: text), lines)
        } catch let error as TOMLParseError {
            throw ConfigurationError(
                file: file, line: error.source.begin.line, key: "", problem: "is not TOML: \(error.description)")
        } catch {
            throw ConfigurationError(file: file, key: "", problem: "is not TOML: \(error)")
        }
    }
}
