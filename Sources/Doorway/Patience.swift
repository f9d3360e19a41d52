import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Stands in every connection between HTTP and the answers: who sends or takes too slowly is cut off, so that nobody holds the
/// hub's connections for nothing.
public final class Patience: ChannelDuplexHandler, RemovableChannelHandler {
    public typealias InboundIn = HTTPRequestPart
    public typealias InboundOut = HTTPRequestPart
    public typealias OutboundIn = HTTPResponsePart
    public typealias OutboundOut = HTTPResponsePart

    private let bounds: PatienceBounds
    private let farewell: String?
    /// Ends the connection when the other side is not done with what it is at.
    private var deadline: Scheduled<Void>?
    /// Ends it when the other side does not take the answer.
    private var readingDeadline: Scheduled<Void>?
    private var isReadingBody = false
    /// Requests whose answer is not all said.
    private var unanswered = 0
    private var hasBegunToAnswer = false
    /// The last word is said; whatever else is answered is for nobody.
    private var isOver = false

    /// - Parameter farewell: what a person whose request comes too slowly reads, with the status 408; `nil`: a machine, to which
    ///   nothing is said.
    public init(_ bounds: PatienceBounds, farewell: String? = nil) { (self.bounds, self.farewell) = (bounds, farewell) }

    public func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { expect(within: bounds.greeting, context) }
    }

    public func channelActive(context: ChannelHandlerContext) {
        expect(within: bounds.greeting, context)
        context.fireChannelActive()
    }

    public func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        readingDeadline?.cancel()
        context.fireChannelInactive()
    }

    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            (isReadingBody, unanswered) = (true, unanswered + 1)
            let length = head.headerFields[.contentLength].flatMap { Int64($0) }
            expect(within: bounds.time(forBodyOf: length), context)
        case .body: break
        case .end:
            isReadingBody = false
            // From here on the hub is the one who is waited for, unless it answered before the end.
            if unanswered > 0 { deadline?.cancel() } else { expect(within: bounds.idle, context) }
        }
        context.fireChannelRead(data)
    }

    public func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isOver else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head: hasBegunToAnswer = true
        case .body: break
        case .end:
            (hasBegunToAnswer, unanswered) = (false, unanswered - 1)
            if unanswered <= 0, !isReadingBody { expect(within: bounds.idle, context) }
        }
        context.write(data, promise: promise)
    }

    public func channelWritabilityChanged(context: ChannelHandlerContext) {
        readingDeadline?.cancel()
        if !context.channel.isWritable {
            let channel = context.channel
            readingDeadline = context.eventLoop.scheduleTask(in: bounds.reading) { channel.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    private func expect(within time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let (handler, bound) = (NIOLoopBound(self, eventLoop: context.eventLoop), NIOLoopBound(context, eventLoop: context.eventLoop))
        deadline = context.eventLoop.scheduleTask(in: time) { handler.value.timeIsUp(bound.value) }
    }

    private func timeIsUp(_ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        // In the middle of another answer there is no place for one more.
        guard let farewell, isReadingBody, unanswered == 1, !hasBegunToAnswer else { return context.close(promise: nil) }
        let body = ByteBuffer(string: farewell)
        let fields: HTTPFields = [
            .contentType: "text/plain; charset=utf-8", .contentLength: "\(body.readableBytes)", .connection: "close",
        ]
        context.write(wrapOutboundOut(.head(HTTPResponse(status: .requestTimeout, headerFields: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in loopBound.value.close(promise: nil) }
    }
}
