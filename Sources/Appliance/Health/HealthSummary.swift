import Guide
import Sealing

/// The report in a few bytes, for the signed QR symbol.
///
/// Eight fields with `;` between them: format, kiosk, site, versions, state and codes, numbers, day. For example
/// `1;amman-1;amman-airport;0.1.0/2026.11.1;degraded;P2,K1;up=3600,kept=4,waiting=4;2026-11-22`.
public struct HealthSummary: Equatable, Sendable {
    public let text: String

    /// Names are cut to this many bytes, so that the whole always fits.
    private static let longestName = 20
    /// More codes than these are counted, not named.
    private static let mostCodes = 10

    public init(_ report: HealthReport) {
        let facts = report.facts
        let codes = report.findings.map(\.code)
        let named = codes.prefix(HealthSummary.mostCodes).joined(separator: ",")
        let more = codes.count > HealthSummary.mostCodes ? "+\(codes.count - HealthSummary.mostCodes)" : ""
        let day = facts.clock.trust == "none" ? "-" : GuideDate(dayNumber: Int(facts.clock.wallSeconds / 86_400)).description
        text = [
            "1", HealthSummary.plain(facts.kiosk), HealthSummary.plain(facts.site),
            HealthSummary.plain(facts.program) + "/" + HealthSummary.plain(facts.guide?.version ?? "-"), report.state.rawValue,
            named + more, "up=\(facts.uptimeSeconds),kept=\(facts.ledger.kept),waiting=\(facts.ledger.waiting)", day,
        ].joined(separator: ";")
    }

    /// The text for the QR symbol; empty if nobody can sign it.
    public func signed(by kiosk: KioskIdentity?) -> String { kiosk.flatMap { SignedNote.encode(text, by: $0) } ?? "" }

    private static func plain(_ name: String) -> String {
        let kept = name.unicodeScalars.map { $0.isASCII && $0 != ";" && $0.value > 32 ? Character($0) : "-" }
        return String(kept.prefix(longestName))
    }
}
