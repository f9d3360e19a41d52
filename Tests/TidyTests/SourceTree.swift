import Foundation

/// The files of this repository, as somebody reads them.
enum SourceTree {
    /// The root of the repository: two folders above this file's.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    struct File: Sendable {
        /// From the root.
        var path: String
        var text: String

        /// Whether it stands anywhere in the file: many times faster than to look at each line.
        func mentions(_ word: String) -> Bool {
            Data(text.utf8).range(of: Data(word.utf8)) != nil
        }

        /// The lines in which it stands.
        func lines(with word: String) -> [(number: Int, text: Substring)] {
            mentions(word) ? lines.filter { $0.text.contains(word) } : []
        }

        var lines: [(number: Int, text: Substring)] {
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
        }
    }

    /// The text files in some folders; of those with `ends`, if there are any.
    static func files(in folders: [String], ends: [String] = []) throws -> [File] {
        var files: [File] = []
        for folder in folders {
            let base = root.appending(path: folder)
            for name in try FileManager.default.subpathsOfDirectory(atPath: base.path).sorted() {
                let url = base.appending(path: name)
                let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
                guard isFile, ends.isEmpty || ends.contains(url.pathExtension) else { continue }
                // Pictures and fonts are no text.
                guard let text = String(data: try Data(contentsOf: url), encoding: .utf8) else { continue }
                files.append(File(path: "\(folder)/\(name)", text: text))
            }
        }
        return files
    }

    /// The modules that a Swift file imports.
    static func imports(of file: File) -> [String] {
        file.lines(with: "import ").compactMap { line in
            let match = line.text.firstMatch(of: /^\s*(?:@[A-Za-z_]+(?:\([^)]*\))?\s+)*(?:(?:public|internal|private|fileprivate|package)\s+)?import\s+(?:(?:struct|class|enum|func|protocol|typealias|let|var)\s+)?([A-Za-z_0-9]+)/)
            return match.map { String($0.1) }
        }
    }

    /// Swift without its remarks and without what stands in quotes.
    static func code(of line: Substring) -> String {
        let open = line.replacing(/"(?:\\.|[^"\\])*"/, with: "\"\"")
        return String(open.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first ?? "")
    }
}
