import Foundation
import Guide
import Hub
import HubSQLite
import Intake
import Link
import Reports
import Testing

@testable import StaffDesk

/// Reports on the way out of a hub with a real store.
@Suite struct `The desk of releases` {
    private let store: SQLiteHubStore
    private let desk: ReleaseDesk
    /// 1 August 2026 and 22 November 2026, 12:00 UTC.
    private static let august = HubTime(seconds: 1_785_585_600)
    private static let november = HubTime(seconds: 1_795_348_800)

    init() async throws {
        store = try SQLiteHubStore(at: .memory)
        let shelf = GuideShelf(
            folder: FileManager.default.temporaryDirectory.appending(path: "no-guide"), trust: [], work: SlowWork())
        let source = ReportSource(store: store, shelf: shelf, now: Self.november, today: Self.november.day)
        desk = ReleaseDesk(source: source, today: Self.november.dayNumber)
        for number in 0..<3 as Range<UInt8> { try await enrol(number) }
        for number in 1...40 {
            try await redeem(number, sex: number % 3 == 0 ? .man : .woman, sector: number % 2 == 0 ? "home" : "farm")
        }
    }

    private func enrol(_ number: UInt8) async throws {
        let kiosk = try #require(KioskID("kiosk-\(number)"))
        let digest = [UInt8](repeating: number, count: 32)
        try await store.offer(
            EnrolmentOffer(
                kiosk: kiosk, site: "site-\(number)", channel: .all, secretDigest: digest, expires: Self.august + .seconds(60)))
        let certificate = IssuedCertificate(fingerprint: digest, kiosk: kiosk, expires: Self.november)
        #expect(try await store.enrol(secretDigest: digest, certificate: certificate, at: Self.august) != nil)
    }

    private func redeem(_ number: Int, sex: Redemption.Sex, sector: String, mayBeCounted: Bool = true) async throws {
        let lookup = try #require(Lookup(bytes: (0..<Lookup.size).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }))
        let opened = OpenedIntake(
            lookup: lookup, urgency: .amber, language: "km", wantsWoman: false, issuedWeek: Self.august.week, sealedAnswers: [1],
            eraseOn: Self.november.day)
        let id = try #require(try await store.open(opened, at: Self.august)).id
        var redemption = Redemption(clientType: .migrant, sex: sex, age: .from25, sector: sector)
        redemption.consent.report = mayBeCounted
        try await store.keep(redemption, referrals: [], of: id)
    }

    private func choice(_ kind: ReportKind, _ period: String = "2026-Q3", _ tier: Tier = .own) throws -> ReportChoice {
        let fields = ["period": period, "readers": "\(tier.rawValue)", "site": ""]
        return try ReportChoice(kind: kind.rawValue, sites: []) { fields[$0] ?? "" }
    }

    @Test func `what leaves is noted, and may be given again as long as it is the same`() async throws {
        let first = try await desk.release(try choice(.sectors), by: "rana")
        #expect(first.isNew && first.file.contains("R4") && first.file.contains("40"))
        let noted = try await store.releases()
        #expect(noted.map(\.table) == ["R4"] && noted.map(\.period) == ["2026-Q3"] && noted.map(\.approvedBy) == ["rana"])
        let second = try await desk.release(try choice(.sectors), by: "omar")
        #expect(!second.isNew && second.file == first.file)
        #expect(try await store.releases() == noted)
    }

    @Test func `after a correction neither the same report leaves again nor another on the same people`() async throws {
        _ = try await desk.release(try choice(.sectors), by: "rana")
        try await redeem(41, sex: .other, sector: "home")
        let release = Release(kind: .sectors, request: try choice(.sectors).request)
        await #expect(throws: ReleaseRefusal.changedSince(release)) { try await desk.release(try choice(.sectors), by: "rana") }
        await #expect(throws: ReleaseRefusal.changedSince(release)) { try await desk.release(try choice(.ageAndSex), by: "rana") }
    }

