import Crypto
import Foundation
import Sealing

/// The six digits that an authenticator shows, new every half minute.
///
/// Source: RFC 6238 with SHA-1, 30 s and 6 digits: what every authenticator can do.
public enum TOTP {
    /// 30 seconds.
    public static let stepSeconds: Int64 = 30
    /// 20 bytes, as RFC 4226 recommends.
    public static let secretSize = 20
    /// Clocks of telephones are a little off: one step to either side counts.
    private static let window: Int64 = 1

    /// A new secret.
    public static func secret(random: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<secretSize).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// Which half minute it is.
    public static func step(at time: HubTime) -> Int64 { time.seconds / stepSeconds }

    /// The digits of a half minute.
    ///
    /// Source: RFC 4226, 5.3, dynamic truncation.
    public static func code(secret: [UInt8], step: Int64) -> String {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> (8 * Int64($0))) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// The half minute whose digits these are, or `nil`. Digits of a half minute that was used, or of an earlier one, never
    /// count again.
    public static func check(_ typed: String, secret: [UInt8], at now: HubTime, lastStep: Int64) -> Int64? {
        let digits = typed.filter { !$0.isWhitespace }
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var found: Int64?
        for step in (step(at: now) - window)...(step(at: now) + window) where step > lastStep {
            // All steps are looked at, each digit of each: the time tells nothing.
            let difference = zip(code(secret: secret, step: step).utf8, digits.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) }
            if difference == 0, found == nil { found = step }
        }
        return found
    }

    /// The address that an authenticator takes from a QR code.
    public static func address(secret: [UInt8], of id: String, issuer: String) -> String {
        let name = plain(issuer)
        return "otpauth://totp/\(name):\(plain(id))?secret=\(Base32.encode(secret))&issuer=\(name)&algorithm=SHA1&digits=6&period=30"
    }

    /// Letters, digits, hyphens and points as they are, all else in per cent.
    private static func plain(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isPlain = character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == ".")
            return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
