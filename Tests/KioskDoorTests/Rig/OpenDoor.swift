import AsyncHTTPClient
import Crypto
import Foundation
import Hub
import HubSQLite
import Link
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import Sealing
import ServiceLifecycle
import Testing

@testable import KioskDoor

/// The real door on loopback, over the real store and real TLS.
struct OpenDoor: Sendable {
    let store: SQLiteHubStore
    let authority: Authority
    let clock: HandClock
    let port: Int
    static let guideKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    static let mrcKey = MRCPrivateKey()
    /// What the centre had before.
    static let formerKey = MRCPrivateKey()

    /// Opens a door, does the work, and shuts it again.
    ///
    /// - Parameter folder: the store's; `nil`: in memory.
    static func with(
        folder: URL? = nil, bounds: DoorBounds = DoorBounds(), clock: HandClock = HandClock(),
        _ work: (OpenDoor) async throws -> Void
    ) async throws {
        let store = try SQLiteHubStore(at: folder.map { .folder($0.path) } ?? .memory)
        let authority = try folder.map { folder throws in try Authority(in: folder) } ?? Authority()
        let logger = Logger(label: "door") { _ in SwiftLogNoOpLogHandler() }
        let door = try Door(
            store: store, authority: authority,
            handouts: Handouts(mrcKey: try mrcKey.publicKey, formerMRCKeys: [try formerKey.publicKey], guideKeys: guideKey),
            names: [], bounds: bounds, logger: logger, now: { clock.now })
        let (ports, opened) = AsyncStream<Int>.makeStream()
        let service = try door.service(host: "127.0.0.1", port: 0) { opened.yield($0) }
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [service], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { opened.finish() }
                try await group.run()
            }
            var told = ports.makeAsyncIterator()
            let port = try #require(await told.next())
            try await work(OpenDoor(store: store, authority: authority, clock: clock, port: port))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        await store.close()
    }

    // MARK: Asking

    struct Answer: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var body: [UInt8]

        func read<Value: Decodable>(_ type: Value.Type) throws -> Value { try JSONDecoder().decode(type, from: Data(body)) }

        /// What was refused; the answer must say so in the way of all refusals.
        func refusal(_ place: SourceLocation = #_sourceLocation) throws -> Refusal.Kind {
            let refusal = try read(Refusal.self)
            #expect(headers.first(name: "Content-Type") == "application/problem+json", sourceLocation: place)
            #expect(refusal.status == status, sourceLocation: place)
            #expect(!refusal.detail.isEmpty, sourceLocation: place)
            return refusal.type
        }
    }

    /// Asks over a connection of its own.
    func ask(
        _ method: HTTPMethod, _ path: String, as kiosk: TestKiosk?, headers: HTTPHeaders = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        var configuration = HTTPClient.Configuration(tlsConfiguration: try TestKiosk.tls(kiosk, trusting: authority))
        configuration.timeout = HTTPClient.Configuration.Timeout(connect: .seconds(20), read: .seconds(60))
        configuration.redirectConfiguration = .disallow
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Answer, any Error>
        do {
            var request = HTTPClientRequest(url: "https://127.0.0.1:\(port)\(path)")
            request.method = method
            request.headers = headers
            if let body { request.body = .bytes(body) }
            let response = try await client.execute(request, timeout: .seconds(60))
            let bytes = try await response.body.collect(upTo: 16 << 20)
            #expect(response.headers.first(name: hubTimeHeader) == "\(clock.now.seconds)")
            result = .success(
                Answer(status: Int(response.status.code), headers: response.headers, body: Array(bytes.readableBytesView)))
        } catch { result = .failure(error) }
        try await client.shutdown()
        return try result.get()
    }

    /// Asks with a body in JSON.
    func ask(
        _ method: HTTPMethod, _ path: String, as kiosk: TestKiosk?, json: some Encodable
    ) async throws -> Answer {
        try await ask(
            method, path, as: kiosk, headers: ["Content-Type": "application/json"], body: Array(JSONEncoder().encode(json)))
    }

    // MARK: Kiosks

    /// A secret for a kiosk, as `kiosk-hub kiosk add` offers it.
    func offer(_ name: String, site: String = "amman", channel: GuideChannel = .all) async throws -> String {
        let secret = EnrolmentSecret()
        try await store.offer(secret.offer(to: try #require(KioskID(name)), site: site, channel: channel, at: clock.now))
        return try secret.code(for: authority).secret
    }

    /// A kiosk that was enrolled over the network.
    func enrolled(_ name: String, site: String = "amman", channel: GuideChannel = .all) async throws -> TestKiosk {
        let key = P256.Signing.PrivateKey()
        let request = EnrolmentRequest(
            secret: try await offer(name, site: site, channel: channel), certificateRequest: try TestKiosk.request(key))
        let answer = try await ask(.POST, HubAddress.enrolments, as: nil, json: request)
        #expect(answer.status == 201)
        let enrolment = try answer.read(Enrolment.self)
        return TestKiosk(id: enrolment.kiosk, key: key, chain: enrolment.certificates)
    }
}
