import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file with a secret: one user reads it, it is whole or not there, and it never stands in an error.
public enum SecretFile {
    /// A longer file is no key. Bytes. Chosen: an authority with its certificate has some 2,000.
    public static let longest = 65_536
    /// Reading and writing for its owner, nothing for anybody else.
    private static let mode: mode_t = 0o600
    private static let everybodyElse: mode_t = 0o077
    private static let readingByGroup: mode_t = 0o040

    /// What the file holds; `nil`: there is none.
    ///
    /// - Parameter isCredential: the service manager handed it over, in a folder that only this service may enter: then its mode
    ///   may be 0440, as systemd gives it from 254 on. Source: systemd.exec(5), "CREDENTIALS".
    /// - Throws: ``SecretFileError`` when somebody else than its owner may read or write it, or it cannot be read.
    public static func read(_ path: String, isCredential: Bool = false) throws(SecretFileError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .refused(doing: "open", path: path, number: errno)
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw .refused(doing: "look at", path: path, number: errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .noFile(path: path) }
        let forbidden = isCredential ? everybodyElse & ~readingByGroup : everybodyElse
        guard facts.st_mode & forbidden == 0 else { throw .open(path: path, mode: facts.st_mode & 0o777) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            // The name within this type is that of the function above.
            let count = withUnsafeMutableBytes(of: &buffer, descriptor)
            guard count >= 0 else { throw .refused(doing: "read", path: path, number: errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= longest else { throw .tooLong(path: path) }
        }
    }

    private static func withUnsafeMutableBytes(of buffer: inout [UInt8], _ descriptor: Int32) -> Int {
        buffer.withUnsafeMutableBytes { bytes in
            #if canImport(Glibc)
            Glibc.read(descriptor, bytes.baseAddress, bytes.count)
            #else
            Musl.read(descriptor, bytes.baseAddress, bytes.count)
            #endif
        }
    }

    /// Makes the file with mode 0600. When this returns, it is on the disk under its name, power cut or not.
    ///
    /// - Returns: `false`, and nothing changes, when there is one already: another program was faster.
    /// - Throws: ``SecretFileError``
    public static func make(_ bytes: [UInt8], at path: String) throws(SecretFileError) -> Bool {
        let new = "\(path).\(getpid()).new"
        // What a power cut left of an earlier try.
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .refused(doing: "make", path: new, number: errno) }
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let number = errno
        close(descriptor)
        defer { unlink(new) }
        guard isWritten else { throw .refused(doing: "write", path: new, number: number) }
        guard link(new, path) == 0 else {
            if errno == EEXIST { return false }
            throw .refused(doing: "name", path: path, number: errno)
        }
        try flush(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        return true
    }

    /// The name itself has to be on the disk too.
    private static func flush(_ folder: String) throws(SecretFileError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .refused(doing: "open", path: folder, number: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .refused(doing: "write", path: folder, number: errno) }
    }
}

/// Why a secret cannot be read or kept. It never says what is in the file.
public enum SecretFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Others than its owner may read or write it.
    case open(path: String, mode: UInt32)
    case tooLong(path: String)
    /// A folder or a device stands under its name.
    case noFile(path: String)
    /// The system refused; `number` is its `errno`.
    case refused(doing: String, path: String, number: Int32)

    public var description: String {
        switch self {
        case .open(let path, let mode):
            "\(path) has mode \(String(mode, radix: 8)): others than its owner may use it. Allowed is 600 or 400: chmod 600 \(path)"
        case .tooLong(let path): "\(path) is longer than \(SecretFile.longest) bytes: that is no key"
        case .noFile(let path): "\(path) is no plain file"
        case .refused(let doing, let path, let number): "\(doing) \(path): \(String(cString: strerror(number)))"
        }
    }
}
