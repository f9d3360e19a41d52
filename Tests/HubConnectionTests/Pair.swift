import Foundation
import Intake
import Ledger
import Link
import NIOCore
import NIOPosix
import Sealing
import SimulatedDevices
import Testing

@testable import HubConnection

/// A kiosk and its hub, with a line between them.
struct Pair {
    let hub: RealHub
    let line: FaultyProxy
    let papers: HubPapers
    let folder: URL

    static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// - Parameter prepare: puts into the hub's folder what it needs besides.
    init(name: String = "amman-airport-2", prepare: (URL) throws -> Void = { _ in }) async throws {
        hub = try RealHub()
        try prepare(hub.folder)
        let code = try hub.say("kiosk", "add", "--site", "amman-airport", name)
        try hub.start()
        line = try await FaultyProxy.start(to: hub.port, group: Self.group)
        folder = hub.folder.appending(path: "kiosk", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        papers = try await Enroller(at: try Pair.location(line.port), keepingIn: folder).enrol(with: try EnrolmentCode(code))
    }

    static func location(_ port: Int) throws -> HubLocation { try #require(HubLocation("https://127.0.0.1:\(port)")) }

    /// A client with connections of its own.
    func client() throws -> HubClient { try HubClient(papers, group: Self.group) { _ in } }

    /// One letter on a connection of its own.
    func carry(_ item: OutboxItem) async throws -> HubAnswer { try await Pair.carry(item, with: papers) }

    static func carry(_ item: OutboxItem, with papers: HubPapers) async throws -> HubAnswer {
        let client = try HubClient(papers, group: group) { _ in }
        let answer = await client.carry(item)
        await client.close()
        return answer
    }

    /// A record that looks as if it were sealed to a key. Default: that of the centre.
    static func item(_ seed: UInt64, sealedTo key: MRCPrivateKey = RealHub.centre) throws -> OutboxItem {
        var random = SeededRandom(seed: seed)
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
        let lookup = try #require(Lookup(bytes: bytes(Lookup.size)))
        var sealed = bytes(SealedRecord.size)
        sealed.replaceSubrange(1..<1 + SealedRecord.keyIDSize, with: try key.publicKey.id)
        let record = try #require(SealedRecord(bytes: sealed))
        return OutboxItem(lookup: lookup, kind: .deliver(record, week: ISOWeek(year: 2026, week: 47)), attempts: 1)
    }
}
