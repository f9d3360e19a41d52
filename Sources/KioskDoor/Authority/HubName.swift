import SwiftASN1
import X509

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A name or a number of the network under which kiosks reach the hub; it stands in the hub's certificate.
public struct HubName: Hashable, Sendable {
    public let text: String
    /// Four or sixteen bytes of an address; `nil` for a name.
    private let address: [UInt8]?

    /// A name of the DNS (1–253 letters, digits, hyphens and points), or an address of IPv4 or IPv6; `nil` for anything else.
    public init?(_ text: String) {
        let isName = (1...253).contains(text.utf8.count) && !text.hasPrefix(".") && !text.hasSuffix(".")
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
            }
        address = HubName.bytes(text, AF_INET, 4) ?? HubName.bytes(text, AF_INET6, 16)
        guard isName || address != nil else { return nil }
        self.text = text
    }

    private static func bytes(_ text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    var generalName: GeneralName {
        address.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(text)
    }
}
