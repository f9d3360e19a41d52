/// Which parameters seal a record. The first byte of every record says it, so that they can be made stronger later.
public enum SealVersion: UInt8, CaseIterable, Sendable {
    /// scrypt with N = 2¹⁵, r = 8, p = 1; HPKE with X25519, HKDF-SHA256 and ChaCha20-Poly1305.
    case one = 1

    /// What new records are sealed with.
    public static let current = SealVersion.one

    /// What makes a guess at a code cost 32 MiB and some tenths of a second on the kiosk's board.
    ///
    /// Source: RFC 7914, 2.
    struct Scrypt {
        let rounds: Int
        let blockSize: Int
        let parallelism: Int
    }

    var scrypt: Scrypt {
        switch self {
        case .one: Scrypt(rounds: 1 << 15, blockSize: 8, parallelism: 1)
        }
    }

    /// The text that all labels of this version begin with, so that no key of one use fits another.
    var domain: String {
        switch self {
        case .one: "mrc-kiosk/1"
        }
    }
}
