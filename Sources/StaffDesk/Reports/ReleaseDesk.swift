import Crypto
import Hub
import Link
import Reports

/// Decides whether a report may leave the hub, and notes that it did.
struct ReleaseDesk: Sendable {
    let source: ReportSource
    /// The day at the centre.
    let today: Int

    /// A report that may be looked at.
    ///
    /// - Throws: ``ReleaseRefusal`` where such figures do not exist; ``HubStoreError``.
    func report(_ choice: ReportChoice) async throws -> Report {
        let sites = try await source.sites()
        try choice.request.check(today: today, sites: sites.count)
        if case .site(let site) = choice.request.scope, choice.kind.isAboutPeople {
            let sessions = try await source.sessions(of: site, in: choice.request.period)
            guard LowTraffic.allows(choice.request.period.length, sessions: sessions) else { throw ReleaseRefusal.lowTraffic }
        }
        return try await source.report(choice.kind, choice.request, sites: sites.count)
    }

    /// The file of a report, noted before it leaves. What left before is given again as long as it is still the same.
    ///
    /// - Throws: ``ReleaseRefusal``, ``HubStoreError``.
    func release(_ choice: ReportChoice, by approver: String) async throws -> (file: String, isNew: Bool) {
        let release = Release(kind: choice.kind, request: choice.request)
        let report = try await report(choice)
        let file = ReleaseDesk.file(report)
        let records = try await source.store.releases()
        if let own = records.first(where: { Release($0) == release }) {
            guard own.digest == ReleaseDesk.digest(file) || !choice.kind.isAboutPeople else { throw ReleaseRefusal.changedSince(release) }
            return (file, false)
        }
        try release.check(after: records.compactMap(Release.init))
        try await checkUnchanged(records, beside: release)
        try await source.store.keep(record(of: report, release, file, by: approver))
        // Somebody may have let another one out in the same moment: whoever sees the other keeps the file back.
        let others = try await source.store.releases().compactMap(Release.init).filter { $0 != release }
        try release.check(after: others)
        return (file, true)
    }

    /// What left about the same people must still be what it was: else the difference would tell what has changed.
    private func checkUnchanged(_ records: [ReleaseRecord], beside release: Release) async throws {
        let sites = try await source.sites().count
        for record in records {
            guard let earlier = Release(record), earlier.request == release.request, earlier.kind.family == release.kind.family,
                release.kind.isAboutPeople
            else { continue }
            let file = ReleaseDesk.file(try await source.report(earlier.kind, earlier.request, sites: sites))
            guard ReleaseDesk.digest(file) == record.digest else { throw ReleaseRefusal.changedSince(earlier) }
        }
    }

    private func record(of report: Report, _ release: Release, _ file: String, by approver: String) -> ReleaseRecord {
        ReleaseRecord(
            table: release.kind.rawValue, period: release.recordedPeriod, tier: release.request.tier.rawValue,
            threshold: release.request.tier.oneWay.smallest, suppressed: report.hidden, approvedBy: approver, releasedAt: source.now,
            digest: ReleaseDesk.digest(file))
    }

    private static func file(_ report: Report) -> String { CSV.file(report, title: ReportWords.heading(report.request)) }

    private static func digest(_ file: String) -> String { Hex.text(SHA256.hash(data: Array(file.utf8))) }
}
