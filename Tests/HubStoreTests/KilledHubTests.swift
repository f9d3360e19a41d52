import Foundation
import Hub
import HubPostgreSQL
import HubSQLite
import RealPostgreSQL
import Testing

/// Real processes, really killed: what was acknowledged is there, once.
@Suite struct KilledHubTests {
    /// A hub in a process of its own.
    private final class OtherHub {
        let process = Process()
        private let pipe = Pipe()
        private var said = Data()

        init(_ place: String, first: Int) throws {
            let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            process.executableURL = bundle.appending(path: "hub-crash")
            process.arguments = [place, String(first)]
            process.standardOutput = pipe
            try process.run()
        }

        /// Waits until it has acknowledged so many records.
        func acknowledges(_ count: Int) {
            while said.count(where: { $0 == 0x0A }) < count {
                let more = pipe.fileHandleForReading.availableData
                if more.isEmpty { return }
                said += more
            }
        }

        /// Kills it, and returns what it had acknowledged. A line that was cut off was not said.
        func killed() -> [Int] {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            said += pipe.fileHandleForReading.readDataToEndOfFile()
            let whole = said.prefix(through: said.lastIndex(of: 0x0A) ?? said.startIndex)
            return String(decoding: whole, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
        }
    }

    /// Nothing acknowledged is missing, at most one record for each caller is there besides, and a second delivery of each
    /// changes nothing.
    private func holds(_ acknowledged: [Int], _ rig: Rig) async throws {
        #expect(Set(acknowledged).count == acknowledged.count)
        let lookups = try acknowledged.map { try Samples.intake($0).lookup }
        #expect(try await rig.store.states(of: lookups).allSatisfy { $0 == .waiting })
        let before = try #require(await rig.store.waitingIntakes()["amman"])
        #expect((0...16).contains(before - acknowledged.count))
        for number in acknowledged {
            guard case .kept = try await rig.take(number) else { return #expect(Bool(false), "not kept") }
        }
        #expect(try await rig.store.waitingIntakes() == ["amman": before])
    }

    @Test(arguments: [1, 40, 300]) func `a hub on SQLite that is killed loses nothing that it acknowledged`(_ count: Int)
        async throws
    {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        await rig.store.close()
        let hub = try OtherHub("sqlite:" + folder.path, first: 0)
        hub.acknowledges(count)
        let acknowledged = hub.killed()
        #expect(acknowledged.count >= count)
        try await holds(acknowledged, Rig(try SQLiteHubStore(at: .folder(folder.path)), folder: nil))
    }

    @Test(.enabled(if: PostgreSQLServer.isInstalled, "PostgreSQL is not installed here"), arguments: [1, 40, 300])
    func `of two hubs on one PostgreSQL one is killed, and nothing acknowledged is missing or there twice`(_ count: Int)
        async throws
    {
        let url = try PostgreSQLServer.shared.get().newDatabase()
        let rig = Rig(try await PostgreSQLHubStore(url: url), folder: nil)
        try await rig.settle()
        let hub = try OtherHub(url, first: 0)
        hub.acknowledges(count)
        // The kiosks go to the other hub, with the very records that were on their way to the first.
        async let elsewhere: Void = deliverAll(rig, 0..<count * 2)
        let acknowledged = hub.killed()
        try await elsewhere
        #expect(acknowledged.count >= count)
        let lookups = try Set(acknowledged).union(0..<count * 2).map { try Samples.intake($0).lookup }
        #expect(try await rig.store.states(of: lookups).allSatisfy { $0 == .waiting })
        let there = try #require(await rig.store.waitingIntakes()["amman"])
        #expect((0...16).contains(there - lookups.count), "each caller may have had one more on the disk")
    }

    private func deliverAll(_ rig: Rig, _ numbers: Range<Int>) async throws {
        for number in numbers { guard case .kept = try await rig.take(number) else { return #expect(Bool(false), "not kept") } }
    }
}
