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

    @Test mutating func `records go first, then counts, questions and health, and then there is peace`() throws {
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

    @Test(arguments: [Refusal.Kind.conflict, .badRequest, .tooLarge, .wrongType, .notFound, .notYours, .otherKey])
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
        let wanted = uploader.wanted(now: .zero)
        #expect(wanted.questions && wanted.after == numbers.last)
        hold([])
        let later = uploader.wanted(now: .zero)
        #expect(!later.questions)
    }

    /// A hub that answers everything but some letters.
    ///
    /// - Returns: what was carried within a day, in order.
    private mutating func day(of items: [OutboxItem], weeks: [WeekReport] = [], silentAt isPoison: (HubParcel) -> Bool) throws -> [HubParcel] {
        var (now, left, dues) = (Duration.zero, items, [Lookup: Duration]())
        var carried: [HubParcel] = []
        var leftWeeks = weeks
        while now < .seconds(86_400) {
            switch uploader.next(now: now) {
            case .wait(let until): now = max(until, now + .milliseconds(1))
            case .idle:
                var stock = Uploader.Stock()
                let wanted = uploader.wanted(now: now)
                stock.items = left.filter { dues[$0.lookup, default: .zero] <= now }
                if wanted.counts { stock.weeks = leftWeeks }
                uploader.stocked(stock, at: now)
            case .send(let parcel):
                carried.append(parcel)
                var reply = HubAnswer.done
                if case .item(let item) = parcel, case .deliver(let record, _) = item.kind {
                    reply = .receipt(
                        IntakeReceipt(lookup: item.lookup, digest: Array(SHA256.hash(data: record.bytes)), received: "2026-11-22"))
                }
                switch answer(parcel, isPoison(parcel) ? .silence : reply, at: now) {
                case .settled(let item): left.removeAll { $0 == item }
                case .postponed(let item, let until): dues[item.lookup] = until
                case .reported(let week): leftWeeks.removeAll { $0 == week }
                default: break
                }
            }
        }
        return carried
    }

    @Test mutating func `a record at which the hub falls silent for ever holds up no other, and is not tried without end`() throws {
        let others = try (2...40).map { number in
            let (lookup, record) = try Samples.token(number)
            return OutboxItem(lookup: lookup, kind: .deliver(record, week: nil), attempts: 1)
        }
        let (poison, week) = (item, try week())
        let carried = try day(of: [poison] + others, weeks: [week]) { $0 == .item(poison) }
        for other in others { #expect(carried.filter { $0 == .item(other) }.count == 1) }
        #expect(carried.contains(.counts(week)) && carried.contains(.health))
        let tries = carried.filter { $0 == .item(poison) }.count
        #expect((5...40).contains(tries), "tried \(tries) times in a day")
        #expect(carried.count < 400, "the hub was asked \(carried.count) times")
    }

    @Test mutating func `a week at whose counts the hub falls silent holds up no other week`() throws {
        let bad = try week()
        let good = WeekReport(week: nil, report: bad.report, changes: 1)
        let carried = try day(of: [], weeks: [bad, good]) { $0 == .counts(bad) }
        #expect(carried.filter { $0 == .counts(good) }.count == 1)
        #expect(carried.contains(.health))
    }

    @Test mutating func `while the hub is silent at everything, records keep their places and the pace is that of the hub`() throws {
        let carried = try day(of: [item]) { _ in true }
        #expect(carried.count < 60, "a hub that is away was asked \(carried.count) times in a day")
        #expect(!carried.dropFirst().contains(.item(item)), "a hub that is away is not given the record at which it fell silent")
    }

    @Test mutating func `news that come while the ledger is looked into are not lost`() {
        _ = uploader.wanted(now: .zero)
        uploader.recordCame(at: .zero)
        hold([])
        #expect(uploader.next(now: .zero) == .idle)
        _ = uploader.wanted(now: .zero)
        hold([])
        #expect(uploader.next(now: .zero) == .send(.health))
    }

    @Test mutating func `a ledger that fails is none of the hub's failures`() {
        uploader.ledgerFailed(at: .zero, random: &random)
        #expect(uploader.failures == 0)
        guard case .wait(let until) = uploader.next(now: .zero) else { Issue.record("no wait"); return }
        #expect(until <= UploadPace.first)
        for _ in 0..<20 { uploader.ledgerFailed(at: .zero, random: &random) }
        hold([item])
        // And the hub is not made to wait for it afterwards.
        #expect(answer(.item(item), .silence, at: .seconds(4_000)) == nil)
        guard case .wait(let next) = uploader.next(now: .seconds(4_000)) else { Issue.record("no wait"); return }
        #expect(next - .seconds(4_000) <= UploadPace.first)
    }
}
