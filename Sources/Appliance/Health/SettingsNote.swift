import Foundation

/// Why `kioskd` refused its settings, for the page that the next program shows: a file in memory, never a secret in it.
public struct SettingsNote: Sendable {
    private let file: URL?

    /// In the runtime folder that both programs share; `nil`: nothing is kept.
    public init(folder: String?) {
        file = folder.map { URL(fileURLWithPath: $0, isDirectory: true).appending(path: "settings-wrong") }
    }

    /// Longest text that is kept and shown, in characters. Chosen: six lines of the smallest glass.
    public static let longest = 400

    /// The sentence that was kept last; `nil`: none.
    public var text: String? {
        // Without the note the page has the code's own sentence.
        guard let file, let handle = try? FileHandle(forReadingFrom: file) else { return nil }
        defer { try? handle.close() }  // It was only read.
        guard let bytes = try? handle.read(upToCount: SettingsNote.longest) else { return nil }
        let plain = SettingsNote.plain(String(decoding: bytes, as: UTF8.self))
        return plain.isEmpty ? nil : plain
    }

    /// Keeps a sentence; `nil` takes away the one that is kept.
    public func keep(_ sentence: String?) {
        guard let file else { return }
        // The code on the page and the journal still say that the settings are wrong.
        guard let sentence else { return (try? FileManager.default.removeItem(at: file)) ?? () }
        try? Data(SettingsNote.plain(sentence).utf8).write(to: file)
    }

    /// What may stand on the glass: letters that every font has, on one line. Of what is too long the middle is left out, for the
    /// place stands at the beginning and what is allowed at the end.
    public static func plain(_ sentence: String) -> String {
        let words = sentence.split { $0.isWhitespace }.joined(separator: " ")
        let letters = words.map { $0.isASCII && !$0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? $0 : "?" }
        guard letters.count > longest else { return String(letters) }
        let half = (longest - 5) / 2
        return String(letters.prefix(half)) + " ... " + String(letters.suffix(half))
    }
}
