import Intake
import SimulatedDevices
import Testing

@testable import Reports

@Suite struct `Releases` {
    private func request(_ period: String, _ tier: Tier = .own, _ scope: Scope = .all) throws -> ReportRequest {
        ReportRequest(period: try #require(Period(period)), tier: tier, scope: scope)
    }

    @Test func `a report leaves once`() throws {
        let release = Release(kind: .sectors, request: try request("2026-Q3"))
        try release.check(after: [])
        #expect(throws: ReleaseRefusal.alreadyReleased(release)) { try release.check(after: [release]) }
        try Release(kind: .ageAndSex, request: release.request).check(after: [release])
        try Release(kind: .sectors, request: try request("2026-Q4")).check(after: [release])
    }

    @Test func `a month and its quarter never leave both, nor a site and all sites, nor for two kinds of readers`() throws {
        let release = Release(kind: .sectors, request: try request("2026-08", .own, .site("amman")))
        for other in [
            try request("2026-Q3", .own, .site("amman")), try request("2026-W33", .own, .site("amman")), try request("2026-08", .own, .all),
            try request("2026-08", .partners, .all), try request("2026-Q3", .everybody, .all),
        ] {
            for kind in [ReportKind.sectors, .ageAndSex, .services] {
                #expect(throws: ReleaseRefusal.overlaps(release)) { try Release(kind: kind, request: other).check(after: [release]) }
            }
        }
        try Release(kind: .sectors, request: try request("2026-08", .own, .site("irbid"))).check(after: [release])
        try Release(kind: .sectors, request: try request("2026-07", .own, .site("amman"))).check(after: [release])
        // Kiosks are counted apart from clients.
        try Release(kind: .kioskReach, request: try request("2026-Q3")).check(after: [release])
    }

    @Test func `whatever was let out, no two figures about the same people have a difference that is a third`() throws {
        let week = try #require(ISOWeek(year: 2026, week: 1))
        for seed in 0..<300 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            var out: [Release] = []
            for _ in 0..<60 {
                let length = try #require(Period.Length.allCases.randomElement(using: &random))
                let day = try #require(week.advanced(by: Int.random(in: 0..<26, using: &random)))
                let tier = try #require(Tier.allCases.randomElement(using: &random))
                let scope = try #require([Scope.all, .site("a"), .site("b")].randomElement(using: &random))
                let kind = try #require(ReportKind.allCases.randomElement(using: &random))
                let release = Release(kind: kind, request: ReportRequest(period: Period(length, with: day), tier: tier, scope: scope))
                if (try? release.check(after: out)) != nil { out.append(release) }
            }
            let people = out.filter { $0.kind.isAboutPeople }
            for (index, a) in people.enumerated() {
                for b in people[(index + 1)...] where a.kind.family == b.kind.family {
                    let isApart = !a.request.period.overlaps(b.request.period)
                        || (a.request.scope != b.request.scope && a.request.scope != .all && b.request.scope != .all)
                    #expect(isApart || (a.request == b.request && a.kind != b.kind), "seed \(seed)")
                }
            }
        }
    }

    @Test func `each tier has its periods and its sites`() throws {
        let today = 21_500
        func check(_ request: ReportRequest, sites: Int = 5) throws { try request.check(today: today, sites: sites) }
        try check(try request("2026-W33", .own, .site("amman")), sites: 1)
        try check(try request("2026-Q3", .partners))
        try check(try request("2026", .everybody))
        #expect(throws: ReleaseRefusal.lengthNotAllowed([.month, .quarter])) { try check(try request("2026-W33", .partners)) }
        #expect(throws: ReleaseRefusal.lengthNotAllowed([.quarter, .year])) { try check(try request("2026-08", .everybody)) }
        #expect(throws: ReleaseRefusal.scopeNotAllowed(.partners)) { try check(try request("2026-08", .partners, .site("amman"))) }
        #expect(throws: ReleaseRefusal.tooFewSites) { try check(try request("2026-08", .partners), sites: 2) }
        #expect(throws: ReleaseRefusal.notOver) { try check(try request("2030")) }
    }

    @Test func `a site with few sessions is told of by the quarter`() {
        #expect(!LowTraffic.allows(.week, sessions: 29) && LowTraffic.allows(.week, sessions: 30))
        #expect(!LowTraffic.allows(.month, sessions: 29) && LowTraffic.allows(.quarter, sessions: 0))
    }
}
