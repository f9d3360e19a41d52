/// Why a guide pack is refused. The guide that runs stays as it is.
public enum PackError: Error, Hashable, Sendable {
    /// A file of the pack is not there.
    case missing(part: String)
    /// There is no signature, or what stands in its place is none.
    case unsigned
    /// The signature is of a key that this kiosk does not trust. Keys are named by ``TrustedKey/fingerprint``.
    case signedByStranger(fingerprint: String)
    /// A part is not what was signed.
    case altered(part: String)
    /// A part is shorter than what was signed.
    case truncated(part: String, bytes: Int, expected: Int)
    /// The pack is older than what the kiosk has already shown.
    case older(version: Version, floor: Version)
    /// The pack needs a newer program than the kiosk has.
    case tooNew(needs: Version, kiosk: Version)
    /// The signature is right, but the content is not what this program can read.
    case unreadable(part: String, reason: String)
}

extension PackError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let part):
            "\(part) is missing. Copy the whole folder of the pack again."
        case .unsigned:
            "The pack is not signed: manifest.sig is missing or is no signature. Ask the publisher for the signed pack."
        case .signedByStranger(let fingerprint):
            "The pack is signed with the key \(fingerprint), which this kiosk does not trust. Ask the publisher."
        case .altered(let part):
            "\(part) was altered after signing. Copy the pack again from where it was published."
        case .truncated(let part, let bytes, let expected):
            "\(part) is truncated: \(bytes) of \(expected) bytes. Copy the pack again; the disk may be full."
        case .older(let version, let floor):
            "The pack has version \(version), older than \(floor), which was already here. Take a newer pack."
        case .tooNew(let needs, let kiosk):
            "The pack needs a kiosk of version \(needs) or later; this is \(kiosk). Update the kiosk first."
        case .unreadable(let part, let reason):
            "\(part) is signed but cannot be read: \(reason). Build the pack again."
        }
    }
}
