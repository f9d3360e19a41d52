import Foundation
import Scene
import Settings
import TOMLKit
import Visit

/// Reads `Kiosk/Theme`: colours from `theme.toml`, icons from `icons/*.svg`.
public enum LookReader {
    /// - Throws: ``ConfigurationError`` that names the file, the key and what is allowed.
    public static func read(_ folder: URL) throws(ConfigurationError) -> Look {
        let file = folder.appending(path: "theme.toml")
        let table = try Toml.table(file)
        var palettes: [Theme: Palette] = [:]
        for theme in Theme.allCases { palettes[theme] = try palette(theme, table, file) }
        return Look(
            palettes: palettes, icons: try icons(folder.appending(path: "icons")),
            weave: try icon(folder.appending(path: "weave.svg")),
            measures: try numbers(Look.Measures(), Look.Measures.keys, "measures-mm", table, file),
            ratios: try numbers(Look.Ratios(), Look.Ratios.keys, "type-ratio", table, file))
    }

    /// Fills in the numbers of one table; every key has to be there.
    private static func numbers<Values>(
        _ standard: Values, _ keys: [(name: String, path: WritableKeyPath<Values, Double> & Sendable, range: ClosedRange<Double>)],
        _ name: String, _ table: TOMLTable, _ file: URL
    ) throws(ConfigurationError) -> Values {
        var values = standard
        for key in keys {
            guard let value = table[name]?.table?[key.name]?.double else {
                throw ConfigurationError(file: file, key: "\(name).\(key.name)", problem: "is missing, or no number with a point")
            }
            guard key.range.contains(value) else {
                throw ConfigurationError(
                    file: file, key: "\(name).\(key.name)",
                    problem: "is \(value); allowed are \(key.range.lowerBound) to \(key.range.upperBound)")
            }
            values[keyPath: key.path] = value
        }
        return values
    }

    private static func palette(_ theme: Theme, _ table: TOMLTable, _ file: URL) throws(ConfigurationError) -> Palette {
        guard let colours = table["themes"]?.table?[theme.rawValue]?.table else {
            throw ConfigurationError(file: file, key: "themes.\(theme.rawValue)", problem: "is missing")
        }
        var found: [ColourRole: Colour] = [:]
        for role in ColourRole.allCases {
            let key = "themes.\(theme.rawValue).\(role.rawValue)"
            guard let text = colours[role.rawValue]?.string else {
                throw ConfigurationError(file: file, key: key, problem: "is missing")
            }
            guard let colour = Colour(hex: text) else {
                throw ConfigurationError(file: file, key: key, problem: "is \"\(text)\"; allowed are colours like \"#1B2A41\"")
            }
            found[role] = colour
        }
        guard let palette = Palette(found) else {
            throw ConfigurationError(file: file, key: "themes.\(theme.rawValue)", problem: "lacks a colour")
        }
        return palette
    }

    private static func icons(_ folder: URL) throws(ConfigurationError) -> [String: Icon] {
        guard let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) else {
            throw ConfigurationError(file: folder, key: "", problem: "cannot be read")
        }
        var icons: [String: Icon] = [:]
        for file in files where file.pathExtension == "svg" {
            icons[file.deletingPathExtension().lastPathComponent] = try icon(file)
        }
        return icons
    }

    private static func icon(_ file: URL) throws(ConfigurationError) -> Icon {
        guard let svg = try? String(contentsOf: file, encoding: .utf8) else {
            throw ConfigurationError(file: file, key: "", problem: "cannot be read")
        }
        do { return try IconReader.read(svg) } catch {
            throw ConfigurationError(file: file, key: "", problem: error.description)
        }
    }
}
