import Hub
import Intake
import Link
import Testing

/// What every store promises of order.
@Suite struct UpkeepContract {
    @Test(arguments: StoreKind.here) func `a number can be opened for its weeks and no longer`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        let lookup = try Samples.intake(1).lookup
        let receipt = try await rig.take(1)
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.days(91)) != nil)
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.days(92)) == nil, "tidied or not")
        #expect(try await rig.open(1, at: Samples.days(92)) == nil)
        #expect(try await rig.store.tidy(at: Samples.days(91), rules: RetentionRules()) == 0)
        #expect(try await rig.store.tidy(at: Samples.days(92), rules: RetentionRules()) == 1)
        #expect(try await rig.store.tidy(at: Samples.days(92), rules: RetentionRules()) == 0)
        #expect(try await rig.store.waitingIntakes() == [:])
        #expect(try await rig.store.states(of: [lookup]) == [.unknown])
        #expect(try await rig.open(1) == nil)
        #expect(try await rig.take(1, at: Samples.days(93)) == receipt, "a late double is told what the first was told")
        #expect(try await rig.store.waitingIntakes() == [:])
    }

    @Test(arguments: StoreKind.here) func `the rules that were given last hold between two tidyings`(kind: StoreKind) async throws
    {
        let rig = try await kind.open()
        var rules = RetentionRules()
        rules.openableWeeks = 4
        try await rig.take(1)
        _ = try await rig.store.tidy(at: Samples.now, rules: rules)
        let lookup = try Samples.intake(1).lookup
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.days(28)) != nil)
        #expect(try await rig.store.waitingIntake(lookup, at: Samples.days(29)) == nil)
    }

    @Test(arguments: StoreKind.here) func `answers go by their own clock, and what was confirmed stays`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        let id = try #require(await rig.open(1)).id
        try await rig.store.keep(Redemption(origin: "LK"), referrals: [], of: id)
        #expect(try await rig.store.tidy(at: Samples.days(89), rules: RetentionRules()) == 0)
        #expect(try await rig.store.case(id)?.sealedAnswers != nil)
        #expect(try await rig.store.tidy(at: Samples.days(90), rules: RetentionRules()) == 1)
        let later = try #require(await rig.store.case(id))
        #expect(later.sealedAnswers == nil && later.redemption?.origin == "LK")
    }

    @Test(arguments: StoreKind.here) func `a rule that is shorter than the case's own day wins, and so does the day`(
        kind: StoreKind
    ) async throws {
        let rig = try await kind.open()
        _ = try await rig.open(1)
        var short = try Samples.opened(2)
        short.eraseOn = Samples.days(3).day
        _ = try await rig.store.open(short, at: Samples.now)
        var rules = RetentionRules()
        #expect(try await rig.store.tidy(at: Samples.days(3), rules: rules) == 0)
        #expect(try await rig.store.tidy(at: Samples.days(4), rules: rules) == 1)
        rules.answerDays = 5
        #expect(try await rig.store.tidy(at: Samples.days(5), rules: rules) == 1)
    }

    @Test(arguments: StoreKind.here) func `after its months nothing leads from a case to its number`(kind: StoreKind) async throws
    {
        let rig = try await kind.open()
        for number in 1...2 { try await rig.take(number) }
        let id = try #require(await rig.open(1)).id
        let lookups = try [1, 2].map { try Samples.intake($0).lookup }
        var rules = RetentionRules()
        (rules.tokenMonths, rules.openableWeeks) = (1, 26)
        _ = try await rig.store.tidy(at: Samples.days(182), rules: rules)
        #expect(try await rig.store.states(of: lookups) == [.opened, .waiting], "a slip that can still be opened is remembered")
        _ = try await rig.store.tidy(at: Samples.days(183), rules: rules)
        #expect(try await rig.store.states(of: lookups) == [.unknown, .unknown])
        #expect(try await rig.store.case(of: lookups[0]) == nil)
        #expect(try await rig.store.case(id) != nil)
    }

    @Test(arguments: StoreKind.here) func `a number that was called back is not forgotten while its slip could open it`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        let lookup = try Samples.intake(1).lookup
        #expect(try await rig.store.withdraw(lookup, from: Samples.amman, at: Samples.now) == .done)
        var rules = RetentionRules()
        (rules.tokenMonths, rules.openableWeeks) = (1, 26)
        _ = try await rig.store.tidy(at: Samples.days(182), rules: rules)
        #expect(try await rig.store.states(of: [lookup]) == [.void])
        #expect(try await rig.open(1, at: Samples.days(182)) == nil, "the slip opens nothing")
        _ = try await rig.store.tidy(at: Samples.days(183), rules: rules)
        #expect(try await rig.store.states(of: [lookup]) == [.unknown])
    }

    @Test(arguments: StoreKind.here) func `of a kiosk's certificates the last good one stays, however old it is`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        // The one of the enrolment ends after 365 days; another one after 400.
        try await rig.store.add(
            IssuedCertificate(fingerprint: Samples.digest(50), kiosk: Samples.amman, expires: Samples.days(400)))
        func isThere(_ number: UInt8) async throws -> Bool {
            try await rig.store.kiosk(withCertificate: Samples.digest(number), at: nil) != nil
        }
        _ = try await rig.store.tidy(at: Samples.days(365 + 359), rules: RetentionRules())
        #expect(try await [isThere(1), isThere(50), isThere(2)] == [true, true, true])
        #expect(try await rig.store.tidy(at: Samples.days(365 + 360), rules: RetentionRules()) == 1)
        #expect(try await [isThere(1), isThere(50), isThere(2)] == [false, true, true])
        #expect(try await rig.store.tidy(at: Samples.days(4_000), rules: RetentionRules()) == 0)
        try await rig.store.revoke(Samples.amman)
        #expect(try await rig.store.tidy(at: Samples.days(4_000), rules: RetentionRules()) == 1)
    }

    @Test(arguments: StoreKind.here) func `sessions and offers end with their time`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        try await store.begin(Samples.session(1, of: "amina"))
        try await store.begin(Samples.session(2, of: "amina", at: Samples.now + .seconds(3600)))
        try await store.offer(
            EnrolmentOffer(
                kiosk: Samples.kiosk("irbid-1"), site: "irbid", channel: .all, secretDigest: Samples.digest(9),
                expires: Samples.now + .seconds(60)))
        #expect(try await store.tidy(at: Samples.now + .seconds(12 * 3600), rules: RetentionRules()) == 2)
        #expect(try await store.session(Samples.digest(1)) == nil)
        #expect(try await store.session(Samples.digest(2)) != nil)
    }

    @Test(arguments: StoreKind.here) func `news comes to everybody who listens, each kind once until it is read`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        var (first, second) = (rig.store.news().makeAsyncIterator(), rig.store.news().makeAsyncIterator())
        for number in 1...3 { try await rig.take(number) }
        #expect(await first.next() == .cases)
        #expect(await second.next() == .cases)
        try await rig.store.keep(Samples.health, of: Samples.amman, at: Samples.now)
        // What was told between the two looks may come once more; the fleet's news comes in any case.
        var heard: Set<HubNews> = []
        while !heard.contains(.fleet), let news = await first.next() { heard.insert(news) }
        #expect(heard.isSubset(of: [.cases, .fleet]))
    }

    @Test(arguments: StoreKind.here) func `who stops listening is not waited for, and a closed store ends its news`(
        kind: StoreKind
    ) async throws {
        let rig = try await kind.open()
        let listener = Task { [store = rig.store] in
            var count = 0
            for await _ in store.news() { count += 1 }
            return count
        }
        listener.cancel()
        _ = await listener.value
        let other = Task { [news = rig.store.news()] in
            for await _ in news {}
            return true
        }
        await rig.store.close()
        #expect(await other.value)
    }

    @Test(arguments: StoreKind.here) func `a closed store does nothing more, and says so`(kind: StoreKind) async throws {
        let rig = try await kind.open()
        try await rig.store.probe()
        await rig.store.close()
        await rig.store.close()
        let store = rig.store
        let lookup = try Samples.intake(1).lookup
        for call: @Sendable () async throws -> Void in [
            { try await store.probe() }, { _ = try await rig.take(1) }, { _ = try await store.states(of: [lookup]) },
            { _ = try await store.kiosks() }, { try await store.keep(Samples.member("chan"), replacing: nil) },
        ] {
            let error = await #expect(throws: HubStoreError.self) { try await call() }
            guard case .unavailable? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        }
    }
}
