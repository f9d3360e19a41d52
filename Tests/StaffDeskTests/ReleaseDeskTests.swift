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
        let source = ReportSource(store: store, shelf: shelf, now: Self.november)
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
