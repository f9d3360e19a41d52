import Crypto
import Intake
import Link
import SimulatedDevices
import Testing

@testable import Ledger

@Suite struct UploaderTests {
    private var random = SeededRandom(seed: 1)
    private var uploader = Uploader()
    private let item: OutboxItem
    private let record: SealedRecord

    init() throws {
        let (lookup, record) = try Samples.token(1)
        (item, self.record) = (OutboxItem(lookup: lookup, kind: .deliver(record, week: nil), attempts: 1), record)
    }

    private var receipt: IntakeReceipt {
        IntakeReceipt(lookup: item.lookup, digest: Array(SHA256.hash(data: record.bytes)), received: "2026-11-22")
    }

    private func week() throws -> WeekReport {
        WeekReport(week: Samples.week, report: CounterReport(series: Array(repeating: 1, count: 16), lines: []), changes: 1)
    }

    private mutating func hold(_ items: [OutboxItem], weeks: [WeekReport] = [], numbers: [Lookup] = []) {
        var stock = Uploader.Stock()
        (stock.items, stock.weeks, stock.numbers) = (items, weeks, numbers)
        uploader.stocked(stock, at: .zero)
    }

    private mutating func answer(_ parcel: HubParcel, _ answer: HubAnswer, at now: Duration = .zero) -> LedgerChange? {
        uploader.answered(parcel, answer, at: now, random: &random)
    }

    @Test mutating func `records go first, then counts, questions, health and the guide, and then there is peace`() throws {
        #expect(uploader.next(now: .zero) == .idle)
        hold([item], weeks: [try week()], numbers: [item.lookup])
        #expect(uploader.next(now: .zero) == .send(.item(item)))
        #expect(answer(.item(item), .receipt(receipt)) == .settled(item))
        #expect(uploader.next(now: .zero) == .send(.counts(try week())))
        #expect(answer(.counts(try week()), .done) == .reported(try week()))
        #expect(uploader.next(now: .zero) == .send(.question([item.lookup])))
        #expect(answer(.question([item.lookup]), .states([.opened])) == .learned([.init(item.lookup, .opened)]))
        #expect(uploader.next(now: .zero) == .send(.health))
        #expect(answer(.health, .done) == nil)
        #expect(uploader.next(now: .zero) == .send(.guide))
        #expect(answer(.guide, .done) == nil)
        #expect(uploader.next(now: .zero) == .wait(until: Uploader.lookEvery))
        uploader.recordCame(at: .seconds(3))
        #expect(uploader.next(now: .seconds(3)) == .idle)
    }

    @Test mutating func `nothing is erased for a receipt of other bytes`() {
        for digest in [[], Array(repeating: UInt8(0), count: 32), Array(SHA256.hash(data: [1]))] {
            hold([item])
            let wrong = IntakeReceipt(lookup: item.lookup, digest: digest, received: "2026-11-22")
            #expect(answer(.item(item), .receipt(wrong)) == .setAside(item, until: Uploader.asideFor))
        }
        hold([item])
        #expect(answer(.item(item), .done) == .setAside(item, until: Uploader.asideFor))
    }

    @Test(arguments: [Refusal.Kind.conflict, .badRequest, .tooLarge, .wrongType, .notFound, .notYours])
    mutating func `a record that the hub refuses is kept and does not hold up the others`(_ kind: Refusal.Kind) throws {
        let (lookup, other) = try Samples.token(2)
        let next = OutboxItem(lookup: lookup, kind: .deliver(other, week: nil), attempts: 1)
        hold([item, next])
        #expect(answer(.item(item), .refused(kind)) == .setAside(item, until: Uploader.asideFor))
        #expect(uploader.next(now: .zero) == .send(.item(next)))
    }

    @Test mutating func `a record that was called back is void here too`() {
        hold([item])
        #expect(answer(.item(item), .refused(.withdrawn)) == .learned([.init(item.lookup, .void)]))
    }

    @Test(arguments: [HubAnswer.done, .refused(.notFound), .refused(.conflict), .refused(.withdrawn)])
    mutating func `a call back is settled when nobody can do more`(_ answer: HubAnswer) {
        let back = OutboxItem(lookup: item.lookup, kind: .withdraw, attempts: 1)
        hold([back])
        #expect(self.answer(.item(back), answer) == .settled(back))
    }

    @Test mutating func `after a failure the hub is left in peace, longer each time, and found again within the hour`() {
        var now = Duration.zero
        var waits: [Duration] = []
        for failure in 1...40 {
            hold([item])
            #expect(answer(.item(item), .silence, at: now) == nil)
            guard case .wait(let until) = uploader.next(now: now) else { Issue.record("no wait"); return }
            let whole = min(UploadPace.first * (1 << min(failure - 1, 16)), UploadPace.longest)
            #expect(until - now >= whole / 2 && until - now <= whole)
            waits.append(until - now)
            now = until
            #expect(uploader.next(now: now) == .idle, "what it held is looked up again")
        }
        #expect(Set(waits).count > 30, "kiosks that fail together do not come again together")
        hold([item])
        #expect(answer(.item(item), .receipt(receipt), at: now) == .settled(item))
        #expect(uploader.failures == 0 && uploader.heardAt == now)
    }

    @Test mutating func `a hub that asks for time gets it, up to an hour`() {
        hold([item])
        #expect(answer(.item(item), .refused(.tooMany, retryAfter: .seconds(600))) == nil)
        #expect(uploader.next(now: .zero) == .wait(until: .seconds(600)))
        uploader = Uploader()
        hold([item])
        #expect(answer(.item(item), .refused(.notNow, retryAfter: .seconds(1_000_000))) == nil)
        #expect(uploader.next(now: .zero) == .wait(until: .seconds(3_600)))
    }

    @Test mutating func `a network that comes back ends the wait, but not for all kiosks at once`() {
        for _ in 0..<12 { _ = answer(.health, .silence) }
        uploader.networkReturned(at: .zero, random: &random)
        guard case .wait(let until) = uploader.next(now: .zero) else { return }
        #expect(until <= UploadPace.crowd)
    }

    @Test mutating func `a hub that does not know the kiosk is asked once an hour, and it is told`() {
        hold([item])
        #expect(answer(.item(item), .refused(.notEnrolled)) == nil)
        #expect(uploader.isStranger)
        #expect(uploader.next(now: .zero) == .wait(until: .seconds(3_600)))
        #expect(answer(.health, .done) == nil && !uploader.isStranger)
    }

    @Test mutating func `questions go through all numbers, sixteen at a time, and then rest`() throws {
        let numbers = try (0..<16).map { try Samples.token($0).lookup }
        hold([], numbers: numbers)
        #expect(uploader.next(now: .zero) == .send(.question(numbers)))
        _ = answer(.question(numbers), .states(Array(repeating: .waiting, count: 16)))
        #expect(uploader.next(now: .zero) == .idle)
        #expect(uploader.wanted(now: .zero).questions && uploader.wanted(now: .zero).after == numbers.last)
        hold([])
        #expect(!uploader.wanted(now: .zero).questions)
    }
}
