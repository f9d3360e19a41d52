import Foundation
import Link
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

@testable import KioskDoor

/// A connection on which a test says every byte itself.
struct Wire: Sendable {
    private let channel: any Channel
    private let heard: AsyncStream<[UInt8]>

    /// Connects as a kiosk, or as somebody without a certificate, and shakes hands.
    init(to door: OpenDoor, as kiosk: TestKiosk?) async throws {
        let context = try NIOSSLContext(configuration: TestKiosk.tls(kiosk, trusting: door.authority))
        let (heard, ear) = AsyncStream<[UInt8]>.makeStream()
        self.heard = heard
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers(
                    NIOSSLClientHandler(context: context, serverHostname: nil), Ear(ear))
            }
        }.connect(host: "127.0.0.1", port: door.port).get()
    }

    /// A connection whose other side says nothing at all, not even a handshake.
    init(silentTo door: OpenDoor) async throws {
        let (heard, ear) = AsyncStream<[UInt8]>.makeStream()
        self.heard = heard
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Ear(ear)) }
        }.connect(host: "127.0.0.1", port: door.port).get()
    }

    /// Shakes hands and hangs up.
    ///
    /// - Throws: what went wrong with it.
    static func shakeHands(with door: OpenDoor, _ tls: TLSConfiguration) async throws {
        let context = try NIOSSLContext(configuration: tls)
        let done = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Void.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers(
                    NIOSSLClientHandler(context: context, serverHostname: nil), Handshake(done))
            }
        }.connect(host: "127.0.0.1", port: door.port).get()
        let result: Result<Void, any Error>
        do { result = .success(try await done.futureResult.get()) } catch { result = .failure(error) }
        // It may be closed already.
        try? await channel.close().get()
        try result.get()
    }

    func say(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)).get() }

    /// Says something whether or not anybody still listens.
    func sayInVain(_ text: String) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }

    /// Everything that is said until the other side hangs up.
    func all() async -> String {
        var bytes: [UInt8] = []
        for await more in heard { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What is said until a text was heard.
    func upTo(_ end: String) async -> String {
        var bytes: [UInt8] = []
        for await more in heard {
            bytes += more
            if String(decoding: bytes, as: UTF8.self).contains(end) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// It may be closed already.
    func hangUp() async { try? await channel.close().get() }
}

/// Hands on what is heard, until the connection ends.
private final class Ear: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let heard: AsyncStream<[UInt8]>.Continuation

    init(_ heard: AsyncStream<[UInt8]>.Continuation) { self.heard = heard }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { heard.yield(Array(unwrapInboundIn(data).readableBytesView)) }
    func channelInactive(context: ChannelHandlerContext) { heard.finish() }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// Tells how a handshake went.
private final class Handshake: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let done: EventLoopPromise<Void>

    init(_ done: EventLoopPromise<Void>) { self.done = done }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent { done.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { done.fail(error) }
    func channelInactive(context: ChannelHandlerContext) { done.fail(ChannelError.eof) }
}
