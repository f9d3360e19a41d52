import Foundation
import GRDB
import Intake
import Testing

@testable import Ledger

@Suite struct OpeningTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func fill() async throws {
        let ledger = try Ledger(at: .file(folder.ledger))
        #expect(ledger.opening == .new)
        for number in 1...40 {
            let (lookup, record) = try Samples.token(number)
            try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
            try await ledger.shown(lookup)
        }
        try ledger.close()
    }

    @Test func `a ledger carries on where it stopped`() async throws {
        try await fill()
        let ledger = try Ledger(at: .file(folder.ledger))
        #expect(ledger.opening == .continued(uncertain: 0))
        #expect(try await ledger.summary().kept == 40)
    }

    @Test func `the time of the last start does not hold back what is due`() async throws {
        let first = try Ledger(at: .file(folder.ledger))
        let (lookup, record) = try Samples.token(1)
        try await first.issue(record: record, lookup: lookup, week: nil)
        try await first.shown(lookup)
        let item = try #require(try await first.outboxBatch(limit: 1, at: .seconds(1_000_000)).first)
        try await first.setAside(item, until: .seconds(2_000_000))
        try first.close()
        let second = try Ledger(at: .file(folder.ledger))
        #expect(try await second.outboxBatch(limit: 1, at: .zero).map(\.attempts) == [2])
    }

    @Test(arguments: ["noise", "header", "page"]) func `a damaged file is kept as it is and a new ledger is begun`(
        _ damage: String
    ) async throws {
        try await fill()
        var bytes = try Data(contentsOf: URL(filePath: folder.ledger))
        switch damage {
        case "noise": bytes = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 37) })
        case "header": bytes.replaceSubrange(0..<16, with: Data(repeating: 0x20, count: 16))
        default: bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0xFF, count: bytes.count - 4096))
        }
        try bytes.write(to: URL(filePath: folder.ledger))

        let ledger = try Ledger(at: .file(folder.ledger))
        #expect(ledger.opening == .begunAnew(damagedKeptAt: folder.ledger + ".damaged-1"))
        #expect(try Data(contentsOf: URL(filePath: folder.ledger + ".damaged-1")) == bytes)
        #expect(try await ledger.summary().tokens == 0)
        let (lookup, record) = try Samples.token(1)
        try await ledger.issue(record: record, lookup: lookup, week: nil)
        try ledger.close()
        #expect(try Ledger(at: .file(folder.ledger)).opening == .continued(uncertain: 0))
    }

    @Test func `damage that comes again and again does not fill the disk`() throws {
        for _ in 1...20 {
            try Data("not a ledger at all, but long enough to be read as a page of one".utf8)
                .write(to: URL(filePath: folder.ledger))
            try Ledger(at: .file(folder.ledger)).close()
        }
        try Data("once more, and this is the twenty-first time that it happened".utf8)
            .write(to: URL(filePath: folder.ledger))
        #expect(throws: LedgerError.files(.settingAside, errno: EEXIST)) { try Ledger(at: .file(folder.ledger)) }
    }

    @Test func `a ledger of a newer version is left alone`() async throws {
        let ledger = try Ledger(at: .file(folder.ledger))
        try await ledger.write(.opening) { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('from the future')")
        }
        try ledger.close()
        #expect(throws: LedgerError.newerVersion) { try Ledger(at: .file(folder.ledger)) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains("damaged") })
    }

    @Test func `two cannot have a ledger open at once`() throws {
        let first = try Ledger(at: .file(folder.ledger))
        #expect(throws: LedgerError.inUse) { try Ledger(at: .file(folder.ledger)) }
        try first.close()
        try Ledger(at: .file(folder.ledger)).close()
    }

    @Test func `a place that cannot be written to is an error, not an empty ledger`() {
        #expect(throws: LedgerError.self) { try Ledger(at: .file(folder.path + "/missing/ledger.sqlite")) }
    }
}
