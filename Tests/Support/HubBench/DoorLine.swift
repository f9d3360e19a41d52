import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// A connection to the hub's door, as lean as a client can be: it shares two processors with the hub that is measured.
final class DoorLine: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    struct Reply: Sendable {
        var status: Int
        var body: ByteBuffer
    }

    private var heard = ByteBuffer()
    private var context: ChannelHandlerContext?
    private var told: ((Reply?) -> Void)?
    private let ready: EventLoopPromise<Void>

    private init(_ ready: EventLoopPromise<Void>) { self.ready = ready }

    /// Connects and shakes hands.
    static func connect(port: Int, _ tls: NIOSSLContext, on loop: any EventLoop) async throws -> NIOLoopBound<DoorLine> {
        let ready = loop.makePromise(of: Void.self)
        let channel = try await ClientBootstrap(group: loop).channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        NIOSSLClientHandler(context: tls, serverHostname: nil), DoorLine(ready))
                }
            }.connect(host: "127.0.0.1", port: port).get()
        try await ready.futureResult.get()
        return try await channel.pipeline.handler(type: DoorLine.self).map { NIOLoopBound($0, eventLoop: loop) }.get()
    }

    /// Sends a request, and hands the answer on when it has come; `nil`: the connection ended. On its own loop alone, one
    /// question at a time.
    func ask(_ request: ByteBuffer, then told: @escaping (Reply?) -> Void) {
        guard let context, context.channel.isActive else { return told(nil) }
        self.told = told
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent { ready.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        ready.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        ready.fail(ChannelError.eof)
        tell(nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var more = unwrapInboundIn(data)
        heard.writeBuffer(&more)
        guard let reply = wholeReply() else { return }
        heard.clear()
        tell(reply)
    }

    private func tell(_ reply: Reply?) {
        let told = self.told
        self.told = nil
        told?(reply)
    }

    /// The answer, when all of it is here. The hub always says how long it is.
    private func wholeReply() -> Reply? {
        let end = heard.withUnsafeReadableBytes { bytes -> Int? in
            guard bytes.count >= 4 else { return nil }
            return (0...(bytes.count - 4)).first {
                bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
            }
        }
        guard let end, let head = heard.getString(at: heard.readerIndex, length: end) else { return nil }
        let lines = head.split(separator: "\r\n")
        let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
        let length = lines.lazy.filter { $0.lowercased().hasPrefix("content-length:") }.first
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
        let start = heard.readerIndex + end + 4
        guard let body = heard.getSlice(at: start, length: length ?? 0) else { return nil }
        return Reply(status: status, body: body)
    }
}
