/// R11 and R12: the state of the guide, and what the centre did for many.
public enum OtherReports {
    /// R11: about texts and addresses, so nothing is hidden.
    public static func content(_ records: [ContentRecord], _ request: ReportRequest) -> Report {
        let state = Table(
            id: "R11a", title: "What needs a look", rowName: "Guide",
            columns: ["Facts past their review", "Numbers past their check"],
            rows: records.map { Table.Row($0.guide, [.count($0.factsPastReview), .count($0.entriesPastAssurance)]) },
            unit: "texts",
            definition: "As the guide on the channel stands now: facts and telephone numbers whose day of review is over.")
        let languages = Set(records.flatMap { $0.coverage.map(\.language) }).sorted()
        let coverage = Table(
            id: "R11b", title: "How much is translated", rowName: "Guide", columnName: "Language", columns: languages,
            rows: records.map { record in
                let percents = record.coverage.reduce(into: [:]) { $0[$1.language] = $1.percent }
                return Table.Row(record.guide, languages.map { percents[$0].map(Table.Figure.percent) ?? .none })
            }, unit: "per cent",
            definition: "Sentences that a visitor can read in the language, of all in the guide; drafts count.")
        return Report(.content, request, [state, coverage])
    }

    /// R12: what staff entered.
    public static func activities(_ records: [ActivityRecord], _ request: ReportRequest) -> Report {
        let dimension = Dimension.activity
        var people = [Int](repeating: 0, count: dimension.values.count), occasions = people
        for record in records {
            guard let place = dimension.index(of: record.kind) else { continue }
            people[place] += record.people
            occasions[place] += 1
        }
        let tier = request.tier
        let settled = Grouping(dimension).settled(people, rule: tier.oneWay, forCrossing: false)
        let isTold = people.reduce(0, +) >= tier.oneWay.smallest
        let rows = zip(settled.groups, zip(settled.sums(people), settled.sums(occasions))).map { group, sums in
            Table.Row(group.label, [tier.shown(sums.0), .count(sums.1)])
        }
        let table = Table(
            id: "R12", title: "Outreach, training, events and membership", rowName: "Activity", columns: ["People", "Occasions"],
            rows: isTold ? rows : [], unit: "people",
            definition: "What staff entered. People are counted at each occasion, so one person may count several times.")
        return Report(.activities, request, [table])
    }
}
