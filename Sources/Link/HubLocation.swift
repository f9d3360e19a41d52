/// Where the hub is: a name or a number of the network, and a port.
///
/// Written `https://192.0.2.7:8443`; scheme and port may be left out. The default port is 8443. There is no way without TLS.
public struct HubLocation: Hashable, Sendable {
    /// A name, an IPv4 number, or an IPv6 number without its brackets.
    public let host: String
    /// Range: 1–65,535.
    public let port: Int

    public static let usualPort = 8_443
    /// What is allowed, for sentences.
    public static let allowed = "an address such as https://192.0.2.7:8443 or https://[2001:db8::7]:8443"

    /// `nil` for anything that is no such address: another scheme, a path, a name with other characters.
    public init?(_ text: some StringProtocol) {
        let scheme = "https://"
        var rest = text.hasPrefix(scheme) ? Substring(text).dropFirst(scheme.count) : Substring(text)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let name: Substring
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            name = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            guard name.contains(":"), name.utf8.allSatisfy({ HubLocation.isHex($0) || $0 == 0x3A || $0 == 0x2E }) else { return nil }
        } else {
            name = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(name.count)
            guard name.utf8.allSatisfy(HubLocation.isOfAName) else { return nil }
        }
        guard (1...253).contains(name.utf8.count), let port = HubLocation.port(rest) else { return nil }
        (host, self.port) = (String(name), port)
    }

    private static func port(_ text: Substring) -> Int? {
        guard !text.isEmpty else { return usualPort }
        let digits = text.dropFirst()
        guard text.hasPrefix(":"), (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits), (1...65_535).contains(number)
        else { return nil }
        return number
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func isOfAName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E
    }

    /// As it is written into addresses, always with its port.
    public var text: String { "https://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}

extension HubLocation: CustomStringConvertible {
    public var description: String { text }
}
