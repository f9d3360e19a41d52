import Foundation
import GRDB
import Hub
@testable import HubSQLite
import Testing

/// The file that the store on SQLite keeps.
@Suite struct SQLiteFileTests {
    private func refusal(_ folder: Folder) -> HubStoreError? {
        do { _ = try SQLiteHubStore(at: .folder(folder.path)) } catch { return error }
        return nil
    }

    @Test func `what was kept is there when the store is opened again`() async throws {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        let receipt = try await rig.take(1)
        await rig.store.close()
        let again = Rig(try SQLiteHubStore(at: .folder(folder.path)), folder: folder)
        #expect(try await again.take(1) == receipt)
        #expect(try await again.store.kiosks().count == 2)
    }

    @Test func `two processes on one file take turns`() async throws {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        let other = Rig(try SQLiteHubStore(at: .folder(folder.path)), folder: nil)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let rig = number.isMultiple(of: 2) ? rig : other
                group.addTask { _ = try await rig.take(number / 2) }
            }
            try await group.waitForAll()
        }
        #expect(try await other.store.waitingIntakes() == ["amman": 20])
    }

    @Test func `every commit waits for the disk, and only the hub's user may read the file`() async throws {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        let store = try #require(rig.store as? SQLiteHubStore)
        let waiting = try await store.write("reading a setting") { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        #expect(waiting == 2, "2 is FULL")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let rights = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + file)[.posixPermissions] as? Int
            #expect(rights == 0o600, "\(file)")
        }
    }

    @Test func `a file that is no database is refused and left as it is`() throws {
        let folder = try Folder()
        let bytes = Data("This is a shopping list, and not a short one: it fills more than a page.\n".utf8) + Data(count: 5000)
        try bytes.write(to: URL(filePath: folder.file))
        guard case .damaged? = refusal(folder) else { return #expect(Bool(false), "not refused") }
        #expect(try Data(contentsOf: URL(filePath: folder.file)) == bytes)
    }

    @Test func `a file with a torn page says so where it is read, and says nothing of what is in it`() async throws {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        for number in 0..<400 { try await rig.take(number) }
        await rig.store.close()
        var bytes = try Data(contentsOf: URL(filePath: folder.file))
        // The records came last, so the last pages are theirs.
        for page in stride(from: bytes.count - 20 * 4096, to: bytes.count, by: 4096) {
            bytes.replaceSubrange(page..<page + 64, with: Data(repeating: 0xEE, count: 64))
        }
        try bytes.write(to: URL(filePath: folder.file))
        let store = try SQLiteHubStore(at: .folder(folder.path))
        let lookups = try (0..<400).map { try Samples.intake($0).lookup }
        let error = await #expect(throws: HubStoreError.self) { try await store.states(of: lookups) }
        guard case .damaged(let doing, let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(doing == "reading states" && reason.hasPrefix("SQLite "))
    }

    @Test func `a file of a newer version is refused and left as it is`() async throws {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        await rig.store.close()
        let file = try DatabaseQueue(path: folder.file)
        try await file.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2099')") }
        try file.close()
        #expect(refusal(folder) == .newerVersion)
    }

    @Test func `a folder that cannot be made is named as what it is`() throws {
        let error = #expect(throws: HubStoreError.self) { _ = try SQLiteHubStore(at: .folder("/proc/nowhere")) }
        guard case .unavailable(let doing, _)? = error else { return #expect(Bool(false), "not refused") }
        #expect(doing == "opening the store")
    }

    @Test func `what was erased is not in the file any more`() async throws {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        try await rig.take(1)
        let record = Data(try Samples.intake(1).delivery.record.bytes)
        func all() throws -> Data {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(into: Data()) {
                $0 += try Data(contentsOf: URL(filePath: folder.path + "/" + $1))
            }
        }
        #expect(try all().range(of: record) != nil)
        _ = try await rig.open(1)
        #expect(try all().range(of: record) == nil)
    }

    @Test func `what was erased while somebody read goes with the next change`() async throws {
        let rig = try await StoreKind.disk.open()
        let folder = try #require(rig.folder)
        try await rig.take(1)
        let record = Data(try Samples.intake(1).delivery.record.bytes)
        func log() throws -> Data { try Data(contentsOf: URL(filePath: folder.file + "-wal")) }
        var settings = Configuration()
        settings.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: folder.file, configuration: settings)
        try await reader.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM intake")
        }
        _ = try await rig.open(1)
        #expect(try log().range(of: record) != nil, "the reader may still want it")
        try await reader.writeWithoutTransaction { db in try db.execute(sql: "COMMIT") }
        try await rig.store.probe()
        #expect(try log().range(of: record) == nil)
        try reader.close()
    }
}
