import Foundation
import Hub
import Link

/// Between password and code: who gave the right password, kept by the browser in a locked cookie.
struct SignInStep: Codable, Hashable, Sendable {
    var id: String
    /// Seconds since 1 January 1970.
    var expires: Int64
    /// A new authenticator's secret in hexadecimal, while it is being set up; empty: there is one already.
    var secret: String
    /// A mark of the password that was given: with another one the step is over.
    var password: String

    /// Time enough to find the telephone and to set it up: 10 minutes.
    static let seconds: Int64 = 600
    private static let use = "sign-in step"

    /// `nil` only without memory.
    func locked(with key: HubKey) -> String? {
        // A struct of strings and a number can always be written.
        (try? JSONEncoder().encode(self)).flatMap { key.seal(Array($0), for: Self.use) }.map { Hex.text($0) }
    }

    /// `nil` for anything that ``locked(with:)`` did not write, or whose time is over.
    init?(_ text: String, key: HubKey, now: HubTime) {
        guard text.utf8.count < 2_000, let sealed = Hex.bytes(text), let bytes = key.open(sealed, for: Self.use),
            let step = try? JSONDecoder().decode(SignInStep.self, from: Data(bytes)), now.seconds < step.expires
        else { return nil }
        self = step
    }

    init(id: String, expires: Int64, secret: String, password: String) {
        (self.id, self.expires, self.secret, self.password) = (id, expires, secret, password)
    }
}
