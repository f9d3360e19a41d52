import Crypto
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A kiosk's own key: it signs what the kiosk says of its health, and nothing else. It opens no record.
///
/// Source: Ed25519, RFC 8032.
public struct KioskIdentity: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// The name of the key's file in the state folder.
    public static let fileName = "kiosk-identity.key"

    private static let header: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
    /// Only the kiosk's own user may read it.
    private static let mode: mode_t = 0o600

    /// A new key from the system's randomness, kept nowhere.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// The key of this kiosk, made at its first start.
    ///
    /// It is on the disk under its name only when it is whole, power cut or not.
    ///
    /// - Throws: ``KioskKeyProblem`` when the file holds no key, or cannot be read or written.
    public init(in folder: URL) throws(KioskKeyProblem) {
        let file = folder.appendingPathComponent(KioskIdentity.fileName)
        if let text = try KioskIdentity.text(of: file.path) {
            self = try KioskIdentity(text: text, path: file.path)
            // A key that a careless copy left open is closed again.
            chmod(file.path, KioskIdentity.mode)
        } else {
            self.init()
            try keep(at: file)
        }
    }

    private init(text: String, path: String) throws(KioskKeyProblem) {
        // Whatever the text lacks, what to do about it is the same.
        guard let found = try? KeyText(text), found.label == "PRIVATE KEY",
            KeyText.hasPrefix(KioskIdentity.header, found.bytes),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: found.bytes.dropFirst(KioskIdentity.header.count))
        else { throw .damaged(path: path) }
        self.key = key
    }

    /// The half that may be known to everybody; `nil` never happens with a key that the system made.
    public var publicKey: KioskPublicKey? { KioskPublicKey(bytes: Array(key.publicKey.rawRepresentation)) }

    func signature(of message: [UInt8]) -> [UInt8]? {
        // Signing fails only where there is no memory left; the report then goes without.
        (try? key.signature(for: message)).map { Array($0) }
    }

    // MARK: The file

    /// Far more than a key takes.
    private static let longestFile = 4_096

    /// `nil`: there is no such file.
    private static func text(of path: String) throws(KioskKeyProblem) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .refused(doing: "open", path: path, number: errno)
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: longestFile)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .refused(doing: "read", path: path, number: errno) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private func keep(at file: URL) throws(KioskKeyProblem) {
        let path = file.path + ".new"
        // What a power cut left of an earlier try.
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, KioskIdentity.mode)
        guard descriptor >= 0 else { throw .refused(doing: "make", path: path, number: errno) }
        let bytes = Array(KeyText.pem("PRIVATE KEY", KioskIdentity.header + Array(key.rawRepresentation)).utf8)
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let number = errno
        close(descriptor)
        guard isWritten else { throw .refused(doing: "write", path: path, number: number) }
        guard rename(path, file.path) == 0 else { throw .refused(doing: "name", path: file.path, number: errno) }
        try KioskIdentity.flush(file.deletingLastPathComponent().path)
    }

    /// The name itself has to be on the disk too.
    private static func flush(_ folder: String) throws(KioskKeyProblem) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .refused(doing: "open", path: folder, number: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .refused(doing: "write", path: folder, number: errno) }
    }
}

extension KioskIdentity: CustomStringConvertible, CustomReflectable {
    public var description: String { "KioskIdentity(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
