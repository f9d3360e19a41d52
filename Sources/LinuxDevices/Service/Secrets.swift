import Glibc

/// The secrets of this kiosk: files of `/etc/mrc-kiosk/secrets`, which the service manager alone may read and hands over
/// when the service starts. None is needed.
public struct Secrets: Sendable {
    private let folder: String?

    /// The secrets in the folder of credentials; nil: there are none.
    public init(folder: String?) {
        self.folder = folder
    }

    /// A longer file is no secret of a kiosk. Bytes. Chosen: a chain of certificates has some 10,000.
    public static let longest = 65_536

    /// The bytes of a secret, for example of `hub.token`; nil when this kiosk has no such one.
    ///
    /// - Throws: ``SystemFailure``, which never says what is in the file, when it is there and cannot be read, and when it is
    ///   longer than ``longest``.
    public func read(_ name: String) throws(SystemFailure) -> [UInt8]? {
        guard let folder, Secrets.isName(name) else { return nil }
        // A folder that is loaded as "secret" gives its files this beginning. Source: systemd.exec(5), LoadCredential=.
        let path = "\(folder)/secret_\(name)"
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw SystemFailure(doing: "open the secret \(name)")
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            guard count >= 0 else { throw SystemFailure(doing: "read the secret \(name)") }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= Secrets.longest else { throw SystemFailure(doing: "read the secret \(name)", number: EFBIG) }
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && name.utf8.allSatisfy { $0 != 0x2F && $0 > 0x20 && $0 < 0x7F }
    }
}
