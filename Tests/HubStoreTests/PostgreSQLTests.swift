import Foundation
import Hub
@testable import HubPostgreSQL
import RealPostgreSQL
import Testing

private let isHere = ConditionTrait.enabled(
    if: PostgreSQLServer.isInstalled, "PostgreSQL is not installed here: the whole contract was held against SQLite only")

/// What only a store on a server must be able to do.
@Suite(isHere) struct PostgreSQLTests {
    @Test func `two hubs that start on one empty database at once both work`() async throws {
        let url = try PostgreSQLServer.shared.get().newDatabase()
        async let first = PostgreSQLHubStore(url: url, connections: 2)
        async let second = PostgreSQLHubStore(url: url, connections: 2)
        let (one, other) = try await (Rig(first, folder: nil), Rig(second, folder: nil))
        try await one.settle()
        try await one.take(1)
        #expect(try await other.store.waitingIntakes() == ["amman": 1])
    }

    @Test func `a record that comes to two hubs at once is kept once`() async throws {
        let url = try PostgreSQLServer.shared.get().newDatabase()
        let one = Rig(try await PostgreSQLHubStore(url: url), folder: nil)
        let other = Rig(try await PostgreSQLHubStore(url: url), folder: nil)
        try await one.settle()
        for number in 0..<50 {
            async let first = one.take(number)
            async let second = other.take(number)
            let both = try await [first, second]
            #expect(both[0] == both[1])
        }
        #expect(try await one.store.waitingIntakes() == ["amman": 50])
    }

    @Test func `news of one hub comes to the other`() async throws {
        let url = try PostgreSQLServer.shared.get().newDatabase()
        let one = Rig(try await PostgreSQLHubStore(url: url, connections: 1), folder: nil)
        let other = Rig(try await PostgreSQLHubStore(url: url, connections: 1), folder: nil)
        try await one.settle()
        try await heard(.cases, by: other) { try await one.take(1) }
        try await heard(.fleet, by: other) { try await one.store.move(Samples.amman, to: .test) }
    }

    /// Does something again and again until the other hub hears of it: its ear may not be at the wall yet.
    private func heard(_ news: HubNews, by rig: Rig, _ doing: @escaping @Sendable () async throws -> Void) async throws {
        let stream = rig.store.news()
        let again = Task {
            while !Task.isCancelled {
                try await doing()
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        for await one in stream where one == news { break }
        again.cancel()
        _ = try? await again.value
    }

    @Test func `connections that were cut are made again, and nothing is lost or kept twice`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let rig = Rig(try await PostgreSQLHubStore(url: url, connections: 4), folder: nil)
        try await rig.settle()
        var kept: Set<Int> = []
        for round in 0..<4 {
            let numbers = (0..<60).map { round * 60 + $0 }
            let cut = Task.detached { try server.cutConnections(to: url) }
            for number in numbers {
                do { if case .kept = try await rig.take(number) { kept.insert(number) } } catch HubStoreError.unavailable {
                    continue
                }
            }
            try await cut.value
        }
        #expect(!kept.isEmpty)
        let lookups = try kept.sorted().map { try Samples.intake($0).lookup }
        #expect(try await rig.store.states(of: lookups).allSatisfy { $0 == .waiting })
        for number in 0..<240 { guard case .kept = try await rig.take(number) else { return #expect(Bool(false), "not kept") } }
        #expect(try await rig.store.waitingIntakes() == ["amman": 240])
    }

    @Test func `a database that is away is named so, and the address stays unsaid`() async throws {
        let address = "host=/nowhere/at/all user=hub password=secret dbname=hub"
        let error = await #expect(throws: HubStoreError.self) { _ = try await PostgreSQLHubStore(url: address, connections: 1) }
        #expect(error == .unavailable(doing: "opening the store", reason: "the database is away"))
    }

    @Test func `tables of a newer version are refused`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        await (try await PostgreSQLHubStore(url: url, connections: 1)).close()
        try server.run("UPDATE hub_schema SET version = 99", at: url)
        await #expect(throws: HubStoreError.newerVersion) { _ = try await PostgreSQLHubStore(url: url, connections: 1) }
    }

    @Test func `every commit waits for the disk`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        try server.run("ALTER ROLE hub SET synchronous_commit = off", at: url)
        defer { _ = try? server.run("ALTER ROLE hub RESET synchronous_commit", at: url) }
        let store = try await PostgreSQLHubStore(url: url, connections: 1)
        let settings = try await store.read("reading settings") { db in
            try ["synchronous_commit", "fsync"].map { try db.rows("SHOW \($0)").first?.text($0) }
        }
        #expect(settings == ["on", "on"])
    }

    @Test func `words with every sign come back as they went in`() async throws {
        let url = try PostgreSQLServer.shared.get().newDatabase()
        let rig = Rig(try await PostgreSQLHubStore(url: url, connections: 1), folder: nil)
        var member = Samples.member("amina")
        for name in ["O'Hara \"\\'; DROP TABLE staff; --", "ខ្មែរ 🙂", "", "$1 {a,b} \\x00", "a\nb\tc"] {
            (member.name, member.languages) = (name, [name])
            try await rig.store.keep(member)
            #expect(try await rig.store.member("amina") == member)
        }
        member.name = "a\u{0}b"
        let unkept = member
        let error = await #expect(throws: HubStoreError.self) { try await rig.store.keep(unkept) }
        #expect(error == .damaged(doing: "keeping a member of the staff", reason: "a rule of the tables forbids it, 22021"))
    }
}
