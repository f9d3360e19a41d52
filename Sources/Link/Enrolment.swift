/// The body of `POST /v1/enrolments`: a kiosk's one-time code and its request for a certificate. Its key never leaves it.
public struct EnrolmentRequest: Codable, Hashable, Sendable {
    /// The secret half of the code that `kiosk-hub kiosk add` printed; see ``EnrolmentCode``.
    public var secret: String
    /// PKCS #10 in PEM.
    public var certificateRequest: String

    enum CodingKeys: String, CodingKey {
        case secret
        case certificateRequest = "certificate_request"
    }

    public init(secret: String, certificateRequest: String) { (self.secret, self.certificateRequest) = (secret, certificateRequest) }
}

/// What a kiosk gets for its code: all that it needs to work with this hub, and nothing that opens a record.
public struct Enrolment: Codable, Hashable, Sendable {
    public var kiosk: KioskID
    /// The id of its site.
    public var site: String
    public var channel: GuideChannel
    /// Its certificate and the hub's, in PEM.
    public var certificates: String
    /// The hub's own authority, in PEM: the only one that the kiosk trusts.
    public var authority: String
    /// The public half of the MRC's key, in PEM.
    public var mrcKey: String
    /// The public keys that guides are signed with, each as `guide.pub` holds it: 32 bytes in Base64, a line each.
    public var guideKeys: String

    enum CodingKeys: String, CodingKey {
        case kiosk, site, channel, certificates, authority
        case mrcKey = "mrc_key"
        case guideKeys = "guide_keys"
    }

    public init(
        kiosk: KioskID, site: String, channel: GuideChannel, certificates: String, authority: String, mrcKey: String, guideKeys: String
    ) {
        (self.kiosk, self.site, self.channel, self.certificates) = (kiosk, site, channel, certificates)
        (self.authority, self.mrcKey, self.guideKeys) = (authority, mrcKey, guideKeys)
    }
}

/// The code that a technician carries from the hub to a new kiosk: a secret that is good once, and a pin by which the kiosk
/// knows the hub before it says the secret.
///
/// Twenty-six letters and digits of Base32 in groups: ten of the secret (50 bits), sixteen of the pin (the first 80 bits of the
/// SHA-256 of the hub authority's certificate in DER).
public struct EnrolmentCode: Hashable, Sendable {
    /// Ten characters.
    public let secret: String
    /// Sixteen characters.
    public let pin: String

    static let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    static let (secretLength, pinLength) = (10, 16)

    /// - Throws: ``EnrolmentCodeProblem``
    public init(secret: String, pin: String) throws(EnrolmentCodeProblem) {
        try self.init(secret + pin)
    }

    /// What somebody typed: hyphens, spaces and small letters are no matter.
    ///
    /// - Throws: ``EnrolmentCodeProblem``, which never repeats what was typed.
    public init(_ typed: some StringProtocol) throws(EnrolmentCodeProblem) {
        let plain = typed.utf8.filter { $0 != 0x20 && $0 != 0x2D }.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }
        guard plain.count == Self.secretLength + Self.pinLength else { throw .wrongLength(found: plain.count) }
        guard plain.allSatisfy(Self.alphabet.contains) else { throw .wrongCharacter }
        secret = String(decoding: plain.prefix(Self.secretLength), as: UTF8.self)
        pin = String(decoding: plain.dropFirst(Self.secretLength), as: UTF8.self)
    }

    /// In groups of five with hyphens, as it is printed: `ABCDE-FGHIJ-…`.
    public var text: String {
        let all = Array((secret + pin).utf8)
        return stride(from: 0, to: all.count, by: 5)
            .map { String(decoding: all[$0..<min($0 + 5, all.count)], as: UTF8.self) }
            .joined(separator: "-")
    }
}

extension EnrolmentCode: CustomStringConvertible, CustomReflectable {
    public var description: String { "EnrolmentCode(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why what was typed is not a code of enrolment.
public enum EnrolmentCodeProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case wrongLength(found: Int)
    case wrongCharacter

    public var description: String {
        switch self {
        case .wrongLength(let found):
            "a code of enrolment has \(EnrolmentCode.secretLength + EnrolmentCode.pinLength) letters and digits, not \(found)"
        case .wrongCharacter: "a code of enrolment has the letters A to Z and the digits 2 to 7 only"
        }
    }
}
