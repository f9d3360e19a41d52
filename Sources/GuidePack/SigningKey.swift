import Crypto
import Foundation

/// The private half of the key that guides are signed with: what a publisher keeps.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    private init(key: Curve25519.Signing.PrivateKey) { self.key = key }

    /// A new key from the system's randomness.
    public static func generate() -> SigningKey { SigningKey(key: Curve25519.Signing.PrivateKey()) }

    /// Reads a key file as ``write(to:)`` makes it.
    ///
    /// - Throws: ``KeyError`` if there is no such file, or no key in it.
    public init(contentsOf file: URL) throws(KeyError) {
        let text = try KeyError.text(of: file).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Data(base64Encoded: text),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)  // the reason is always the length
        else { throw .malformed }
        self.key = key
    }

    public var trusted: TrustedKey { TrustedKey(key: key.publicKey) }

    /// Writes `guide.key`, which only its owner may read, and `guide.pub` into `folder`.
    ///
    /// - Throws: ``KeyError`` if one of them exists or cannot be written.
    public func write(to folder: URL) throws(KeyError) {
        let secret = folder.appendingPathComponent("guide.key")
        let open = folder.appendingPathComponent("guide.pub")
        for file in [secret, open] where FileManager.default.fileExists(atPath: file.path) { throw .exists(file.path) }
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw .cannotWrite(folder.path)
        }
        try write(key.rawRepresentation.base64EncodedString(), to: secret, permissions: 0o600)
        try write(trusted.text, to: open, permissions: 0o644)
    }

    private func write(_ line: String, to file: URL, permissions: Int) throws(KeyError) {
        let done = FileManager.default.createFile(
            atPath: file.path, contents: Data((line + "\n").utf8), attributes: [.posixPermissions: permissions])
        guard done else { throw .cannotWrite(file.path) }
    }

    func signature(of bytes: Data) throws -> Data { try key.signature(for: bytes) }
}
