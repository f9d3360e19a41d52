import HTTPTypes
import Hub
import Link
import NIOCore
import NIOHTTPTypes

/// Stands in every connection between HTTP and the answers: cuts off who is slow, tells the hub's time with every answer, and
/// ends a connection whose request was refused before its body was read.
final class Doorstep: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let bounds: DoorBounds
    private let now: @Sendable () -> HubTime
    /// Ends the connection when the other side is not done with what it is at.
    private var deadline: Scheduled<Void>?
    /// Ends it when the other side does not take the answer.
    private var readingDeadline: Scheduled<Void>?
    private var isReadingBody = false
    /// Requests whose answer is not all said.
    private var unanswered = 0
    /// The answer that is being said is the last one.
    private var mustClose = false
    /// The last answer is said: what still comes is for nobody.
    private var isOver = false

    /// How long what still comes is taken after the last answer: a connection that is closed over unread bytes may take the
    /// answer with it. Source: RFC 9112, 9.6.
    private static let lingering = TimeAmount.seconds(1)

    static let timeHeader = HTTPField.Name(hubTimeHeader)

    init(_ bounds: DoorBounds, now: @escaping @Sendable () -> HubTime) { (self.bounds, self.now) = (bounds, now) }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { expect(within: bounds.greeting, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        expect(within: bounds.greeting, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        readingDeadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard !isOver else {
            if case .end = part { context.close(promise: nil) }
            return
        }
        switch part {
        case .head(let head):
            isReadingBody = true
            unanswered += 1
            let length = head.headerFields[.contentLength].flatMap { Int64($0) } ?? Int64(LinkLimit.smallBody)
            let most = min(max(length, 0), Int64(LinkLimit.largeBody))
            expect(within: bounds.body + .seconds(most / Int64(max(1, bounds.slowest))), context)
        case .body: break
        case .end:
            isReadingBody = false
            // From here on the hub is the one who is waited for.
            deadline?.cancel()
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
            unanswered -= 1
            if mustClose {
                isOver = true
                expect(within: Self.lingering, context)
            } else if unanswered <= 0 {
                expect(within: bounds.idle, context)
            }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        readingDeadline?.cancel()
        if !context.channel.isWritable { readingDeadline = schedule(bounds.reading, context) }
        context.fireChannelWritabilityChanged()
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

    // MARK: Patience

    private func expect(within time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = schedule(time, context)
    }

    private func schedule(_ time: TimeAmount, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
