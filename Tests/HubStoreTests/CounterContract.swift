import Hub
import Intake
import Link
import Testing

/// What every store promises of counts.
@Suite struct CounterContract {
    private let week: ISOWeek
    private let next: ISOWeek
    private let session: Counter
    private let khmer: Counter

    init() throws {
        week = try #require(ISOWeek(year: 2026, week: 47))
        next = try #require(week.advanced(by: 1))
        session = try Counter(.session)
        khmer = try Counter(.sessionLanguage, "km", "work")
    }

    @Test(arguments: StoreKind.here) func `a report replaces the one before it, and series are added up`(kind: StoreKind)
        async throws
    {
        let store = try await kind.open().store
        try await store.keep(Samples.report(1, [(session, 5), (khmer, 2)]), of: Samples.amman, in: week)
        try await store.keep(Samples.report(1, [(session, 8)]), of: Samples.amman, in: week)
        #expect(
            try await store.sums(of: [.session, .sessionLanguage], in: week...week) == [
                CounterSum(counter: session, site: "amman", count: 8)
            ])
        try await store.keep(Samples.report(2, [(session, 1), (khmer, 4)]), of: Samples.amman, in: week)
        let sums = try await store.sums(of: [.session, .sessionLanguage], in: week...week)
        #expect(
            Set(sums) == [
                CounterSum(counter: session, site: "amman", count: 9), CounterSum(counter: khmer, site: "amman", count: 4),
            ])
    }

    @Test(arguments: StoreKind.here) func `sums are by site, for the weeks asked and the metrics asked`(kind: StoreKind)
        async throws
    {
        let store = try await kind.open().store
        try await store.keep(Samples.report(1, [(session, 5), (khmer, 1)]), of: Samples.amman, in: week)
        try await store.keep(Samples.report(1, [(session, 7)]), of: Samples.zarqa, in: week)
        try await store.keep(Samples.report(1, [(session, 100)]), of: Samples.amman, in: next)
        #expect(
            Set(try await store.sums(of: [.session], in: week...week)) == [
                CounterSum(counter: session, site: "amman", count: 5), CounterSum(counter: session, site: "zarqa", count: 7),
            ])
        #expect(try await store.sums(of: [.session], in: week...next).map(\.count).reduce(0, +) == 112)
        #expect(try await store.sums(of: [], in: week...next) == [])
    }

    @Test(arguments: StoreKind.here) func `counts without a trusted clock are kept but in no sum`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        for count in [3, 4] { try await store.keep(Samples.report(1, [(session, count)]), of: Samples.amman, in: nil) }
        #expect(try await store.sums(of: [.session], in: week...next) == [])
        try await store.keep(Samples.report(1, [(session, 2)]), of: Samples.amman, in: week)
        #expect(try await store.sums(of: [.session], in: week...next).map(\.count) == [2])
    }

    @Test(arguments: StoreKind.here) func `an empty report takes its counts back`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        try await store.keep(Samples.report(1, [(session, 5)]), of: Samples.amman, in: week)
        try await store.keep(Samples.report(1, []), of: Samples.amman, in: week)
        #expect(try await store.sums(of: [.session], in: week...week) == [])
    }

    @Test(arguments: StoreKind.here) func `kiosks of one site that report at once are all counted`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        let kiosks = (1...8).map { Samples.kiosk("irbid-\($0)") }
        for (number, kiosk) in kiosks.enumerated() { try await rig.enrol(kiosk, site: "irbid", number: UInt8(number + 40)) }
        let (session, khmer, week) = (session, khmer, week)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for round in 1...5 {
                for kiosk in kiosks {
                    let lines = [(session, round), (khmer, round * 2)]
                    group.addTask {
                        try await rig.store.keep(
                            Samples.report(UInt8(round), round.isMultiple(of: 2) ? lines : lines.reversed()), of: kiosk, in: week)
                    }
                }
            }
            try await group.waitForAll()
        }
        let sums = try await rig.store.sums(of: [.session, .sessionLanguage], in: week...week)
        #expect(
            Set(sums) == [
                CounterSum(counter: session, site: "irbid", count: 8 * 15),
                CounterSum(counter: khmer, site: "irbid", count: 8 * 30),
            ])
    }

    @Test(arguments: StoreKind.here) func `a kiosk that moved away leaves its counts where they were made`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        try await rig.store.keep(Samples.report(1, [(session, 5)]), of: Samples.amman, in: week)
        try await rig.enrol(Samples.amman, site: "irbid", number: 77)
        try await rig.store.keep(Samples.report(2, [(session, 1)]), of: Samples.amman, in: next)
        #expect(
            Set(try await rig.store.sums(of: [.session], in: week...next)) == [
                CounterSum(counter: session, site: "amman", count: 5), CounterSum(counter: session, site: "irbid", count: 1),
            ])
    }

    @Test(arguments: StoreKind.here) func `a kiosk cannot fill the database with series of one week`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let most = CounterReport.mostSeriesOfWeek
        for number in 1...most { try await store.keep(Samples.report(UInt8(number), [(session, 1)]), of: Samples.amman, in: week) }
        await #expect(throws: HubStoreError.tooMany(doing: "keeping counts")) {
            try await store.keep(Samples.report(UInt8(most + 1), [(self.session, 1)]), of: Samples.amman, in: week)
        }
        // What is there can still be said anew, and other weeks and kiosks have room of their own.
        try await store.keep(Samples.report(1, [(session, 2)]), of: Samples.amman, in: week)
        try await store.keep(Samples.report(UInt8(most + 1), [(session, 1)]), of: Samples.zarqa, in: week)
        try await store.keep(Samples.report(UInt8(most + 1), [(session, 1)]), of: Samples.amman, in: next)
        let sums = try await store.sums(of: [.session], in: week...week)
        #expect(sums.reduce(0) { $0 + $1.count } == most + 2)
    }
}
