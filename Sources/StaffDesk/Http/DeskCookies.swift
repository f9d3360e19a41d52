import Crypto
import Hub
import Hummingbird
import Link

/// The desk's cookies: the session, the step between password and code, and the browser before anybody signs in.
struct DeskCookies: Sendable {
    /// Whether the desk is reached over TLS: then cookies are `__Host-` ones, else plain ones for loopback.
    let isSecure: Bool

    enum Kind: String, Sendable {
        case session = "desk"
        case step = "desk-step"
        case browser = "desk-browser"
    }

    private func name(_ kind: Kind) -> String { (isSecure ? "__Host-" : "") + kind.rawValue }

    func value(_ kind: Kind, in request: Request) -> String? { request.cookies[name(kind)]?.value }

    func set(_ kind: Kind, to value: String, seconds: Int? = nil, on response: inout Response) {
        response.setCookie(
            Cookie(
                name: name(kind), value: value, maxAge: seconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict))
    }

    func clear(_ kind: Kind, on response: inout Response) { set(kind, to: "", seconds: 0, on: &response) }

    /// 32 random bytes in hexadecimal.
    static func newToken() -> String {
        var random = SystemRandomNumberGenerator()
        return Hex.text((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    /// What the store calls a session by.
    static func digest(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }
}
