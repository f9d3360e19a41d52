import Foundation

/// The folder with everything that a guide is made from: `Guide`, `Strings`, `Sites`, `Forms`, `Theme`.
struct SourceTree {
    let root: URL

    /// Larger than any file that a person would edit; a larger one is refused unread.
    private static let mostBytes = 8 << 20

    /// The text of a file, or `nil` after reporting why not. Errors of the file system all mean: look at the file.
    func text(_ path: String, _ report: Report, optional: Bool = false) -> String? {
        let file = root.appendingPathComponent(path)
        let place = Place(file: path, line: 1)
        guard let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize else {
            if !optional {
                report.error(place, "the file is missing", remedy: "Create it; see the other guides for its form")
            }
            return nil
        }
        guard size <= Self.mostBytes, let bytes = try? Data(contentsOf: file) else {
            report.error(place, "the file cannot be read", remedy: "Check its permissions; it may have at most 8 MB")
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
            report.error(Place(file: path, line: line), "this is not UTF-8", remedy: "Save the file as UTF-8")
            return nil
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    /// Paths of the files of one folder that end in `suffix`, sorted; a folder that is not there has none.
    func files(in folder: String, suffix: String) -> [String] {
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }
}

/// `Guide/articles/x.md` → `x`
func baseName(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
}
