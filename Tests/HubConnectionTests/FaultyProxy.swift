import NIOCore
import NIOPosix
import Synchronization

/// A line between kiosk and hub that does to bytes what lines do: cut, hold up, hold back.
final class FaultyProxy: Sendable {
    struct Rules {
        /// Where the hub is now.
        var target: Int
        /// Connections are cut when so many bytes of the kiosk's have passed; `nil`: never.
        var cutUpAfter: Int?
        /// And so many of the hub's.
        var cutDownAfter: Int?
        /// What the hub says stays here.
        var holdsAnswers = false
        /// Each piece comes so much later.
        var delay = TimeAmount.zero
    }

    let rules: Mutex<Rules>
    /// Bytes that the kiosk has said, and bytes of the hub's that were held back, on all connections.
    private let counts = Mutex((up: 0, held: 0))
    private let channel: any Channel

    private init(_ rules: Rules, group: any EventLoopGroup) async throws {
        let box = ProxyBox()
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { kiosk in box.connect(kiosk, group) }
            .bind(host: "127.0.0.1", port: 0).get()
        self.rules = Mutex(rules)
        box.proxy.withLock { $0 = self }
    }

    static func start(to port: Int, group: any EventLoopGroup) async throws -> FaultyProxy {
        try await FaultyProxy(Rules(target: port), group: group)
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var upBytes: Int { counts.withLock { $0.up } }
    var heldBytes: Int { counts.withLock { $0.held } }

    func change(_ change: (inout Rules) -> Void) { rules.withLock { change(&$0) } }

    func stop() async throws { try await channel.close().get() }

    fileprivate func noteUp(_ count: Int) { counts.withLock { $0.up += count } }
    fileprivate func noteHeld(_ count: Int) { counts.withLock { $0.held += count } }
}

/// Lets connections find the proxy that listens for them.
private final class ProxyBox: Sendable {
    let proxy = Mutex<FaultyProxy?>(nil)

    /// Connects the other half before the first byte is read.
    func connect(_ kiosk: any Channel, _ group: any EventLoopGroup) -> EventLoopFuture<Void> {
        guard let proxy = proxy.withLock({ $0 }) else { return kiosk.close() }
        return ClientBootstrap(group: kiosk.eventLoop).connect(host: "127.0.0.1", port: proxy.rules.withLock { $0.target })
            .flatMap { hub in
                kiosk.eventLoop.makeCompletedFuture {
                    try kiosk.pipeline.syncOperations.addHandler(Pipe(to: hub, of: proxy, isUp: true))
                    try hub.pipeline.syncOperations.addHandler(Pipe(to: kiosk, of: proxy, isUp: false))
                }
            }
    }
}

/// One direction of one connection.
private final class Pipe: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private let proxy: FaultyProxy
    private let isUp: Bool
    private var passed = 0

    init(to other: any Channel, of proxy: FaultyProxy, isUp: Bool) { (self.other, self.proxy, self.isUp) = (other, proxy, isUp) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        let rules = proxy.rules.withLock { (up: $0.cutUpAfter, down: $0.cutDownAfter, holds: $0.holdsAnswers, delay: $0.delay) }
        if isUp { proxy.noteUp(bytes.readableBytes) }
        if !isUp, rules.holds { return proxy.noteHeld(bytes.readableBytes) }
        let room = (isUp ? rules.up : rules.down).map { max(0, $0 - passed) }
        let isCut = room.map { bytes.readableBytes >= $0 } ?? false
        if let room, let rest = bytes.readSlice(length: min(room, bytes.readableBytes)) { bytes = rest }
        passed += bytes.readableBytes
        let (other, delay) = (other, rules.delay)
        guard !isCut else {
            let kiosk = context.channel
            // What was let through goes first.
            return other.writeAndFlush(bytes).whenComplete { _ in
                other.close(promise: nil)
                kiosk.close(promise: nil)
            }
        }
        guard delay > .zero else { return other.writeAndFlush(bytes, promise: nil) }
        let late = bytes
        other.eventLoop.scheduleTask(in: delay) { other.writeAndFlush(late, promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
