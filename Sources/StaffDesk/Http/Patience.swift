import Hummingbird
import NIOCore
import NIOHTTPTypes

/// How long the desk waits for a browser.
struct PatienceBounds: Sendable {
    /// From the connection to the first request. Browsers connect before they ask. Default: 30 s.
    var greeting = TimeAmount.seconds(30)
    /// From an answer to the next request. Default: 60 s.
    var idle = TimeAmount.seconds(60)
    /// From a request's head to the end of its body, and besides a second for every ``slowest`` bytes. Default: 20 s.
    var body = TimeAmount.seconds(20)
    /// Slower than any network that a centre works with, in bytes a second: a guide of 64 MiB then has an hour. Default: 16,384.
    var slowest: Int64 = 16_384
    /// Until somebody who takes an answer has taken the next part of it. Default: 60 s.
    var reading = TimeAmount.seconds(60)
}

/// Stands in every connection between HTTP and the pages: who sends too slowly is told so and cut off, so that nobody holds
/// the desk's connections for nothing.
final class Patience: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let bounds: PatienceBounds
    /// Ends the connection when the other side is not done with what it is at.
    private var deadline: Scheduled<Void>?
    private var readingDeadline: Scheduled<Void>?
    private var isReadingBody = false
    /// Requests whose answer is not all said.
    private var unanswered = 0
    private var hasBegunToAnswer = false
    /// The last word is said; whatever the pages still say is for nobody.
    private var isOver = false

    private static let words = "This came too slowly, and nothing was changed. Go back and send it again.\n"

    init(_ bounds: PatienceBounds = PatienceBounds()) { self.bounds = bounds }

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
        switch unwrapInboundIn(data) {
        case .head(let head):
            (isReadingBody, unanswered) = (true, unanswered + 1)
            let length = head.headerFields[.contentLength].flatMap { Int64($0) } ?? Int64(FormFields.mostBytes)
            let most = min(max(length, 0), Int64(UploadedFiles.mostBytes))
            expect(within: bounds.body + .seconds(most / max(1, bounds.slowest)), context)
        case .body: break
        case .end:
            isReadingBody = false
            // From here on the desk is the one who is waited for.
            deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
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

    func channelWritabilityChanged(context: ChannelHandlerContext) {
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
        guard isReadingBody, unanswered == 1, !hasBegunToAnswer else { return context.close(promise: nil) }
        let body = ByteBuffer(string: Self.words)
        let fields: HTTPFields = [
            .contentType: "text/plain; charset=utf-8", .contentLength: "\(body.readableBytes)", .connection: "close",
        ]
        context.write(wrapOutboundOut(.head(HTTPResponse(status: .requestTimeout, headerFields: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in loopBound.value.close(promise: nil) }
    }
}
