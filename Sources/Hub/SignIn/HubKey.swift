import Crypto
import Foundation

/// The hub's own key: locks the secrets of authenticators, and marks what the hub itself handed out. It opens no record.
public struct HubKey: Sendable {
    private let key: SymmetricKey

    /// 32 bytes.
    public static let size = 32

    /// `nil` unless there are ``size`` bytes.
    public init?(bytes: some Sequence<UInt8>) {
        let all = Array(bytes)
        guard all.count == HubKey.size else { return nil }
        key = SymmetricKey(data: all)
    }

    /// Locks bytes for one use, which is said again when they are opened. Source: RFC 8439.
    public func seal(_ bytes: [UInt8], for use: String) -> [UInt8]? {
        // It fails only without memory; then nothing is kept.
        (try? ChaChaPoly.seal(bytes, using: derived("seal"), authenticating: Array(use.utf8))).map { Array($0.combined) }
    }

    /// What ``seal(_:for:)`` locked for the same use; `nil` for anything else.
    public func open(_ sealed: [UInt8], for use: String) -> [UInt8]? {
        // Whatever is wrong with it, it does not open.
        guard let box = try? ChaChaPoly.SealedBox(combined: sealed),
            let bytes = try? ChaChaPoly.open(box, using: derived("seal"), authenticating: Array(use.utf8))
        else { return nil }
        return Array(bytes)
    }

    /// A mark that only this hub can make: 32 bytes.
    public func mark(_ bytes: [UInt8], for use: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: derived("mark \(use)")))
    }

    /// Whether a mark is the one, in a time that tells nothing.
    public func isMark(_ mark: [UInt8], of bytes: [UInt8], for use: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(mark, authenticating: bytes, using: derived("mark \(use)"))
    }

    private func derived(_ label: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("mrc-hub/1 \(label)".utf8), outputByteCount: 32)
    }
}

extension HubKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "HubKey(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
