import Crypto
import Intake
import Sealing

/// What opened answers are kept under, until the retention rule erases them: made from the MRC's private key and kept nowhere.
public struct AnswerKey: Sendable {
    private let key: SymmetricKey

    public init(_ mrcKey: MRCPrivateKey) { key = mrcKey.derivedKey(label: "mrc-hub/1 answers") }

    /// Locks an encoded payload; `nil` only without memory. Source: RFC 8439.
    public func seal(_ payload: [UInt8]) -> [UInt8]? {
        (try? ChaChaPoly.seal(payload, using: key)).map { Array($0.combined) }
    }

    /// What ``seal(_:)`` locked; `nil` for anything else.
    public func open(_ sealed: [UInt8]) -> [UInt8]? {
        // Whatever is wrong with it, it does not open.
        guard let box = try? ChaChaPoly.SealedBox(combined: sealed), let bytes = try? ChaChaPoly.open(box, using: key) else {
            return nil
        }
        return Array(bytes)
    }
}

extension AnswerKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "AnswerKey(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
