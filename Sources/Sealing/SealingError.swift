import Intake

/// Why something could not be sealed or opened. It never says what was inside, nor which code was tried.
public enum SealingError: Error, Hashable, Sendable {
    /// What is to be sealed must have one size.
    case wrongPayloadSize(found: Int, expected: Int)
    /// The answers cannot be encoded.
    case payload(PayloadError)
    /// Sealed by a newer or a broken kiosk.
    case unknownVersion(UInt8)
    /// Sealed to another of the MRC's keys, whose id is given.
    case otherKey(id: [UInt8])
    /// Code, record and key do not belong together, or a byte has changed.
    case doesNotOpen
    /// The machine had no memory for the derivation.
    case derivation
    /// The key cannot be sealed to.
    case badKey
}

extension SealingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongPayloadSize(let found, let expected): "\(found) bytes were to be sealed; there must be \(expected)"
        case .payload(let error): error.description
        case .unknownVersion(let version):
            "the record has version \(version); the newest known is \(SealVersion.current.rawValue)"
        case .otherKey(let id):
            "the record is sealed to another key, \(id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())"
        case .doesNotOpen: "the record does not open: the code, the key or the record is another one"
        case .derivation: "no key could be derived from the code: out of memory"
        case .badKey: "nothing can be sealed to this key"
        }
    }
}
