import Glibc

/// Files that are read and written whole: those of `/proc` and `/sys`, and what the kiosk keeps in a line or two.
public enum SmallFile {
    /// The text of a file, at most so many bytes of it; nil when it is not there or not to be read.
    public static func read(_ path: String, limit: Int = 4_096) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while bytes.count < limit {
            let count = Glibc.read(file, &buffer, min(buffer.count, limit - bytes.count))
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a short text over a file that is there.
    ///
    /// - Throws: ``SystemFailure``.
    public static func write(_ text: String, to path: String) throws(SystemFailure) {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemFailure(doing: "open \(path)") }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw SystemFailure(doing: "write to \(path)") }
    }

    /// Keeps a short text under a name: after a power cut there is the old text or the new one, whole.
    ///
    /// - Throws: ``SystemFailure``; the old text stays.
    public static func keep(_ text: String, at path: String) throws(SystemFailure) {
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemFailure(doing: "make \(draft)") }
        let bytes = Array(text.utf8)
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let failure = SystemFailure(doing: "write to \(draft)")
        close(file)
        guard isWritten else { throw failure }
        guard rename(draft, path) == 0 else { throw SystemFailure(doing: "rename \(draft)") }
        // The name itself has to be on the disk too.
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure(doing: "open \(folder)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemFailure(doing: "flush \(folder)") }
    }
}
