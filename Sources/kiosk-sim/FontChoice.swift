import Foundation

/// Which fonts the pages are set in.
enum FontChoice {
    private static let kinds: Set<String> = ["otf", "ttc", "ttf"]

    /// Tells Fontconfig to use only the fonts in a folder. Must come before the first word is set.
    ///
    /// A folder with a `fonts.conf`, as `Kiosk/Fonts/gather` makes it, is used with its own cache; for any other
    /// the cache is kept with the state. Without a folder this machine's settings count.
    ///
    /// Source: Fontconfig user's manual, "Environment variables".
    static func settle(_ fonts: String?, state: URL) throws {
        guard let fonts else { return }
        let folder = URL(fileURLWithPath: fonts, isDirectory: true).standardizedFileURL
        var settings = folder.appending(path: "fonts.conf")
        if !FileManager.default.fileExists(atPath: settings.path) {
            guard hasFonts(folder) else {
                throw StartError("There are no fonts (\(kinds.sorted().joined(separator: ", "))) in \(folder.path).")
            }
            settings = state.appending(path: "fonts.conf").standardizedFileURL
            let cache = state.appending(path: "font-cache").standardizedFileURL
            try Data(text(fonts: folder, cache: cache).utf8).write(to: settings)
        }
        setenv("FONTCONFIG_FILE", settings.path, 1)
    }

    private static func hasFonts(_ folder: URL) -> Bool {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return files?.contains { ($0 as? URL).map { kinds.contains($0.pathExtension.lowercased()) } ?? false } ?? false
    }

    private static func text(fonts: URL, cache: URL) -> String {
        """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
        <fontconfig>
          <dir>\(escaped(fonts.path))</dir>
          <cachedir>\(escaped(cache.path))</cachedir>
        </fontconfig>

        """
    }

    private static func escaped(_ path: String) -> String {
        path.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
    }
}
