import Guide
import Hub
import Intake
import Link
import Testing

/// What every store promises of records.
@Suite struct IntakeContract {
    @Test(arguments: StoreKind.here) func `a record is kept once and its receipt is always the same`(kind: StoreKind) async throws
    {
        let rig = try await kind.open()
        let (lookup, delivery) = try Samples.intake(1)
        guard case .kept(let receipt) = try await rig.take(1) else { return #expect(Bool(false), "not kept") }
        #expect(receipt.confirms(lookup, digest: delivery.record.digest))
        #expect(receipt.received == "2026-11-22")
        #expect(try await rig.take(1, at: Samples.days(9)) == .kept(receipt), "a day later it still came first today")
        let waiting = try await rig.store.waitingIntake(lookup, at: Samples.now)
        #expect(waiting == WaitingIntake(record: delivery.record, week: Samples.week, site: "amman"))
        #expect(try await rig.store.waitingIntakes() == ["amman": 1])
    }

    @Test(arguments: StoreKind.here) func `other bytes, or another kiosk, change nothing`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        let (lookup, delivery) = try Samples.intake(1)
        try await rig.take(1)
        let other = try Samples.intake(1, other: 0xFF).delivery
        #expect(try await rig.store.take(other, lookup: lookup, from: Samples.amman, at: Samples.now) == .conflict)
        #expect(try await rig.take(1, from: Samples.zarqa) == .conflict)
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.now)?.record == delivery.record)
        #expect(try await rig.store.waitingIntakes() == ["amman": 1])
    }

    @Test(arguments: StoreKind.here) func `many who deliver at once are each answered for their own record`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        let answers = try await withThrowingTaskGroup(of: (Int, TakenIntake).self) { group in
            for number in 0..<300 {
                // Every number comes twice, and some come a third time with other bytes.
                group.addTask { (number / 2, try await rig.take(number / 2)) }
            }
            return try await group.reduce(into: [Int: [TakenIntake]]()) { $0[$1.0, default: []].append($1.1) }
        }
        #expect(answers.count == 150)
        for (number, both) in answers {
            let (lookup, delivery) = try Samples.intake(number)
            #expect(both.count == 2 && both[0] == both[1])
            guard case .kept(let receipt) = both[0] else { return #expect(Bool(false), "not kept") }
            #expect(receipt.confirms(lookup, digest: delivery.record.digest))
        }
        #expect(try await rig.store.waitingIntakes() == ["amman": 150])
    }

    @Test(arguments: StoreKind.here) func `of two records that claim one lookup at once, one is kept and the other told`(
        kind: StoreKind
    ) async throws {
        let rig = try await kind.open()
        for number in 0..<20 {
            let (lookup, one) = try Samples.intake(number)
            let other = try Samples.intake(number, other: 0x55).delivery
            async let first = rig.store.take(one, lookup: lookup, from: Samples.amman, at: Samples.now)
            async let second = rig.store.take(other, lookup: lookup, from: Samples.zarqa, at: Samples.now)
            let answers = try await [first, second]
            #expect(answers.count { $0 == .conflict } == 1)
            let isFirst = answers[1] == .conflict
            #expect(try await rig.store.waitingIntake(lookup, at: Samples.now)?.record == (isFirst ? one : other).record)
        }
    }

    @Test(arguments: StoreKind.here) func `a kiosk that the store does not know delivers nothing, and holds nobody else up`(
        kind: StoreKind
    ) async throws {
        let rig = try await kind.open()
        async let stranger = rig.take(1, from: Samples.kiosk("stranger"))
        async let known = rig.take(2)
        do {
            _ = try await stranger
            Issue.record("a stranger's record was kept")
        } catch {
            #expect(error as? HubStoreError == .notFound(doing: "keeping a record"))
        }
        guard case .kept = try await known else { return #expect(Bool(false), "not kept") }
        #expect(try await rig.store.states(of: [Samples.intake(1).lookup, Samples.intake(2).lookup]) == [.unknown, .waiting])
    }

    @Test(arguments: StoreKind.here) func `a record that was called back is void for good`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        let lookup = try Samples.intake(1).lookup
        try await rig.take(1)
        #expect(try await rig.store.withdraw(lookup, from: Samples.zarqa, at: Samples.now) == .notYours)
        #expect(try await rig.store.states(of: [lookup]) == [.waiting])
        #expect(try await rig.store.withdraw(lookup, from: Samples.amman, at: Samples.now) == .done)
        #expect(try await rig.store.withdraw(lookup, from: Samples.amman, at: Samples.now) == .done)
        #expect(try await rig.store.states(of: [lookup]) == [.void])
        #expect(try await rig.take(1) == .withdrawn)
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.now) == nil)
        #expect(try await rig.open(1) == nil)
    }

    @Test(arguments: StoreKind.here) func `what was called back before it came is not taken afterwards`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        let lookup = try Samples.intake(1).lookup
        #expect(try await rig.store.withdraw(lookup, from: Samples.amman, at: Samples.now) == .done)
        #expect(try await rig.take(1) == .withdrawn)
        #expect(try await rig.store.states(of: [lookup]) == [.void])
        #expect(try await rig.store.waitingIntakes() == [:])
    }

    @Test(arguments: StoreKind.here) func `an opened record cannot be called back, and its receipt stays good`(
        kind: StoreKind
    ) async throws {
        let rig = try await kind.open()
        let lookup = try Samples.intake(1).lookup
        let receipt = try await rig.take(1)
        #expect(try await rig.open(1) != nil)
        #expect(try await rig.store.withdraw(lookup, from: Samples.amman, at: Samples.now) == .alreadyOpened)
        #expect(try await rig.take(1) == receipt)
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.now) == nil)
        #expect(try await rig.store.states(of: [lookup]) == [.opened])
    }

    @Test(arguments: StoreKind.here) func `states come in the order asked`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        for number in 1...3 { try await rig.take(number) }
        _ = try await rig.open(2)
        _ = try await rig.store.withdraw(Samples.intake(3).lookup, from: Samples.amman, at: Samples.now)
        let asked = try [9, 3, 1, 2, 1].map { try Samples.intake($0).lookup }
        #expect(try await rig.store.states(of: asked) == [.unknown, .void, .waiting, .opened, .waiting])
        #expect(try await rig.store.states(of: []) == [])
    }
}
