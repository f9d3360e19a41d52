import HTTPTypes
import Hub
import Link
import NIOCore
import NIOHTTPTypes

/// Stands in every connection between HTTP and the answers: tells the hub's time with every answer, and ends a connection whose
/// request was refused before its body was read.
final class Doorstep: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let now: @Sendable () -> HubTime
    private var isReadingBody = false
    /// The answer that is being said is the last one.
    private var mustClose = false
    /// The last answer is said: what still comes is for nobody.
    private var isOver = false
    private var end: Scheduled<Void>?

    /// How long what still comes is taken after the last answer: a connection that is closed over unread bytes may take the
    /// answer with it. Source: RFC 9112, 9.6.
    private static let lingering = TimeAmount.seconds(1)

    static let timeHeader = HTTPField.Name(hubTimeHeader)

    init(now: @escaping @Sendable () -> HubTime) { self.now = now }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard !isOver else {
            if case .end = part { context.close(promise: nil) }
            return
        }
        switch part {
        case .head: isReadingBody = true
        case .body: break
        case .end: isReadingBody = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            complete(&head)
            guard head.status.code >= 400, head.headerFields[.contentType] == nil else {
                context.write(wrapOutboundOut(.head(head)), promise: promise)
                return
            }
            let body = explain(&head)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            context.write(wrapOutboundOut(.body(body)), promise: nil)
        case .body: context.write(data, promise: promise)
        case .end:
            context.writeAndFlush(data, promise: promise)
            guard mustClose, !isOver else { return }
            isOver = true
            let channel = context.channel
            end = context.eventLoop.scheduleTask(in: Self.lingering) { channel.close(promise: nil) }
        }
    }

    // MARK: Answers

    private func complete(_ head: inout HTTPResponse) {
        if let name = Self.timeHeader { head.headerFields[name] = "\(now().seconds)" }
        // Whoever was refused before the end of the body would go on sending it, to nobody.
        if isReadingBody, head.status.code >= 400 {
            head.headerFields[.connection] = "close"
            mustClose = true
        }
    }

    /// An answer that came from below the routes, without a body: a request that is no HTTP.
    private func explain(_ head: inout HTTPResponse) -> ByteBuffer {
        let isOurs = head.status.code >= 500
        let refusal = Refusal(
            isOurs ? .notNow : .badRequest, status: head.status.code,
            isOurs ? "the hub failed; ask again later" : "this is no request that HTTP knows")
        let body = JSON.bytes(of: refusal)
        head.headerFields[.contentType] = "application/problem+json"
        head.headerFields[.contentLength] = "\(body.readableBytes)"
        return body
    }
}
