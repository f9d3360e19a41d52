import Glibc

/// A file of a sensor that says 1 while something is wrong, and wakes who listens when that changes.
final class AlarmFile {
    private let file: Int32
    private var watch: Watch?

    /// Listens on the loop's own thread; nil where the file cannot be listened to.
    init?(_ path: String, on loop: EventLoop, _ alarm: @escaping @Sendable () -> Void) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        self.file = file
        if AlarmFile.isOn(file) { alarm() }
        do throws(SystemFailure) {
            watch = try loop.watch(file, for: .urgent) { _ in
                if AlarmFile.isOn(file) { alarm() }
            }
        } catch {
            // Asked once in a while it tells nearly as much.
            close(file)
            return nil
        }
    }

    deinit {
        // Closing takes it out of the loop as well.
        close(file)
    }

    /// Reading also waits for the next change.
    private static func isOn(_ file: Int32) -> Bool {
        var letter: UInt8 = 0
        return pread(file, &letter, 1, 0) == 1 && letter == UInt8(ascii: "1")
    }
}
