import Hummingbird
import ServiceLifecycle

/// The answer to `GET /events`, which goes on until one of the two sides leaves.
enum EventStream {
    static func response(to request: Request, desk: SimulatorDesk) async throws -> Response {
        let events = try desk.feed.listen()
        let first = SimulatorEvent.board(await desk.answer)
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await request.body.consumeWithCancellationOnInboundClose { [writer] _ in
                    var writer = writer
                    try await writer.write(ByteBuffer(string: first.wire))
                    for await event in events.cancelOnGracefulShutdown() {
                        try await writer.write(ByteBuffer(string: event.wire))
                    }
                    try await writer.finish(nil)
                }
            })
    }
}
