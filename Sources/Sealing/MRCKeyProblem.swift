/// What is wrong with a key, and what to do about it. It never shows the key.
public enum MRCKeyProblem: Error, Hashable, Sendable {
    case empty
    case notBase64
    case wrongLength(found: Int)
    /// A private key was given where a public one belongs.
    case isPrivate
    /// A key or a certificate of another kind.
    case otherKind
    /// The right length, but no secret can be agreed with it.
    case notAKey
}

extension MRCKeyProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "there is no key; expected are 32 bytes in Base64, or a PEM file"
        case .notBase64: "this is not Base64; copy the whole key, and nothing but the key"
        case .wrongLength(let found): "an X25519 key has 32 bytes, not \(found)"
        case .isPrivate: "this is a private key; take it off this machine and give the public one"
        case .otherKind: "this is a key of another kind; an X25519 key is needed"
        case .notAKey: "no secret can be agreed with this key; ask the centre for its key again"
        }
    }
}
