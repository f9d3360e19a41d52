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
        let record = record(of: report, release, file, by: approver)
        let records = try await source.store.releases()
        let others = records.filter { $0.name != record.name }
        try release.check(after: others.compactMap(Release.init))
        if let own = records.first(where: { $0.name == record.name }) {
            guard own.digest == record.digest else { throw ReleaseRefusal.changedSince(release) }
            return (file, false)
        }
        try await checkUnchanged(others, beside: release)
        do {
            // Looked at once more where nobody can come in between.
            try await source.store.keep(record) { Self.mayLeave(release, after: $0) }
        } catch {
            // Most likely somebody let another one out in this moment: then it is said which.
            try release.check(after: try await source.store.releases().compactMap(Release.init))
            throw error
        }
        return (file, true)
    }

    private static func mayLeave(_ release: Release, after earlier: [ReleaseRecord]) -> Bool {
        do { try release.check(after: earlier.compactMap(Release.init)) } catch { return false }
        return true
    }

    /// What left about the same people, cut alike, must still be what it was: else the difference would tell what has changed.
    private func checkUnchanged(_ records: [ReleaseRecord], beside release: Release) async throws {
        guard release.kind.isCutAlike else { return }
        let sites = try await source.sites().count
        for record in records {
            guard let earlier = Release(record), earlier.request == release.request, earlier.kind.isCutAlike else { continue }
            let file = ReleaseDesk.file(try await source.report(earlier.kind, earlier.request, sites: sites))
            guard ReleaseDesk.digest(file) == record.digest else { throw ReleaseRefusal.changedSince(earlier) }
        }
    }

    private func record(of report: Report, _ release: Release, _ file: String, by approver: String) -> ReleaseRecord {
        let digest = ReleaseDesk.digest(file)
        return ReleaseRecord(
            table: release.kind.rawValue, period: release.recordedPeriod(digest: digest), tier: release.request.tier.rawValue,
            threshold: release.request.tier.oneWay.smallest, suppressed: report.hidden, approvedBy: approver,
            releasedAt: source.now, digest: digest)
    }

    private static func file(_ report: Report) -> String { CSV.file(report, title: ReportWords.heading(report.request)) }

    private static func digest(_ file: String) -> String { Hex.text(SHA256.hash(data: Array(file.utf8))) }
}
