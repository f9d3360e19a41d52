import Foundation

/// Where findings at kiosks are told. It may hold a secret, so it is never shown.
public struct AlertAddress: Hashable, Sendable {
    let url: String

    private static let loopback: Set = ["localhost", "127.0.0.1", "::1", "[::1]"]

    /// `nil` for anything but `https`, or `http` on this machine's loopback.
    public init?(_ text: String) {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.user == nil, parts.fragment == nil
        else { return nil }
        guard parts.scheme == "https" || parts.scheme == "http" && Self.loopback.contains(host) else { return nil }
        url = text
    }
}

extension AlertAddress: CustomStringConvertible, CustomReflectable {
    public var description: String { "AlertAddress(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
