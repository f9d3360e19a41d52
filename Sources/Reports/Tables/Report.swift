/// A report of one period, made for one tier, with all its tables.
public struct Report: Hashable, Sendable {
    public var kind: ReportKind
    public var request: ReportRequest
    public var tables: [Table]

    public init(_ kind: ReportKind, _ request: ReportRequest, _ tables: [Table]) {
        (self.kind, self.request, self.tables) = (kind, request, tables)
    }

    /// How many figures are hidden in all of them.
    public var hidden: Int { tables.reduce(0) { $0 + $1.hidden } }

    /// What was done to the figures, in sentences to print under them.
    public var rules: [String] {
        guard kind.isAboutPeople else { return ["These figures are about texts and addresses, so nothing is hidden."] }
        let tier = request.tier
        var rules = [
            "Made for \(tier.name). In a list a figure from 1 to \(tier.oneWay.smallest - 1) is hidden, in a table of rows by columns "
                + "one from 1 to \(tier.twoWay.smallest - 1).",
            "Some more figures are hidden, or rows put together, so that no hidden figure can be worked out from the others.",
        ]
        if tier.roundedTo > 1 {
            rules.append("Every figure is rounded to a multiple of \(tier.roundedTo), so figures may not add up to their totals.")
        }
        return rules
    }
}

/// What somebody asked for. Every part is chosen from a fixed list.
public struct ReportRequest: Hashable, Sendable {
    public var period: Period
    public var tier: Tier
    public var scope: Scope

    public init(period: Period, tier: Tier, scope: Scope) { (self.period, self.tier, self.scope) = (period, tier, scope) }
}
