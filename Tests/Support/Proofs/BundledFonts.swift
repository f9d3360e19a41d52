import Foundation

/// The fonts that the kiosk draws with, and nothing else that happens to be installed.
public enum BundledFonts {
    /// - Throws: ``FixtureError`` unless fontconfig is pointed at them; pictures and measures would depend on the machine.
    public static func require() throws(FixtureError) {
        guard let file = ProcessInfo.processInfo.environment["FONTCONFIG_FILE"], !file.isEmpty else {
            throw FixtureError(
                "FONTCONFIG_FILE is not set. Run Tests/run, or gather the fonts by Kiosk/Fonts/gather and set it to their fonts.conf.")
        }
        guard FileManager.default.fileExists(atPath: file) else {
            throw FixtureError("FONTCONFIG_FILE names \(file), which does not exist. Gather the fonts by Kiosk/Fonts/gather.")
        }
    }
}
