import Crypto
import Link
import NIOCore
import NIOPosix
import NIOSSL
import Sealing
import Synchronization

/// A look at who answers before anything is said: the authority that the hub shows, held against the pin of the code.
struct AuthorityGlance {
    let location: HubLocation
    let pin: String
    let group: any EventLoopGroup

    /// How long a look may take. Chosen: a slow mobile connection needs some seconds, and so does a slow processor.
    static let limit = TimeAmount.seconds(60)

    /// The authority whose certificate the pin was made of.
    ///
    /// A handshake and nothing else: the secret is not said, whoever answers.
    ///
    /// - Throws: ``HubLinkError/wrongHub`` when none of the certificates shown is that one.
    func authority() async throws(HubLinkError) -> NIOSSLCertificate {
        let found = Mutex<Found>(Found())
        do { try await shakeHands { chain in found.withLock { $0 = Found(chain, pin: pin) } } } catch {
            // What the handshake failed of matters only where no certificate was seen.
        }
        let result = found.withLock { $0 }
        guard result.wasShown else { throw .unreachable(location.text) }
        guard let authority = result.authority else { throw .wrongHub }
        return authority
    }

    private struct Found {
        var wasShown = false
        var authority: NIOSSLCertificate?

        init() {}

        init(_ chain: [NIOSSLCertificate], pin: String) {
            wasShown = true
            authority = chain.first { certificate in
                // A certificate that cannot be written has no pin.
                guard let der = try? certificate.toDERBytes() else { return false }
                return Base32.encode(Array(SHA256.hash(data: der).prefix(10))) == pin
            }
        }
    }

    private func shakeHands(_ look: @escaping @Sendable ([NIOSSLCertificate]) -> Void) async throws {
        var tls = HubPapers.tls(trusting: [])
        tls.certificateVerification = .noHostnameVerification
        let context = try NIOSSLContext(configuration: tls)
        let host = location.host
        let bootstrap = ClientBootstrap(group: group).connectTimeout(Self.limit).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                // Seen is enough: the connection ends here either way.
                let refuseAll: NIOSSLCustomVerificationCallback = { chain, promise in
                    look(chain)
                    promise.succeed(NIOSSLVerificationResult.failed)
                }
                let handler = try NIOSSLClientHandler(
                    context: context, serverHostname: host.isName ? host : nil, customVerificationCallback: refuseAll)
                try channel.pipeline.syncOperations.addHandler(handler)
            }
        }
        let channel = try await bootstrap.connect(host: host, port: location.port).get()
        let timeout = channel.eventLoop.scheduleTask(in: Self.limit) { channel.close(promise: nil) }
        try await channel.closeFuture.get()
        timeout.cancel()
    }
}

extension String {
    /// A number of the network has no place in TLS's name of the server. Source: RFC 6066, 3.
    fileprivate var isName: Bool { !contains(":") && contains { $0.isLetter } }
}
