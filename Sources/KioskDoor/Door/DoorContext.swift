import Hub
import Hummingbird
import Link
import NIOCore
import NIOSSL

/// What is known of one request beside its bytes.
struct DoorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The certificate that came with the connection, in DER; `nil`: none.
    ///
    /// - Throws: an error of the channel when it is closed already.
    func certificate() async throws -> [UInt8]? {
        try await channel.nioSSL_peerCertificate().get()?.toDERBytes()
    }

    /// Whose tries are counted together.
    var caller: String { channel.remoteAddress.map(Household.init)?.description ?? "" }
}

/// Whom an address belongs to, as far as it says: one of IPv4, or the first half of one of IPv6, which one household has alone.
struct Household: CustomStringConvertible {
    let description: String

    init(_ address: SocketAddress) {
        switch address {
        case .v4(let address): description = Hex.text(withUnsafeBytes(of: address.address.sin_addr) { Array($0) })
        case .v6(let address):
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            // An address of IPv4 in the clothes of one of IPv6 is what it was. Source: RFC 4291, 2.5.5.2.
            let isMapped = bytes.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
            description = Hex.text(isMapped ? bytes.suffix(4) : bytes.prefix(8))
        case .unixDomainSocket: description = ""
        }
    }
}
