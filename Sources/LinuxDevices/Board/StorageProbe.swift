import Devices
import Glibc

/// Tries whether the storage still keeps what is written to it.
///
/// Cards that die go read-only, some of them without a word: they accept what is written and forget it.
struct StorageProbe: Sendable {
    /// The folder in which the probe keeps its one small file.
    let folder: String

    /// The file; always the same one, so that a full card has room for it.
    static let name = "storage-probe"
    /// What is written: one block of every file system in question. Bytes.
    private static let size = 4_096

    /// Room on the storage, and whether it is mounted for reading only.
    var space: (free: Int64, total: Int64, isReadOnly: Bool)? {
        var answer = statvfs()
        guard statvfs(folder, &answer) == 0 else { return nil }
        let block = Int64(answer.f_frsize)
        return (
            Int64(answer.f_bavail) * block, Int64(answer.f_blocks) * block, answer.f_flag & UInt(ST_RDONLY) != 0
        )
    }

    /// Writes something and reads it back from the storage itself.
    ///
    /// It can take as long as the storage likes. Nil when there is no room, which says nothing of the storage.
    func isWritable() -> Bool? {
        let file = open("\(folder)/\(StorageProbe.name)", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return StorageProbe.verdict(errno) }
        defer { close(file) }
        var random = SystemRandomNumberGenerator()
        let written = (0..<StorageProbe.size).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let count = pwrite(file, written, written.count, 0)
        guard count == written.count else { return count < 0 ? StorageProbe.verdict(errno) : nil }
        guard fdatasync(file) == 0 else { return StorageProbe.verdict(errno) }
        // What is on the storage now leaves the system's memory, so that reading asks the storage.
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        var read = [UInt8](repeating: 0, count: written.count)
        return pread(file, &read, read.count, 0) == read.count && read == written
    }

    private static func verdict(_ number: Int32) -> Bool? {
        number == ENOSPC || number == EDQUOT ? nil : false
    }
}
