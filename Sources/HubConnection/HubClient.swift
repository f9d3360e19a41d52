import AsyncHTTPClient
import Foundation
import Intake
import Ledger
import Link
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Carries parcels to the hub over TLS 1.3, with this kiosk's certificate, and brings back what it says.
///
/// One connection, which is closed when nothing was said for a while, and another one for a page that cannot wait for it.
final class HubClient: Sendable {
    /// For one question and its whole answer, connecting included. Chosen: a slow mobile connection needs some seconds.
    static let limit = TimeAmount.seconds(30)
    /// No answer but a part of a guide is longer. Bytes.
    static let longestAnswer = 64 * 1_024
    /// A connection without a word is closed after so long: a hub with thousands of kiosks has better use for it.
    private static let quiet = TimeAmount.seconds(20)
    /// One for what is carried, which may be slow, and one for what somebody waits for.
    private static let connections = 2
    /// A hub that says it is later than this has no clock. 1 January 2100, in seconds since 1970.
    static let latest: Int64 = 4_102_444_800

    let papers: HubPapers
    let http: HTTPClient
    private let heardTime: @Sendable (Int64) -> Void

    /// - Parameter heardTime: told the hub's time whenever it answers, in seconds since 1 January 1970.
    /// - Throws: an error of NIO SSL for papers without certificates.
    init(_ papers: HubPapers, group: any EventLoopGroup, heardTime: @escaping @Sendable (Int64) -> Void) throws {
        self.papers = papers
        self.heardTime = heardTime
        http = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: HubClient.configuration(try papers.tls()))
    }

    static func configuration(_ tls: TLSConfiguration) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            // To connect means TLS as well, which takes a slow processor some seconds.
            timeout: .init(connect: .seconds(30), read: .seconds(20), write: .seconds(20)),
            connectionPool: .init(idleTimeout: quiet, concurrentHTTP1ConnectionsPerHostSoftLimit: connections), proxy: nil,
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        // The uploader says when to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Lets go of the connection; calls that come later fail.
    func close() async {
        // What is left of it ends with the loop.
        try? await http.shutdown()
    }

    // MARK: Parcels

    /// Takes a record, a call back, counts or a question to the hub.
    func carry(_ item: OutboxItem) async -> HubAnswer {
        let path = HubAddress.intake(item.lookup)
        switch item.kind {
        case .withdraw: return await send(.DELETE, path)
        case .deliver(let record, let week):
            return await send(.PUT, path, IntakeDelivery(record: record, week: week)) { bytes in
                (try? JSONDecoder().decode(IntakeReceipt.self, from: bytes)).map { .receipt($0) }
            }
        }
    }

    func carry(_ week: WeekReport) async -> HubAnswer {
        await send(.PUT, HubAddress.counters(of: papers.enrolment.kiosk, in: week.week), week.report)
    }

    func carry(_ note: HealthNote) async -> HubAnswer {
        await send(.POST, HubAddress.health(of: papers.enrolment.kiosk), note)
    }

    /// Asks what became of numbers, among as many random ones as always.
    ///
    /// - Parameter limit: how long the answer may take.
    func ask(_ lookups: [Lookup], limit: TimeAmount = HubClient.limit) async -> HubAnswer {
        var random = SystemRandomNumberGenerator()
        let question = TokenStatesQuestion(lookups, random: &random)
        return await send(.POST, HubAddress.tokenStates, question, limit: limit) { bytes in
            let answer = try? JSONDecoder().decode(TokenStatesAnswer.self, from: bytes)
            guard let told = answer?.told, told.count == question.lookups.count else { return nil }
            let states = Dictionary(zip(question.lookups, told)) { first, _ in first }
            return .states(lookups.map { states[$0.hex] ?? .unknown })
        }
    }

    // MARK: Letters

    private func send(_ method: HTTPMethod, _ path: String) async -> HubAnswer {
        await send(method, path, body: nil, limit: HubClient.limit) { _ in .done }
    }

    /// - Parameter read: what a body means; `nil`: it means nothing, which is as if none had come.
    private func send(
        _ method: HTTPMethod, _ path: String, _ body: some Encodable, limit: TimeAmount = HubClient.limit,
        read: (Data) -> HubAnswer? = { _ in .done }
    ) async -> HubAnswer {
        // What is sent is made of texts and numbers, which can always be written.
        guard let bytes = try? JSONEncoder().encode(body) else { return .silence }
        return await send(method, path, body: bytes, limit: limit, read: read)
    }

    private func send(
        _ method: HTTPMethod, _ path: String, body: Data?, limit: TimeAmount, read: (Data) -> HubAnswer?
    ) async -> HubAnswer {
        var request = HTTPClientRequest(url: papers.location.text + path)
        request.method = method
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(body)
        }
        // Whatever went wrong, the hub may have done it or not.
        guard let reply = await reply(to: request, within: limit) else { return .silence }
        return (200...299).contains(reply.status) ? read(Data(reply.body)) ?? .silence : HubClient.refusal(reply)
    }

    /// The whole answer; `nil`: it did not come whole in time.
    func reply(to request: HTTPClientRequest, within limit: TimeAmount = HubClient.limit) async -> WholeReply? {
        let reply = await http.reply(to: request, within: limit, upTo: HubClient.longestAnswer)
        if let reply { noteTime(reply.headers) }
        return reply
    }

    private func noteTime(_ headers: HTTPHeaders) {
        guard let seconds = headers.first(name: hubTimeHeader).flatMap({ Int64($0) }), (1...HubClient.latest).contains(seconds)
        else { return }
        heardTime(seconds)
    }

    private static func refusal(_ reply: WholeReply) -> HubAnswer {
        let seconds = reply.headers.first(name: "Retry-After").flatMap { Int64($0) }
        let wait = seconds.map { Duration.seconds(min(max($0, 0), 86_400)) }
        // Not a word of the hub's: something in between, or a hub that is out of breath.
        guard let refusal = try? JSONDecoder().decode(Refusal.self, from: Data(reply.body)) else { return .silence }
        if reply.status >= 500 { return .refused(.notNow, retryAfter: wait) }
        return .refused(refusal.type, retryAfter: wait)
    }
}
