import Guide
import Hub
import Intake
import Link
import Testing

/// What every store promises to reports.
@Suite struct ReportContract {
    @Test(arguments: StoreKind.here) func `redeemed cases are those of the days asked, without a way back to their numbers`(
        kind: StoreKind
    ) async throws {
        let rig = try await kind.open()
        for (number, day) in [(1, 0), (2, 1), (3, 5)] {
            try await rig.take(number, at: Samples.days(day))
            _ = try await rig.open(number, at: Samples.days(day))
        }
        let redemption = Redemption(clientType: .migrant, origin: "NP")
        for id in [1, 3] as [Int64] {
            try await rig.store.keep(redemption, referrals: [Samples.referral(1, .done)], of: CaseID(id))
        }
        try await rig.store.close(CaseID(1), at: Samples.days(4))
        let expected = RedeemedCase(
            site: "amman", openedOn: Samples.now.day, closedOn: Samples.days(4).day, redemption: redemption,
            referrals: [Samples.referral(1, .done)])
        #expect(try await rig.store.redeemed(in: Samples.now.day...Samples.days(4).day) == [expected])
        #expect(try await rig.store.redeemed(in: Samples.now.day...Samples.days(5).day).count == 2)
        #expect(try await rig.store.redeemed(in: Samples.days(6).day...Samples.days(9).day) == [])
    }

    @Test(arguments: StoreKind.here) func `numbers are followed from their week of arrival to the opening`(kind: StoreKind)
        async throws
    {
        let rig = try await kind.open()
        let (first, second) = (Samples.now, Samples.days(7))
        for number in 1...5 { try await rig.take(number, at: first) }
        for number in 6...7 { try await rig.take(number, from: Samples.zarqa, at: second) }
        _ = try await rig.open(1, at: first)
        _ = try await rig.open(2, at: Samples.days(21))
        _ = try await rig.open(90, at: first)
        for number in [3, 91] { _ = try await rig.store.withdraw(Samples.intake(number).lookup, from: Samples.amman, at: first) }
        let weeks = [try #require(first.week), try #require(second.week)]
        #expect(
            try await rig.store.tokenFlow(in: weeks[0]...weeks[1]) == [
                TokenFlow(site: "amman", week: weeks[0], arrived: 5, opened: 2, expired: 0, void: 2, weeksToOpening: [0, 3]),
                TokenFlow(site: "zarqa", week: weeks[1], arrived: 2, opened: 0, expired: 0, void: 0, weeksToOpening: []),
            ])
        #expect(try await rig.store.tokenFlow(in: weeks[1]...weeks[1]).map(\.site) == ["zarqa"])
        _ = try await rig.store.tidy(at: Samples.days(92), rules: RetentionRules())
        #expect(try await rig.store.tokenFlow(in: weeks[0]...weeks[0]).map(\.expired) == [2])
    }

    @Test(arguments: StoreKind.here) func `activities are those of the days asked`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let day = Samples.now.day
        let activity = Activity(kind: .training, site: "amman", on: day, people: 12, enteredBy: "amina")
        for (offset, kind) in [Activity.Kind.outreach, .event].enumerated() {
            try await store.add(
                Activity(kind: kind, site: "zarqa", on: Samples.days(offset + 1).day, people: 0, enteredBy: "basil"))
        }
        try await store.add(activity)
        #expect(try await store.activities(in: day...day) == [activity])
        #expect(try await store.activities(in: day...Samples.days(2).day).map(\.kind) == [.training, .outreach, .event])
    }

    @Test(arguments: StoreKind.here) func `a table is released once for a period`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let release = ReleaseRecord(
            table: "R1", period: "2026-Q3", tier: 1, threshold: 5, suppressed: 3, approvedBy: "amina", releasedAt: Samples.now,
            digest: String(repeating: "d", count: 64))
        try await store.keep(release) { $0.isEmpty }
        var again = release
        again.suppressed = 0
        await #expect(throws: HubStoreError.inUse(doing: "noting a release")) { try await store.keep(again) { _ in true } }
        again.period = "2026-Q4"
        await #expect(throws: HubStoreError.changedMeanwhile(doing: "noting a release")) {
            try await store.keep(again) { earlier in earlier != [release] }
        }
        try await store.keep(again) { earlier in earlier == [release] }
        #expect(try await store.releases() == [release, again])
    }

    @Test(arguments: StoreKind.here) func `of releases that exclude each other one is noted, however many come at once`(
        kind: StoreKind
    ) async throws {
        let store = try await kind.open().store
        let noted = await withTaskGroup(of: Bool.self) { group in
            for number in 1...12 {
                group.addTask {
                    let release = ReleaseRecord(
                        table: "R\(number)", period: "2026-Q3", tier: 0, threshold: 5, suppressed: 0, approvedBy: "amina",
                        releasedAt: Samples.now, digest: String(repeating: "d", count: 64))
                    // Whoever comes second is refused; the test counts who was not.
                    do { try await store.keep(release) { $0.isEmpty } } catch { return false }
                    return true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(noted == 1)
        #expect(try await store.releases().count == 1)
    }
}
