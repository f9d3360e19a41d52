import SimulatedDevices
import Foundation
import GRDB
import Intake
import Sealing
import Testing

@testable import Ledger

@Suite struct KeepingTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test func `what was issued too long ago is erased, delivered or not`() async throws {
        let ledger = try Ledger(at: .memory)
        for number in 1...6 {
            let (lookup, record) = try Samples.token(number)
            try await ledger.issue(record: record, lookup: lookup, week: ISOWeek(year: 2026, week: 40 + number))
        }
        #expect(try await ledger.expire(before: try #require(ISOWeek(year: 2026, week: 44))) == 3)
        #expect(try await ledger.state(of: Samples.token(3).lookup) == .unknown)
        #expect(try await ledger.state(of: Samples.token(4).lookup) == .waiting)
        #expect(try await ledger.summary().kept == 3)
    }

    @Test func `tokens of an untrusted clock expire too, once the clock is right`() async throws {
        let ledger = try Ledger(at: .memory)
        let now = try #require(Samples.week)
        for (number, week) in [nil, now.advanced(by: 900), now.advanced(by: -1)].enumerated() {
            let (lookup, record) = try Samples.token(number)
            try await ledger.issue(record: record, lookup: lookup, week: week)
        }
        #expect(try await ledger.expire(before: try #require(now.advanced(by: 800))) == 1)
        try await ledger.clockBecameTrusted(in: now)
        #expect(try await ledger.expire(before: now) == 0)
        #expect(try await ledger.expire(before: try #require(now.advanced(by: 1))) == 2)
    }

    @Test func `on the hub's word alone nothing is erased that the hub has not got`() async throws {
        let ledger = try Ledger(at: .memory)
        let now = try #require(Samples.week)
        let later = try #require(now.advanced(by: 900))
        for number in 1...3 {
            let (lookup, record) = try Samples.token(number)
            try await ledger.issue(record: record, lookup: lookup, week: number == 3 ? nil : now)
            try await ledger.shown(lookup)
        }
        let first = try #require(try await ledger.outboxBatch(limit: 1, at: .zero).first)
        try await ledger.acknowledged(first)
        try await ledger.clockBecameTrusted(in: later, on: .hub)
        #expect(try await ledger.expire(before: later, on: .hub) == 1)
        #expect(try await ledger.summary().kept == 2)
        // Nor was anything dated by that clock: when the right one comes, their time has only begun.
        try await ledger.clockBecameTrusted(in: now)
        #expect(try await ledger.expire(before: now) == 0)
        #expect(try await ledger.summary().kept == 2)
    }

    @Test func `the time of a record that an unsure clock dated begins when a time server says what week it is`() async throws {
        let ledger = try Ledger(at: .memory)
        let now = try #require(Samples.week)
        let (lookup, record) = try Samples.token(1)
        // The kiosk lay in a cupboard for half a year, and its clock went on from there.
        try await ledger.issue(record: record, lookup: lookup, week: now.advanced(by: -26), isSure: false)
        #expect(try await ledger.expire(before: now) == 0)
        try await ledger.clockBecameTrusted(in: now)
        #expect(try await ledger.expire(before: now) == 0)
        #expect(try await ledger.expire(before: try #require(now.advanced(by: 1))) == 1)
    }

    @Test func `what waits is counted by the key that it is sealed to, and by its age`() async throws {
        let ledger = try Ledger(at: .memory)
        let now = try #require(Samples.week)
        for number in 1...4 {
            let (lookup, record) = try Samples.token(number)
            try await ledger.issue(record: record, lookup: lookup, week: now.advanced(by: -number))
            try await ledger.shown(lookup)
        }
        let own = try Samples.token(3).record.keyID
        let waiting = try await ledger.waiting(for: own)
        #expect(waiting.records == 1 && waiting.foreign == 3 && waiting.oldest == now.advanced(by: -3))
        let handedOut = try await ledger.outboxBatch(limit: 10, at: .zero, sealedTo: own)
        #expect(handedOut.map(\.lookup) == [try Samples.token(3).lookup])
        #expect(try await ledger.wholeOutbox(limit: 10, sealedTo: own).count == 1)
        #expect(try await ledger.wholeOutbox(limit: 10).count == 4)
    }

    @Test func `a full disk stops new numbers, but what is there still goes to the hub, and that makes room`() async throws {
        let ledger = try Ledger(at: .memory)
        // Some more pages than there are now, and then no more.
        try await ledger.write(.counting) { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 8)")
        }
        var issued = 0
        await #expect(throws: LedgerError.diskFull(.issuing)) {
            for number in 0..<2_000 {
                let (lookup, record) = try Samples.token(number)
                try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
                try await ledger.shown(lookup)
                issued += 1
            }
        }
        #expect(issued > 0)
        var delivered = 0
        while case let items = try await ledger.outboxBatch(limit: 32, at: .zero), !items.isEmpty {
            for item in items { try await ledger.note(.settled(item)) }
            delivered += items.count
        }
        #expect(delivered == issued, "a number that was not given after all is not sent")
        let (lookup, record) = try Samples.token(5_000)
        try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
    }

    @Test func `news of many numbers are one change of the disk`() async throws {
        let ledger = try Ledger(at: .memory)
        var news: [LedgerChange.News] = []
        for number in 1...16 {
            let (lookup, record) = try Samples.token(number)
            try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
            try await ledger.shown(lookup)
            news.append(.init(lookup, .opened))
        }
        let counter = CommitCounter()
        ledger.store.add(transactionObserver: counter)
        try await ledger.note(.learned(news))
        #expect(counter.commits == 1)
        for one in news { #expect(try await ledger.state(of: one.lookup) == .opened) }
    }

    @Test func `SQLite is told to lose nothing and to overwrite what is erased`() async throws {
        let ledger = try Ledger(at: .file(folder.ledger))
        let pragmas = try await ledger.read(.reading) { db in
            try ["journal_mode", "synchronous", "secure_delete", "foreign_keys"].map {
                try String.fetchOne(db, sql: "PRAGMA \($0)")
            }
        }
        #expect(pragmas == ["wal", "2", "1", "1"])
        let rights = try FileManager.default.attributesOfItem(atPath: folder.ledger)[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    @Test func `a raw scan finds neither answers nor code, and after voiding not even the sealed record`() async throws {
        let stage = Question(
            id: "stage", number: 0x2A, kind: .many(upTo: 3), destination: .payload,
            options: (1...3).map { Question.Option(id: .init(rawValue: "o\($0)"), number: $0 + 0x30) })
        let form = Form(version: 0x4D4D, questions: [stage])
        var answers = Answers()
        for option in stage.options { answers.choose(option.id, of: stage) }
        let payload = Payload(week: Samples.week, visitLanguage: "zh-Hans-x", answers: answers, form: form)
        let plain = try payload.encode(form: form)
        var random = SeededRandom(seed: 3)
        let code = Code(random: &random)
        let sealed = try SealedRecord.seal(plain, code: code, to: MRCPrivateKey().publicKey)

        let ledger = try Ledger(at: .file(folder.ledger))
        try await ledger.issue(record: sealed.record, lookup: sealed.lookup, week: Samples.week)
        try await ledger.beginPrinting(sealed.lookup)
        func find(_ bytes: some Collection<UInt8>) throws -> Bool { try folder.bytes().range(of: Data(bytes)) != nil }
        func mentionsVisit() throws -> Bool {
            let packed = (0..<5).map { UInt8(truncatingIfNeeded: code.packed >> ($0 * 8)) }
            return try find(code.digits.utf8) || find(packed) || find(packed.reversed())
                || code.groups.contains { try find($0.utf8) } || find("zh-Hans-x".utf8)
                || find([0x2A, 3, 0x31, 0x32, 0x33]) || find(plain.prefix(8))
        }
        #expect(try find(sealed.record.ciphertext), "the scan must be able to find what is there")
        #expect(try !mentionsVisit())
        try await ledger.void(sealed.lookup)
        #expect(try !mentionsVisit())
        for start in stride(from: 9, to: SealedRecord.size - 8, by: 8) {
            #expect(try !find(sealed.record.bytes[start..<start + 8]))
        }
        try ledger.close()
        #expect(try !mentionsVisit() && !find(sealed.record.ciphertext.prefix(8)))
    }

    @Test(arguments: UInt64(1)...3) func `erased records leave no bytes behind, however many there were`(
        _ seed: UInt64
    ) async throws {
        var random = SeededRandom(seed: seed)
        let ledger = try Ledger(at: .file(folder.ledger))
        var erased: [SealedRecord] = []
        for number in 0..<150 {
            let (lookup, record) = try Samples.token(&random)
            try await ledger.issue(record: record, lookup: lookup, week: Samples.week)
            try await ledger.shown(lookup)
            switch number % 3 {
            case 0: try await ledger.void(lookup)
            case 1: try await ledger.learned(lookup, .opened)
            default: continue
            }
            erased.append(record)
        }
        let all = try folder.bytes()
        for record in erased {
            for start in stride(from: 0, to: SealedRecord.size - 16, by: 16) {
                #expect(all.range(of: Data(record.bytes[start..<start + 16])) == nil, "seed \(seed)")
            }
        }
    }
}

/// Counts commits that changed something.
private final class CommitCounter: TransactionObserver {
    private(set) var commits = 0

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) { commits += 1 }
    func databaseDidRollback(_ db: Database) {}
}
