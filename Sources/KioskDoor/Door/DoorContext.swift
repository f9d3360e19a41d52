import Hub
import Hummingbird
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

    /// Whose tries are counted together: an address of IPv4, or the first half of one of IPv6, which one household has alone.
    var caller: String {
        guard let address = channel.remoteAddress?.ipAddress else { return "" }
        let groups = address.split(separator: ":", omittingEmptySubsequences: false)
        return groups.count > 1 ? groups.prefix(4).joined(separator: ":") : address
    }
}
