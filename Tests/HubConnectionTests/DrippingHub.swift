import Foundation
import Hub
import Link
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import HubConnection
@testable import KioskDoor

/// A hub that begins to answer at once and never comes to an end: a byte now and then.
struct DrippingHub {
    /// Those of a kiosk that is enrolled there.
    let papers: HubPapers
    private let channel: any Channel

    static func open(group: any EventLoopGroup) async throws -> DrippingHub {
        let authority = try Authority()
        let identity = try authority.issueHub(names: [HubName("127.0.0.1")].compactMap(\.self))
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: identity.chain.map { .certificate($0) }, privateKey: .privateKey(identity.key))
        tls.minimumTLSVersion = .tlsv13
        let context = try NIOSSLContext(configuration: tls)
        let channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    try channel.pipeline.syncOperations.addHandler(Dripper())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let request = try KeyRequest()
        let name = try #require(KioskID("dripped-upon"))
        let certificate = try authority.issue(
            to: name, for: CertificateRequest(pem: request.request), at: HubTime(seconds: 1_795_348_800))
        let enrolment = Enrolment(
            kiosk: name, site: "amman-airport", channel: .all, certificates: certificate.chain, authority: authority.pem,
            mrcKey: try RealHub.centre.publicKey.pem, guideKeys: "")
        let papers = HubPapers(
            location: try Pair.location(channel.localAddress?.port ?? 0), enrolment: enrolment, key: request.key)
        return DrippingHub(papers: papers, channel: channel)
    }

    func close() async throws { try await channel.close().get() }
}

private final class Dripper: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var drip: RepeatedTask?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard drip == nil else { return }
        let channel = context.channel
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
        channel.writeAndFlush(channel.allocator.buffer(string: head), promise: nil)
        drip = channel.eventLoop.scheduleRepeatedTask(initialDelay: .milliseconds(10), delay: .milliseconds(10)) { _ in
            channel.writeAndFlush(channel.allocator.buffer(string: " "), promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { drip?.cancel() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
