import Crypto
import Hub
import Link
import Sealing

/// A one-time secret for one kiosk: made once, printed once, kept nowhere.
public struct EnrolmentSecret: Sendable {
    /// Ten letters and digits: 50 bits.
    private let text: String

    /// How long a code is good. Chosen: a technician who installs the day after tomorrow, and a weekend.
    public static let life = Duration.seconds(4 * 86_400)

    /// A new one from the system's randomness.
    public init() {
        var random = SystemRandomNumberGenerator()
        text = String(Base32.encode((0..<7).map { _ in UInt8.random(in: 0...255, using: &random) }).prefix(10))
    }

    /// What the technician carries to the kiosk.
    ///
    /// - Throws: `EnrolmentCodeProblem`; never with the pin of an ``Authority``.
    public func code(for authority: Authority) throws(EnrolmentCodeProblem) -> EnrolmentCode {
        try EnrolmentCode(secret: text, pin: authority.pin)
    }

    /// What the hub keeps of it.
    public func offer(to kiosk: KioskID, site: String, channel: GuideChannel, at now: HubTime) -> EnrolmentOffer {
        EnrolmentOffer(
            kiosk: kiosk, site: site, channel: channel, secretDigest: Self.digest(text), expires: now + Self.life)
    }

    /// What the store knows a secret by; `nil` for a text that no code of enrolment has.
    static func digest(of sent: String) -> [UInt8]? {
        // The pin does not matter here: only whether the secret is one.
        guard let code = try? EnrolmentCode(secret: sent, pin: String(repeating: "A", count: 16)), code.secret == sent else {
            return nil
        }
        return digest(sent)
    }

    private static func digest(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

extension EnrolmentSecret: CustomStringConvertible, CustomReflectable {
    public var description: String { "EnrolmentSecret(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
