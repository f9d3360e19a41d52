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
            "Made for \(tier.name). In a list a count of people, or of what they did, from 1 to "
                + "\(tier.oneWay.smallest - 1) is hidden or put together with others, in a table of rows by columns one from 1 to "
                + "\(tier.twoWay.smallest - 1).",
            "Some more figures are hidden, or rows put together, so that no hidden figure can be worked out from the others.",
        ]
        if tier.roundedTo > 1 {
            let exact = exactFigures.map { " \($0) are not rounded." } ?? ""
            rules.append(
                "Counts are rounded to a multiple of \(tier.roundedTo), so they may not add up to their totals; shares are of rounded "
                    + "counts.\(exact)")
        }
        if kind == .activities { rules.append("Occasions are events and not people: their number is told as it is.") }
        return rules
    }

    /// What stands in the report beside counts of people and of what they did.
    private var exactFigures: String? {
        switch kind {
        case .remedies: "Sums of money"
        case .caseFlow: "The days that cases took"
        case .numbers: "The weeks to the opening"
        case .activities: "Occasions"
        case .services, .ageAndSex, .corridors, .sectors, .complaints, .referrals, .kioskReach, .content: nil
        }
    }
}

/// What somebody asked for. Every part is chosen from a fixed list.
public struct ReportRequest: Hashable, Sendable {
    public var period: Period
    public var tier: Tier
    public var scope: Scope

    public init(period: Period, tier: Tier, scope: Scope) { (self.period, self.tier, self.scope) = (period, tier, scope) }
}
