/// What a new password must be like: long, and nothing else. Source: NIST SP 800-63B, 5.1.1.2.
public enum PasswordRule {
    /// Chosen: three or four words.
    public static let shortest = 12
    /// Longer than any sentence that somebody types; scrypt takes any length.
    public static let longest = 200

    /// Why a password cannot be taken, in words for the person who chose it; `nil`: it can.
    public static func objection(to password: String, of id: String) -> String? {
        switch password.count {
        case ..<shortest: "A password has at least \(shortest) characters. Three or four words that do not belong together are good."
        case (longest + 1)...: "A password has at most \(longest) characters."
        default: weakness(of: password, id)
        }
    }

    private static func weakness(of password: String, _ id: String) -> String? {
        let plain = password.lowercased()
        if plain.contains(id.lowercased()) { return "The password must not contain your sign-in name." }
        // Four different characters make no twelve that are hard to guess.
        return Set(plain).count < 5 ? "The password repeats the same few characters. Take words instead." : nil
    }
}
