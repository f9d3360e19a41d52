import Guide
import Reports

/// What stands on the pages of reports besides figures.
enum ReportWords {
    /// Languages by their tags.
    static let languages: [String: String] = LanguageWords.all.reduce(into: [:]) { $0[$1] = LanguageWords.name($1) }

    /// What is in a report, for the list of them.
    static func summary(_ kind: ReportKind) -> String {
        switch kind {
        case .services: "Kinds of service, by kind of client and by sex."
        case .ageAndSex: "Bands of age, by sex."
        case .corridors: "Where clients come from, and where they work."
        case .sectors: "Kinds of work, by sex."
        case .complaints: "Needs that counsellors confirmed."
        case .caseFlow: "Outcomes, open and closed cases, how long they took, and on which way."
        case .remedies: "What was ordered, and what was received."
        case .referrals: "To whom cases were passed on, and what came of it."
        case .kioskReach: "Sessions, languages, stages, topics. Never people."
        case .numbers: "What became of numbers from the kiosks."
        case .content: "What in the guide needs a look."
        case .activities: "What staff entered of work with many."
        }
    }

    static func scope(_ scope: Scope) -> String {
        switch scope {
        case .all: "all sites"
        case .site(let site): "site \(site)"
        }
    }

    /// `2026-Q3: 2026-06-29 to 2026-09-27`.
    static func period(_ period: Period) -> String {
        let (first, last) = (GuideDate(dayNumber: period.days.lowerBound), GuideDate(dayNumber: period.days.upperBound))
        return "\(period): \(first) to \(last)"
    }

    /// The lines at the head of a file.
    static func heading(_ request: ReportRequest) -> [String] {
        ["Period \(period(request.period)), whole weeks", "Sites: \(scope(request.scope))", "Readers: \(request.tier.name)"]
    }
}
