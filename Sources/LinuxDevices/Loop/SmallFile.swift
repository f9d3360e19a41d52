import Glibc

/// Files that are read and written whole: those of `/proc` and `/sys`, and others of a line or two.
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
}
