import Devices
import Glibc

/// The lamp behind a panel that can be set.
///
/// Source: Linux `Documentation/ABI/stable/sysfs-class-backlight`.
struct Backlight: Sendable {
    private let folder: SystemFolder
    private let brightest: Int

    /// The values of `bl_power`: `FB_BLANK_UNBLANK` and `FB_BLANK_POWERDOWN` of Linux `include/uapi/linux/fb.h`.
    private enum Power {
        static let on = 0
        static let off = 4
    }

    /// The backlight of the board, if it has one.
    ///
    /// Of several the one that the kernel's documents would take: firmware's before platform's before raw.
    static func find(in classes: SystemFolder) -> Backlight? {
        let order = ["firmware", "platform", "raw"]
        let folders = classes.folders("backlight")
        let ranked = folders.map { (order.firstIndex(of: $0.text("type") ?? "") ?? order.count, $0) }
        return ranked.sorted { $0.0 < $1.0 }.lazy.compactMap { Backlight($0.1) }.first
    }

    private init?(_ folder: SystemFolder) {
        guard let brightest = folder.number("max_brightness"), brightest > 0 else { return nil }
        self.folder = folder
        self.brightest = Int(brightest)
    }

    /// Sets the lamp; talking to it can take some milliseconds.
    ///
    /// - Throws: ``SystemFailure`` when the system refuses.
    @concurrent func set(percent: Int) async throws(SystemFailure) {
        let level = percent == 0 ? 0 : max(1, brightest * percent / 100)
        try folder.write("\(level)", to: "brightness")
        // Not every lamp has a switch of its own, and 0 is as dark as it gets without.
        guard folder.number("bl_power") != nil else { return }
        try folder.write("\(percent == 0 ? Power.off : Power.on)", to: "bl_power")
    }
}
