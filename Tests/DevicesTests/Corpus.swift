import Devices
import Foundation

/// The streams from which the fuzzers set out.
struct Corpus {
    /// Streams of events of panels, in the order of their files' names.
    let streams: [[InputEvent]]
    /// Levels of keys: milliseconds since the one before, and whether the key is down.
    let levels: [[(after: Int, isDown: Bool)]]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    init() throws {
        let files = try FileManager.default.contentsOfDirectory(at: Corpus.folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        streams = try files.filter { $0.pathExtension == "evdev" }.map { file in
            try Corpus.rows(of: file).map { row in
                guard row.count == 3 else { throw CocoaError(.fileReadCorruptFile) }
                return InputEvent(
                    type: UInt16(clamping: row[0]), code: UInt16(clamping: row[1]), value: Int32(clamping: row[2]))
            }
        }
        levels = try files.filter { $0.pathExtension == "levels" }.map { file in
            var before = 0
            return try Corpus.rows(of: file).map { row in
                guard row.count == 2 else { throw CocoaError(.fileReadCorruptFile) }
                defer { before = row[0] }
                return (row[0] - before, row[1] == 1)
            }
        }
        // A fuzzer that sets out from nothing would find nothing.
        guard !streams.isEmpty, !levels.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    }

    private static func rows(of file: URL) throws -> [[Int]] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: " ").compactMap { Int($0) } }
    }
}