    @Test func `a month of a quarter that left does not leave`() async throws {
        _ = try await desk.release(try choice(.sectors), by: "rana")
        let release = Release(kind: .sectors, request: try choice(.sectors).request)
        await #expect(throws: ReleaseRefusal.overlaps(release)) {
            try await desk.release(try choice(.ageAndSex, "2026-08"), by: "rana")
        }
        await #expect(throws: ReleaseRefusal.overlaps(release)) {
            try await desk.release(try choice(.ageAndSex, "2026-Q3", .partners), by: "rana")
        }
        #expect(try await store.releases().count == 1)
    }

    @Test func `of two that exclude each other one leaves, however they come`() async throws {
        for round in 0..<3 {
            let (quarter, month) = (try choice(.sectors), try choice(.ageAndSex, "2026-08"))
            let desk = desk
            let out = await withTaskGroup(of: Bool.self) { group in
                for choice in [quarter, month, quarter, month] {
                    group.addTask {
                        // Refused is an answer here; how many were not is counted.
                        do { _ = try await desk.release(choice, by: "rana") } catch { return false }
                        return choice.kind == .sectors
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let noted = try await store.releases()
            #expect(noted.count == 1, "round \(round): \(out)")
            // Nor do they when each comes again.
            for choice in [quarter, month] where choice.kind.rawValue != noted.first?.table {
                await #expect(throws: ReleaseRefusal.self) { try await desk.release(choice, by: "rana") }
            }
        }
    }

    @Test func `two that were noted though they exclude each other do not leave any more`() async throws {
        for (table, period) in [("R4", "2026-Q3"), ("R2", "2026-08")] {
            let record = ReleaseRecord(
                table: table, period: period, tier: 0, threshold: 5, suppressed: 0, approvedBy: "rana", releasedAt: Self.november,
                digest: String(repeating: "d", count: 64))
            try await store.keep(record) { _ in true }
        }
        let other = Release(kind: .ageAndSex, request: try choice(.ageAndSex, "2026-08").request)
        await #expect(throws: ReleaseRefusal.overlaps(other)) { try await desk.release(try choice(.sectors), by: "rana") }
    }

    @Test func `cases and referrals go on, and lock no other report`() async throws {
        _ = try await desk.release(try choice(.caseFlow), by: "rana")
        _ = try await desk.release(try choice(.referrals), by: "rana")
        try await store.close(CaseID(1), at: Self.november)
        let moved = Release(kind: .caseFlow, request: try choice(.caseFlow).request)
        await #expect(throws: ReleaseRefusal.changedSince(moved)) { try await desk.release(try choice(.caseFlow), by: "rana") }
        #expect(try await desk.release(try choice(.sectors), by: "rana").isNew)
        #expect(try await desk.release(try choice(.ageAndSex), by: "rana").isNew)
    }

    @Test func `each state of the guide that leaves is noted with what it hashed to`() async throws {
        let fixture = try await DeskFixture()
        func release(_ tier: Tier) async throws -> Bool {
            let source = ReportSource(
                store: fixture.store, shelf: fixture.desk.shelf, now: Self.november, today: Self.november.day)
            return try await ReleaseDesk(source: source, today: Self.november.dayNumber).release(try choice(.content, "2026-Q3", tier), by: "rana")
                .isNew
        }
        #expect(try await release(.own))
        #expect(try await !release(.own))
        try await fixture.publish("2026.12.1", on: .canary)
        await fixture.desk.shelf.lookAgain()
        #expect(try await release(.own))
        let noted = try await fixture.store.releases()
        #expect(noted.count == 2 && Set(noted.map(\.digest)).count == 2)
        #expect(noted.compactMap(Release.init).map { "\($0.request.period)" } == ["2026-Q3", "2026-Q3"])
    }

    @Test func `what the store keeps has a value of its own in every list`() {
        func has(_ dimension: Reports.Dimension, _ ids: [String]) {
            for id in ids { #expect(dimension.values.contains { $0.id == id }, "\(dimension.name): \(id)") }
        }
        has(.sex, Redemption.Sex.allCases.map(\.rawValue))
        has(.age, Redemption.AgeBand.allCases.map(\.rawValue))
        has(.clientType, Redemption.ClientType.allCases.map(\.rawValue))
        has(.outcome, Redemption.Outcome.allCases.map(\.rawValue))
        has(.remedy, Remedy.Kind.allCases.map(\.rawValue))
        has(.activity, Activity.Kind.allCases.map(\.rawValue))
        has(.service, ClientCategory.allCases.map(\.rawValue))
        has(.sector, CaseWords.sectors.map(\.value))
        // And the ways are services that the desk offers.
        #expect(Reports.Dimension.way.values.allSatisfy { way in ServiceWords.all.contains { $0.code == way.id } })
    }

    @Test func `who did not agree to be counted is in no report`() async throws {
        for number in 50...70 { try await redeem(number, sex: .man, sector: "fishing", mayBeCounted: false) }
        let report = try await desk.report(try choice(.sectors))
        #expect(report.tables.first?.rows.last?.figures.last == .count(40))
    }

    @Test func `nothing but what is in the lists can be asked for`() throws {
        for fields in [
            ["period": "2026-Q3", "readers": "3", "site": ""], ["period": "2026-Q3' OR 1", "readers": "0", "site": ""],
            ["period": "2026-Q3", "readers": "0", "site": "nowhere"], ["period": "", "readers": "0", "site": ""],
        ] {
            #expect(throws: DeskProblem.self) { try ReportChoice(kind: "R2", sites: ["amman"]) { fields[$0] ?? "" } }
        }
        #expect(throws: DeskProblem.self) { try ReportChoice(kind: "R13", sites: []) { _ in "" } }
    }
}
