import Intake
import Ledger
import Link
import SimulatedDevices
import Testing

/// A kiosk's days with a bad way to the hub: everything arrives once, and nothing is said to have arrived that has not.
@Suite struct UploadStormTests {
    /// 8 x 128 runs, each of another seed.
    @Test(arguments: 0..<8) func `each record arrives exactly once, and none counts as delivered that is not there`(_ lane: Int) async throws {
        for seed in UInt64(lane * 128 + 1)...UInt64(lane * 128 + 128) {
            var run = try UploadRun(seed: seed)
            try await run.go()
        }
    }
}

/// One run.
private struct UploadRun {
    let seed: UInt64
    private var random: SeededRandom
    private let ledger: Ledger
    private var uploader = Uploader()
    private var way = FaultyWay()
    /// Since the board started; a start anew begins at zero.
    private var uptime = Duration.zero
    /// The wall's clock, which may be twenty years off and may jump.
    private var week: ISOWeek?
    private var issued: [Lookup: SealedRecord] = [:]
    private var voided: Set<Lookup> = []
    private var counted = 0

    init(seed: UInt64) throws {
        self.seed = seed
        random = SeededRandom(seed: seed)
        ledger = try Ledger(at: .memory)
        week = Samples.week
    }

    mutating func go() async throws {
        for _ in 0..<40 {
            try await visit()
            try await step(hardly: false)
        }
        // In the end the way is good: whatever is left arrives within a few days, set aside or not.
        let end = uptime + .seconds(400_000)
        while uptime < end {
            try await step(hardly: true)
            if case .wait = uploader.next(now: uptime), try await isSettled() { break }
        }
        try await judge()
    }

    /// Something happens at the kiosk.
    private mutating func visit() async throws {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1:
            let (lookup, record) = try Samples.token(&random)
            try await ledger.issue(record: record, lookup: lookup, week: week)
            try await ledger.shown(lookup)
            issued[lookup] = record
            uploader.recordCame(at: uptime)
        case 2 where Int.random(in: 0..<3, using: &random) == 0:
            guard let lookup = issued.keys.sorted(by: { $0.hex < $1.hex }).randomElement(using: &random) else { return }
            try await ledger.void(lookup)
            voided.insert(lookup)
            uploader.recordCame(at: uptime)
        case 3:
            try await ledger.count(Counter(.session), in: Samples.week)
            counted += 1
        case 4:
            // A wrong clock: up to twenty years, either way, or none at all.
            week = Bool.random(using: &random) ? nil : Samples.week?.advanced(by: Int.random(in: -1_040...1_040, using: &random))
        case 5:
            uploader.networkReturned(at: uptime, random: &random)
        case 6 where Int.random(in: 0..<4, using: &random) == 0:
            // The kiosk starts anew: what the uploader knew is gone, and its clock begins at zero.
            (uploader, uptime) = (Uploader(), .zero)
        default: break
        }
    }

    private mutating func step(hardly: Bool) async throws {
        switch uploader.next(now: uptime) {
        case .wait(let until):
            #expect(until > uptime, "seed \(seed): a wait that is over")
            #expect(until - uptime <= .seconds(86_400), "seed \(seed): a wait without end")
            uptime = until
        case .idle:
            let stock = try await ledger.stock(uploader.wanted(now: uptime), at: uptime)
            uploader.stocked(stock, at: uptime)
        case .send(let parcel):
            if case .item(let item) = parcel, case .deliver(let record, _) = item.kind {
                #expect(issued[item.lookup] == record, "seed \(seed)")
            }
            uptime += .milliseconds(Int.random(in: 1...30_000, using: &random))
            let answer = hardly ? way.hub.take(parcel) : way.carry(parcel, &random)
            if let change = uploader.answered(parcel, answer, at: uptime, random: &random) {
                try await ledger.note(change)
                try await checkDelivered(parcel)
            }
        }
    }

    /// Whatever the ledger says is delivered, the hub has or had.
    private func checkDelivered(_ parcel: HubParcel) async throws {
        let delivered = try await ledger.summary().delivered
        let there = issued.keys.count { way.hub.arrivals[$0] != nil && !voided.contains($0) }
        #expect(delivered <= there, "seed \(seed): \(delivered) are said to be there, but \(there) are")
    }

    private func isSettled() async throws -> Bool {
        guard try await ledger.wholeOutbox(limit: 1).isEmpty, try await ledger.openTokens(after: nil, limit: 1).isEmpty else { return false }
        return try await ledger.unreportedWeeks(limit: 1).isEmpty
    }

    private func judge() async throws {
        for (lookup, record) in issued {
            if voided.contains(lookup) {
                #expect(way.hub.records[lookup] == nil, "seed \(seed): a void record is at the hub")
            } else {
                #expect(way.hub.records[lookup] == record, "seed \(seed): a record is lost")
                #expect(way.hub.arrivals[lookup] == 1, "seed \(seed): a record arrived \(way.hub.arrivals[lookup] ?? 0) times")
            }
        }
        let summary = try await ledger.summary()
        #expect(summary.kept == 0, "seed \(seed): \(summary.kept) are kept")
        #expect(try await ledger.refusedRecords() == 0, "seed \(seed)")
        #expect(summary.delivered == issued.count - voided.count, "seed \(seed)")
        #expect(way.hub.counted(in: Samples.week) == counted, "seed \(seed): counts")
        #expect(try await ledger.unreportedWeeks(limit: 10).isEmpty, "seed \(seed)")
        for lookup in issued.keys where !voided.contains(lookup) {
            #expect(try await ledger.state(of: lookup) == .closed, "seed \(seed): nobody asked what became of it")
        }
    }
}
