import Foundation

/// The fonts of the kiosk.
enum Fonts {
    /// Whether Fontconfig has settings, and where these lead a font: without any font Pango ends the program.
    ///
    /// A program that was started by hand uses the fonts of the machine.
    static var areThere: Bool {
        guard let settings = ProcessInfo.processInfo.environment["FONTCONFIG_FILE"] else { return true }
        let files = FileManager.default.enumerator(atPath: URL(fileURLWithPath: settings).deletingLastPathComponent().path)
        guard FileManager.default.isReadableFile(atPath: settings), let files else { return false }
        return files.contains { ($0 as? String)?.hasSuffix(".ttf") == true }
    }
}
