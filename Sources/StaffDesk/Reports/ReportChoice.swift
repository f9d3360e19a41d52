import Hub
import Hummingbird
import Reports

/// What was chosen on a page of reports. Only what is in the lists can be chosen.
struct ReportChoice: Sendable {
    var kind: ReportKind
    var request: ReportRequest

    /// How many periods of each length are offered.
    static let offered: [Period.Length: Int] = [.week: 9, .month: 13, .quarter: 9, .year: 3]

    init(kind: ReportKind, request: ReportRequest) { (self.kind, self.request) = (kind, request) }

    /// Reads a choice by the names of the form's fields.
    ///
    /// - Throws: ``DeskProblem`` for what is in no list.
    init(kind: String?, sites: [String], field: (String) -> String) throws(DeskProblem) {
        guard let kind = kind.flatMap(ReportKind.init(rawValue:)), let period = Period(field("period")),
            let tier = Int(field("readers")).flatMap(Tier.init(rawValue:))
        else { throw .notFound }
        let site = field("site")
        guard site.isEmpty || sites.contains(site) else { throw .notFound }
        self.kind = kind
        request = ReportRequest(period: period, tier: tier, scope: site.isEmpty ? .all : .site(site))
    }

    /// The path of the page that shows it. All parts are of letters, digits and hyphens.
    var path: String { "/reports/\(kind.rawValue)?\(query)" }

    private var query: String {
        "period=\(request.period)&readers=\(request.tier.rawValue)"
            + (request.scope.site.isEmpty ? "" : "&site=\(request.scope.site)")
    }

    /// The choice as hidden fields of a form.
    var view: View {
        ["kind": kind.rawValue, "period": "\(request.period)", "readers": request.tier.rawValue, "ownSite": request.scope.site]
    }

    /// Periods that are over, as a list to choose from.
    static func periods(before today: Int, chosen: Period?) -> [View] {
        let lengths: [Period.Length] = [.month, .quarter, .year, .week]
        return lengths.map { length in
            let periods = Period.past(length, before: today, count: offered[length] ?? 0)
            return [
                "name": length.name.capitalizedWord, "periods": periods.map { ["value": "\($0)", "on": $0 == chosen] as View },
            ] as View
        }
    }
}

extension Scope {
    /// The name of the one site; empty: all.
    var site: String {
        switch self {
        case .all: ""
        case .site(let site): site
        }
    }
}

extension String {
    fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}

extension Release {
    /// Reads what was noted of a release; `nil` where another version noted it.
    init?(_ record: ReleaseRecord) {
        // What stands after the number sign tells one file on the guide from another.
        let told = record.period.prefix { $0 != "#" }
        let parts = told.split(separator: "@", maxSplits: 1).map(String.init)
        guard let kind = ReportKind(rawValue: record.table), let period = parts.first.flatMap(Period.init),
            let tier = Tier(rawValue: record.tier)
        else { return nil }
        self.init(kind: kind, request: ReportRequest(period: period, tier: tier, scope: parts.count > 1 ? .site(parts[1]) : .all))
    }

    /// Enough of a digest to tell the files of a period apart.
    private static let digestDigits = 16

    /// What the store knows its period and sites by. A report on people leaves once for it; one on the guide tells how that
    /// stands now, so each file that differs is a release of its own.
    func recordedPeriod(digest: String) -> String {
        let told = "\(request.period)" + (request.scope.site.isEmpty ? "" : "@\(request.scope.site)")
        return kind.isAboutPeople ? told : "\(told)#\(digest.prefix(Self.digestDigits))"
    }
}

extension ReleaseRecord {
    /// What it is known by: there is one of a name.
    struct Name: Hashable {
        var table: String, period: String, tier: Int
    }

    var name: Name { Name(table: table, period: period, tier: tier) }
}
