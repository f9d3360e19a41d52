import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// An answer of the hub with all of its body.
struct WholeReply: Sendable {
    let status: UInt
    let headers: HTTPHeaders
    let body: [UInt8]
}

extension HTTPClient {
    /// The whole answer to a request; `nil`: it did not come whole, or not in time.
    ///
    /// The client's own limits end with the head of an answer; this one holds to the last byte, for a hub that drips.
    ///
    /// - Parameter most: no longer body is taken. Bytes.
    func reply(to request: HTTPClientRequest, within limit: TimeAmount, upTo most: Int) async -> WholeReply? {
        await withTaskGroup(of: WholeReply?.self) { tasks in
            tasks.addTask {
                // Whatever went wrong, the answer did not come whole.
                guard let response = try? await self.execute(request, timeout: limit),
                    let body = try? await response.body.collect(upTo: most)
                else { return nil }
                return WholeReply(status: response.status.code, headers: response.headers, body: Array(buffer: body))
            }
            tasks.addTask {
                // Cancelled as soon as the answer is there.
                try? await _Concurrency.Task.sleep(for: .nanoseconds(limit.nanoseconds))
                return nil
            }
            let first = await tasks.next() ?? nil
            tasks.cancelAll()
            return first
        }
    }
}
