import Guide

/// A statement on fees must rest on a claim that holds in its country, and its country must have a name.
struct FeeCheck {
    let manuscript: Manuscript
    let report: Report

    func run() {
        let claims = Dictionary(manuscript.claims.map { ($0.id, $0.value) }) { first, _ in first }
        let texts = Set(manuscript.texts.map(\.id))
        for fee in manuscript.fees {
            if !fee.isGeneral, !texts.contains("ui.country.\(fee.country)") {
                report.error(
                    fee.place, "the country \(fee.country) of `\(fee.id)` has no name",
                    remedy: "Add it to [country] in Strings/en.toml")
            }
            if let claim = claims[fee.claimID] { check(fee, claim) }
        }
    }

    private func check(_ fee: Placed<FeeStatement>, _ claim: Claim) {
        guard !claim.countries.isEmpty, !claim.countries.contains(fee.country) else { return }
        let realm = fee.isGeneral ? "everywhere" : "in \(fee.country)"
        report.error(
            fee.place, "`\(fee.id)` holds \(realm), but its claim `\(claim.id)` only in \(claim.countries.joined(separator: ", "))",
            remedy: "Name a claim of that country, or correct `country`")
    }
}
