import Foundation
import Hub
@testable import HubPostgreSQL
import Intake
import RealPostgreSQL
import Testing

private let isHere = ConditionTrait.enabled(
    if: PostgreSQLServer.isInstalled, "PostgreSQL is not installed here: the whole contract was held against SQLite only")

/// What only a store on a server must be able to do.
@Suite(isHere, .serialized) struct PostgreSQLTests {
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

    @Test(.timeLimit(.minutes(2))) func `news that were told while the wire was cut come when it is there again`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let one = Rig(try await PostgreSQLHubStore(url: url, connections: 1), folder: nil)
        try await one.settle()
        let isWire = """
            datname = current_database() AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify%') AND pid <> pg_backend_pid()
            """
        var wire = ""
        while wire.isEmpty { wire = try server.run("SELECT pid FROM pg_stat_activity WHERE \(isWire)", at: url) }
        // It listens on the other wire from here on, and nothing of cases was said so far.
        let other = Rig(try await PostgreSQLHubStore(url: url, connections: 1), folder: nil)
        let stream = other.store.news()
        while try server.run("SELECT count(*) FROM pg_stat_activity WHERE \(isWire)", at: url) != "2" {}
        let name = try #require(url.split(separator: "=").last)
        let elsewhere = url.replacing("dbname=\(name)", with: "dbname=postgres")
        try server.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS false", at: elsewhere)
        defer { _ = try? server.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS true", at: elsewhere) }
        try server.run("SELECT pg_terminate_backend(\(wire))", at: elsewhere)
        while try server.run("SELECT count(*) FROM pg_stat_activity WHERE pid = \(wire)", at: elsewhere) != "0" {}
        // The connection for records is still there.
        guard case .kept = try await one.take(1) else { return #expect(Bool(false), "not kept") }
        try server.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS true", at: elsewhere)
        for await news in stream where news == .cases { break }
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
            try await rig.store.keep(member, replacing: rig.store.member("amina"))
            #expect(try await rig.store.member("amina") == member)
        }
        let before = member
        member.name = "a\u{0}b"
        let unkept = member
        let error = await #expect(throws: HubStoreError.self) { try await rig.store.keep(unkept, replacing: before) }
        #expect(error == .damaged(doing: "keeping a member of the staff", reason: "a rule of the tables forbids it, 22021"))
    }

    @Test func `nobody enrols a kiosk that was revoked, whatever offer is left`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let rig = Rig(try await PostgreSQLHubStore(url: url, connections: 2), folder: nil)
        try await rig.settle()
        try await rig.store.revoke(Samples.amman)
        // As one that was made beside the revoking would have been.
        try server.run(
            "INSERT INTO enrolment_offer VALUES ('amman-1', 'amman', 'all', decode(repeat('ab', 32), 'hex'), 9000000000)", at: url)
        let certificate = IssuedCertificate(fingerprint: Samples.digest(70), kiosk: Samples.amman, expires: Samples.days(9))
        let secret = [UInt8](repeating: 0xAB, count: 32)
        #expect(try await rig.store.enrol(secretDigest: secret, certificate: certificate, at: Samples.now) == nil)
        #expect(try await rig.store.kiosk(withCertificate: Samples.digest(70), at: Samples.now) == nil)
    }

    @Test func `who offers a kiosk while it is revoked leaves no offer`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let store = try await PostgreSQLHubStore(url: url, connections: 4)
        let rig = Rig(store, folder: nil)
        try await rig.settle()
        let offer = EnrolmentOffer(
            kiosk: Samples.amman, site: "amman", channel: .all, secretDigest: Samples.digest(80), expires: Samples.days(1))
        // Both have begun, and somebody stands between them for a moment.
        let gate = Task {
            try await store.write("standing in the way") { db in
                _ = try db.rows("SELECT id FROM kiosk WHERE id = 'amman-1' FOR UPDATE")
                _ = try db.rows("SELECT pg_sleep(0.5)")
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        async let offered: Void = store.offer(offer)
        async let revoked: Void = store.revoke(Samples.amman)
        // Who came second is told so; who came first is overtaken by the revoking.
        do { try await offered } catch HubStoreError.inUse {}
        try await revoked
        try await gate.value
        #expect(try await store.offer(secretDigest: Samples.digest(80), at: Samples.now) == nil)
    }

    @Test func `a connection that cannot be made again leaves the work to the others`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let store = try await PostgreSQLHubStore(url: url, connections: 3)
        let rig = Rig(store, folder: nil)
        try await rig.settle()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { try await store.read("waiting") { db in _ = try db.rows("SELECT pg_sleep(0.5)") } } }
            try await group.waitForAll()
        }
        let name = try #require(url.split(separator: "=").last)
        let other = url.replacing("dbname=\(name)", with: "dbname=postgres")
        try server.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS false", at: other)
        defer { _ = try? server.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS true", at: other) }
        try server.run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '\(name)' AND query NOT LIKE 'LISTEN%' AND query NOT LIKE '%notify%' LIMIT 1
            """, at: other)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 { group.addTask { _ = try await store.kiosks().count + number } }
            try await group.waitForAll()
        }
    }

    @Test func `a transaction that another one undid is made again, for records too`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let rig = Rig(try await PostgreSQLHubStore(url: url, connections: 3), folder: nil)
        try await rig.settle()
        // The first two tries are undone, as a deadlock undoes them. A sequence counts on whatever is undone.
        try server.run(
            """
            CREATE SEQUENCE tries MINVALUE -1000 START 1;
            CREATE FUNCTION stand_in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('tries') <= 2 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER stand_in_the_way AFTER INSERT ON intake FOR EACH STATEMENT EXECUTE FUNCTION stand_in_the_way();
            """, at: url)
        guard case .kept = try await rig.take(1) else { return #expect(Bool(false), "not kept") }
        #expect(try server.run("SELECT last_value FROM tries", at: url) == "3")
        // Who is unlucky for ever is told so.
        try server.run("ALTER SEQUENCE tries RESTART WITH -1000", at: url)
        await #expect(throws: HubStoreError.unavailable(doing: "keeping a record", reason: "others stood in the way")) {
            try await rig.take(2)
        }
        #expect(try await rig.store.waitingIntakes() == ["amman": 1])
    }

    @Test func `no kiosk is ever erased, so that every record's kiosk is there`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let rig = Rig(try await PostgreSQLHubStore(url: url, connections: 2), folder: nil)
        try await rig.settle()
        try server.run("DELETE FROM certificate", at: url)
        #expect(throws: (any Error).self) { try server.run("DELETE FROM kiosk", at: url) }
        await #expect(throws: HubStoreError.notFound(doing: "keeping a record")) { try await rig.take(1, from: Samples.kiosk("irbid-9")) }
    }

    @Test func `a year of sums is planned for its values, however often it was asked`() async throws {
        let server = try PostgreSQLServer.shared.get()
        let url = try server.newDatabase()
        let store = try await PostgreSQLHubStore(url: url, connections: 1)
        let weeks = try #require(ISOWeek(year: 2025, week: 1))...(try #require(ISOWeek(year: 2025, week: 52)))
        for _ in 0..<8 { _ = try await store.sums(of: [.session], in: weeks) }
        let prepared = try await store.read("reading statements") { db in
            try db.rows("SELECT statement FROM pg_prepared_statements").map { try $0.text("statement") }
        }
        // One that is prepared gets the same plan for a week and for a year from the sixth time on.
        #expect(!prepared.isEmpty && !prepared.contains { $0.contains("FROM counter_sum") })
    }
}
