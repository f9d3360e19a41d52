import Guide
import Hub
import Intake
import Link
import Testing

/// What every store promises of cases.
@Suite struct CaseContract {
    @Test(arguments: StoreKind.here) func `an opened number becomes a case that waits, and its record is gone`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        try await rig.take(1)
        let lookup = try Samples.intake(1).lookup
        let opened = try #require(await rig.open(1))
        let expected = Case(
            id: opened.id, openedOn: Samples.now.day, waitingSince: Samples.now, urgency: .amber, language: "km",
            wantsWoman: true,
            issuedWeek: Samples.week, site: "amman", sealedAnswers: [1, 2, 3], eraseOn: Samples.days(90).day)
        #expect(opened == expected)
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.now) == nil)
        #expect(try await rig.store.waitingIntakes() == [:])
        #expect(try await rig.store.case(of: lookup) == expected)
        #expect(try await rig.store.case(opened.id) == expected)
        #expect(try await rig.store.waitingCases() == [expected])
        #expect(try await rig.open(1, at: Samples.days(1)) == expected, "opened twice, it is one case")
        #expect(try await rig.store.case(CaseID(opened.id.number + 1)) == nil)
    }

    @Test(arguments: StoreKind.here) func `two who open one number at once get one case`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        for number in 1...10 {
            // Half of them never came from a kiosk.
            if number.isMultiple(of: 2) { try await rig.take(number) }
            async let first = rig.open(number)
            async let second = rig.open(number)
            let both = try await [first, second]
            #expect(both[0] != nil && both[0] == both[1])
        }
        #expect(try await rig.store.waitingCases().count == 10)
    }

    @Test(arguments: StoreKind.here) func `a record that only its slip brought is opened, and may come later`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        let (lookup, delivery) = try Samples.intake(1)
        #expect(try await rig.open(1)?.site == "")
        #expect(try await rig.store.withdraw(lookup, from: Samples.amman, at: Samples.now) == .alreadyOpened)
        guard case .kept(let receipt) = try await rig.take(1) else { return #expect(Bool(false), "not kept") }
        #expect(receipt.confirms(lookup, digest: delivery.record.digest))
        #expect(try await rig.take(1) == .kept(receipt))
        #expect(try await rig.take(1, from: Samples.zarqa) == .conflict)
        #expect(try await rig.store.case(of: lookup)?.site == "amman")
        #expect(try await rig.store.states(of: [lookup]) == [.opened])
        #expect(try await rig.store.waitingIntakes() == [:], "nobody opens it twice")
    }

    @Test(arguments: StoreKind.here) func `a case is taken by one counsellor`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        let id = try #require(await rig.open(1)).id
        let winners = await withTaskGroup(of: String?.self) { group in
            for id in 0..<10 {
                let name = id.isMultiple(of: 2) ? "amina" : "basil"
                group.addTask { [store = rig.store] in
                    do { try await store.take(CaseID(1), by: name) } catch HubStoreError.changedMeanwhile { return nil } catch {
                        return "?"
                    }
                    return name
                }
            }
            return await group.reduce(into: Set<String>()) { if let name = $1 { $0.insert(name) } }
        }
        #expect(id == CaseID(1) && winners.count == 1)
        let winner = try #require(winners.first)
        let taken = try #require(await rig.store.case(id))
        #expect(taken.counsellor == winner && taken.waitingSince == nil)
        #expect(try await rig.store.openCases(of: winner).map(\.id) == [id])
        #expect(try await rig.store.waitingCases() == [])
        await #expect(throws: HubStoreError.notFound(doing: "taking a case")) {
            try await rig.store.take(CaseID(99), by: "amina")
        }
        try await rig.store.giveBack(id, at: Samples.days(1))
        #expect(try await rig.store.waitingCases().map(\.waitingSince) == [Samples.days(1)])
        await #expect(throws: HubStoreError.notFound(doing: "taking a case")) { try await rig.store.take(id, by: "nobody") }
    }

    @Test(arguments: StoreKind.here) func `who waits longest comes first`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        for (number, day) in [(1, 2), (2, 0), (3, 1)] { _ = try await rig.open(number, at: Samples.days(day)) }
        #expect(try await rig.store.waitingCases().map(\.waitingSince) == [0, 1, 2].map(Samples.days))
    }

    @Test(arguments: StoreKind.here) func `what was confirmed and passed on is kept, and the number follows`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        try await rig.take(1)
        let lookup = try Samples.intake(1).lookup
        let id = try #require(await rig.open(1)).id
        var redemption = Redemption(origin: "BD", stage: "prob", services: [ServiceGiven(code: "L02", category: .legalAid)], needs: ["C07"])
        redemption.remedies = [Remedy(kind: .wages, orderedMinor: 120_000, receivedMinor: 0, currency: "JOD", workers: 1)]
        try await rig.store.keep(redemption, referrals: [], of: id)
        #expect(try await rig.store.states(of: [lookup]) == [.opened])
        try await rig.store.keep(redemption, referrals: [Samples.referral(1, .pending)], of: id)
        #expect(try await rig.store.states(of: [lookup]) == [.referred])
        let referrals = [Samples.referral(1, .rejected), Samples.referral(2, .accepted)]
        try await rig.store.keep(redemption, referrals: referrals, of: id)
        let kept = try #require(await rig.store.case(id))
        #expect(kept.redemption == redemption && kept.referrals == referrals)
        for undone in [[], [Samples.referral(1, .pending), Samples.referral(2, .accepted)]] {
            await #expect(throws: HubStoreError.changedMeanwhile(doing: "keeping a redemption")) {
                try await rig.store.keep(redemption, referrals: undone, of: id)
            }
        }
        #expect(try await rig.store.case(id) == kept)
        await #expect(throws: HubStoreError.notFound(doing: "keeping a redemption")) {
            try await rig.store.keep(redemption, referrals: [], of: CaseID(99))
        }
    }

    @Test(arguments: StoreKind.here) func `a closed case has no answers and is not changed any more`(kind: StoreKind) async throws
    {
        let rig = try await kind.open()
        try await rig.take(1)
        let id = try #require(await rig.open(1)).id
        try await rig.store.take(id, by: "amina")
        try await rig.store.close(id, at: Samples.days(2))
        try await rig.store.close(id, at: Samples.days(3))
        let closed = try #require(await rig.store.case(id))
        #expect(closed.closedOn == Samples.days(2).day && closed.sealedAnswers == nil && closed.counsellor == "amina")
        #expect(try await rig.store.states(of: [Samples.intake(1).lookup]) == [.closed])
        #expect(try await rig.store.openCases(of: "amina") == [])
        await #expect(throws: HubStoreError.changedMeanwhile(doing: "keeping a redemption")) {
            try await rig.store.keep(Redemption(), referrals: [], of: id)
        }
        await #expect(throws: HubStoreError.changedMeanwhile(doing: "taking a case")) {
            try await rig.store.take(id, by: "amina")
        }
        await #expect(throws: HubStoreError.changedMeanwhile(doing: "laying a case back")) {
            try await rig.store.giveBack(id, at: Samples.days(3))
        }
    }

    @Test(arguments: StoreKind.here) func `cases come with their own referrals, in order`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        for number in 1...3 {
            let id = try #require(await rig.open(number)).id
            let referrals = (0..<(number - 1)).map { Samples.referral($0 + 1, .pending) }
            try await rig.store.keep(Redemption(), referrals: referrals, of: id)
        }
        #expect(try await rig.store.waitingCases().map { $0.referrals.map(\.number) } == [[], [1], [1, 2]])
    }
}
