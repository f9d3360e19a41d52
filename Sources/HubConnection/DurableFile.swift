import Foundation

/// A small file that is there whole or not at all, power cut or not, and that only the kiosk's own user may read.
public enum DurableFile {
    private static let mode: mode_t = 0o600
    /// Far more than papers take.
    private static let longest = 256 * 1_024

    /// Writes a file under its name only when it is whole on the disk; until then the one before stays.
    ///
    /// Whoever writes, the folder's owner gets it: `kioskctl enroll` as root must not lock the kiosk out.
    ///
    /// - Throws: ``HubLinkError/file(_:_:errno:)``
    public static func write(_ bytes: [UInt8], to file: URL) throws(HubLinkError) {
        let path = file.path + ".new"
        // What a power cut left of an earlier try.
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .file("make", path, errno: errno) }
        var folder = stat()
        if stat(file.deletingLastPathComponent().path, &folder) == 0, folder.st_uid != geteuid() {
            // Only root may give a file away; for everybody else it is theirs already.
            _ = fchown(descriptor, folder.st_uid, folder.st_gid)
        }
        let isWritten = write(all: bytes, to: descriptor) && fsync(descriptor) == 0
        let number = errno
        close(descriptor)
        guard isWritten else { throw .file("write", path, errno: number) }
        guard rename(path, file.path) == 0 else { throw .file("name", file.path, errno: errno) }
        try flush(file.deletingLastPathComponent())
    }

    private static func write(all bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Puts the names in a folder, or the content of a file, onto the disk.
    static func flush(_ place: URL) throws(HubLinkError) {
        let descriptor = open(place.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file("open", place.path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .file("write", place.path, errno: errno) }
    }

    /// `nil`: there is no such file.
    static func read(_ file: URL) throws(HubLinkError) -> [UInt8]? {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .file("open", file.path, errno: errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= longest {
            let count = Foundation.read(descriptor, &piece, piece.count)
            guard count >= 0 else { throw .file("read", file.path, errno: errno) }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
        throw .file("read", file.path, errno: EFBIG)
    }
}
