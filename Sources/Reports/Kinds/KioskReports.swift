import Intake

/// R9 and R10: what visitors did at the kiosks, and what became of their numbers.
///
/// Sessions are not people: nothing here is ever added to clients.
public struct KioskReports: Sendable {
    let record: KioskRecord
    let request: ReportRequest
    let names: Names
    private let guardedNeeds: Set<String>
    private let sites: Int
    private let languages: Dimension
    private let languageGroups: Grouping

    /// - Parameters:
    ///   - sites: how many sites there are. With fewer than ``Tier/fewestSites`` nothing is told of safety.
    ///   - names: what things are called. The default calls them by their ids.
    ///   - guardedNeeds: answers of the form that tell of births or permits. The default is that of the kiosk's own form.
    public init(
        _ record: KioskRecord, _ request: ReportRequest, sites: Int, names: Names = Names(),
        guardedNeeds: Set<String> = KioskReports.guardedNeeds
    ) {
        (self.record, self.request, self.sites, self.names) = (record, request, sites, names)
        self.guardedNeeds = guardedNeeds
        var byLanguage: [String: Int] = [:]
        for line in record.counts where line.counter.metric == .sessionLanguage {
            byLanguage[line.counter.values[0], default: 0] += line.count
        }
        languages = KioskReports.dimension("Language", Set(byLanguage.keys), names.languages, others: "Other languages")
        languageGroups = Grouping(languages)
            .settled(languages.values.map { byLanguage[$0.id] ?? 0 }, rule: request.tier.twoWay, forCrossing: true)
    }

    /// What languages, topics, needs and countries are called, by their ids, where they have a name.
    public struct Names: Hashable, Sendable {
        public var languages: [String: String] = [:]
        public var topics: [String: String] = [:]
        public var needs: [String: String] = [:]
        public var countries: [String: String] = [:]

        public init() {}
    }

    /// Births, and the state of permits: never told of one site. Source: `domain.md` 7.7, tier S; `Kiosk/Forms`.
    public static let guardedNeeds: Set = ["baby", "job"]

    static let notPeople =
        "One person may come several times, and several may come at once: this is not a number of people, and is not "
            + "to be added to clients."

    /// A report on kiosks; `nil` for the other kinds.
    public func report(_ kind: ReportKind) -> Report? {
        switch kind {
        case .kioskReach: Report(kind, request, reach)
        case .numbers: Report(kind, request, numbers)
        default: nil
        }
    }

    private static func dimension(_ name: String, _ ids: Set<String>, _ names: [String: String], others: String) -> Dimension {
        Dimension(name: name, occurring: ids, label: { names[$0] ?? $0 }, othersName: others)
    }

    private func total(_ metric: Metric) -> Int { record.counts.reduce(0) { $0 + ($1.counter.metric == metric ? $1.count : 0) } }

    private func lines(_ metric: Metric) -> [CounterCount] { record.counts.filter { $0.counter.metric == metric } }

    /// Safety and leaving in haste are told by the month at most.
    private var tellsSafety: Bool { request.tier.safetyLengths.contains(request.period.length) }
}

extension KioskReports {
    private var reach: [Table] {
        [use, stages, topics, times, useful, missing] + (request.scope == .all && sites >= Tier.fewestSites ? [help] : [])
            + answers
    }

    /// Figures that each stand by themselves.
    private var use: Table {
        var metrics: [(String, Metric)] = [
            ("Sessions", .session), ("Texts heard", .audioPlay), ("Numbers taken", .tokenIssue), ("Slips printed", .slipPrint),
            ("Slips that failed", .printFail), ("Sessions that ended by themselves", .idleWipe),
        ]
        if tellsSafety { metrics.append(("Left at once", .quickExit)) }
        let rows = metrics.map { Table.Row($0.0, [request.tier.shownAlone(total($0.1), rule: request.tier.oneWay)]) }
        return Table(
            id: "R9a", title: "Use of the kiosks", rowName: "What", columns: ["Number"], rows: rows, unit: "times",
            definition:
                "A session begins when somebody touches a waiting kiosk and ends when they leave or nobody touches "
                    + "it. \(Self.notPeople)"
        )
    }

    private var stages: Table {
        var crosstab = Crosstab(rows: languages, columns: .stage)
        for line in lines(.sessionLanguage) { crosstab.add(line.counter.values[0], line.counter.values[1], line.count) }
        return table(
            "R9b", "Stages opened, by language", crosstab, rows: languageGroups, unit: "openings",
            "Each opening of a stage of the journey, in the language chosen. Languages that few used are told together.")
    }

    private var topics: Table {
        pairs(
            lines(.topicOpen), "R9c", "Topics opened, by stage", name: "Topic", names.topics, others: "Other topics", unit: "openings",
            "Each opening of a topic. Topics of safety are not among them.")
    }

    /// A table of rows with open values by stage.
    private func pairs(
        _ lines: [CounterCount], _ id: String, _ title: String, name: String, _ names: [String: String], others: String, unit: String,
        _ definition: String
    ) -> Table {
        let dimension = KioskReports.dimension(name, Set(lines.map { $0.counter.values[1] }), names, others: others)
        var crosstab = Crosstab(rows: dimension, columns: .stage)
        for line in lines { crosstab.add(line.counter.values[1], line.counter.values[0], line.count) }
        return table(id, title, crosstab, unit: unit, definition)
    }

    private func table(
        _ id: String, _ title: String, _ crosstab: Crosstab, rows: Grouping? = nil, unit: String, _ definition: String
    ) -> Table {
        let isPossible = !crosstab.rows.values.isEmpty && !crosstab.columns.values.isEmpty
        let settled =
            !isPossible
            ? nil
            : SettledCrosstab(
                crosstab, rows: rows ?? Grouping(crosstab.rows), columns: Grouping(crosstab.columns), rule: request.tier.twoWay)
        return Table(
            id: id, title: title, settled, of: crosstab, tier: request.tier, unit: unit,
            definition: "\(definition) \(Self.notPeople)")
    }

    private func list(
        _ id: String, _ title: String, _ dimension: Dimension, _ counts: [String: Int], unit: String, _ definition: String
    ) -> Table {
        var byValue = [Int](repeating: 0, count: dimension.values.count)
        for (value, count) in counts {
            if let place = dimension.index(of: value) { byValue[place] += count }
        }
        return Table(
            id: id, title: title, byValue, by: Grouping(dimension), tier: request.tier, unit: unit, definition: definition)
    }

    private func sums(_ metric: Metric) -> [String: Int] {
        lines(metric).reduce(into: [:]) { $0[$1.counter.values[0], default: 0] += $1.count }
    }

    private var times: Table {
        list(
            "R9d", "When kiosks are used", .block, sums(.sessionBlock), unit: "sessions",
            "Sessions by the part of the week in which they began; the hour is kept nowhere. \(Self.notPeople)")
    }

    private var useful: Table {
        let (yes, no) = (sums(.helpfulYes), sums(.helpfulNo))
        let topics = KioskReports.dimension("Topic", Set(yes.keys).union(no.keys), names.topics, others: "Other topics")
        var crosstab = Crosstab(rows: topics, columns: .answer)
        for (topic, count) in yes { crosstab.add(topic, "yes", count) }
        for (topic, count) in no { crosstab.add(topic, "no", count) }
        return table("R9e", "Was it useful?", crosstab, unit: "answers", "Answers to the question at the end of a text.")
    }

    /// A language that few used is not named here either.
    private var missing: Table {
        let rare = Set(languageGroups.groups.filter(\.isMerged).flatMap { $0.members.map { languages.values[$0].id } })
        let counts = sums(.languageMissing).reduce(into: [:]) {
            $0[rare.contains($1.key) ? "other" : $1.key, default: 0] += $1.value
        }
        let dimension = KioskReports.dimension(
            "Language", Set(counts.keys), names.languages.merging(["other": "Other languages"]) { $1 }, others: "Other languages")
        return list(
            "R9f", "Languages asked for that the kiosk does not have", dimension, counts, unit: "times",
            "How often visitors asked for a language. \(Self.notPeople)")
    }

    private var help: Table {
        let count = total(.helpOpen)
        let rows = tellsSafety ? [Table.Row("Help pages opened", [request.tier.shownAlone(count, rule: Tier.safety)])] : []
        return Table(
            id: "R9g", title: "Help now and safety", rowName: "What", columns: ["Number"], rows: rows, unit: "openings",
            definition:
                "Openings of all pages on safety, as one figure. Under \(Tier.safety.smallest) nothing is told. "
                    + "\(Self.notPeople)",
            notes: ["Told of all sites together and of no site by itself."])
    }

    /// What visitors told "to help the centre plan".
    private var answers: [Table] {
        var sexAge = Crosstab(rows: .kioskAge, columns: .kioskSex)
        for line in lines(.statsSexAge) { sexAge.add(line.counter.values[1], line.counter.values[0], line.count) }
        var sectorStage = Crosstab(rows: .sector, columns: .stage)
        for line in lines(.statsSector) { sectorStage.add(line.counter.values[0], line.counter.values[1], line.count) }
        let origins = sums(.statsOrigin)
        let countries = Dimension.countries("From", Set(origins.keys), names.countries, others: "Other countries")
        let whose = "Visitors who took a number may answer this, and need not."
        return [
            table("R9h", "What visitors said of themselves: age and sex", sexAge, unit: "answers", whose),
            table("R9i", "What visitors said of themselves: work and stage", sectorStage, unit: "answers", whose),
            list(
                "R9j", "What visitors said of themselves: country of origin", countries, origins, unit: "answers",
                "\(whose) \(Self.notPeople)"),
        ]
    }
}

extension KioskReports {
    private var numbers: [Table] {
        let flow = record.numbers
        let waiting = max(flow.arrived - flow.opened - flow.expired - flow.void, 0)
        let states = list(
            "R10a", "What became of numbers", .numberState,
            ["opened": flow.opened, "expired": flow.expired, "void": flow.void, "waiting": waiting], unit: "numbers",
            "Numbers from slips of this period that reached the hub. A number is not a client: not everybody comes.")
        let told = lines(.tokenNeed).filter { !guardedNeeds.contains($0.counter.values[1]) }
        let needs = pairs(
            told, "R10b", "What people asked to talk about, by stage", name: "Need", names.needs, others: "Other needs", unit: "needs",
            "What visitors touched before they took a number; up to three for one number. Safety, births and permits are not among "
                + "them.")
        return [states, needs, waitingTime] + (request.scope == .all && sites >= Tier.fewestSites ? [guarded] : [])
    }

    /// As ``ClientReports`` tells of safety: never of one site, each figure by itself and without a total.
    private var guarded: Table {
        let rows = guardedNeeds.sorted().map { need in
            let count = lines(.tokenNeed).reduce(0) { $0 + ($1.counter.values[1] == need ? $1.count : 0) }
            return Table.Row(names.needs[need] ?? need, [request.tier.shownAlone(count, rule: Tier.safety)])
        }
        let isTold = tellsSafety && rows.contains { $0.figures != [.hidden] }
        return Table(
            id: "R10d", title: "Births and permits", rowName: "Need", columns: ["Number"], rows: isTold ? rows : [], unit: "needs",
            definition:
                "What visitors touched before they took a number, in any stage. Under \(Tier.safety.smallest) nothing is told, not even "
                    + "that there is nobody.",
            notes: ["Told of all sites together and of no site by itself."])
    }

    private var waitingTime: Table {
        let weeks = record.numbers.weeksToOpening
        let isTold = weeks.count >= request.tier.twoWay.smallest
        let rows = isTold ? [Table.Row("Median", [median(weeks).map(Table.Figure.weeks) ?? .none])] : []
        return Table(
            id: "R10c", title: "From slip to counsellor", rowName: "", columns: ["Weeks"], rows: rows, unit: "weeks",
            definition:
                "Whole weeks from the slip to its opening; half took no longer. Told of "
                    + "\(request.tier.twoWay.smallest) opened numbers or more."
        )
    }
}

extension Dimension {
    /// The kiosk's own bands: it asks nobody under 18.
    static let kioskAge = Dimension(
        name: "Age",
        values: [
            .init("18-24", "18–24"), .init("25-34", "25–34"), .init("35-49", "35–49"), .init("50", "50 and over"),
            .init("none", "Not said"),
        ],
        isOrdered: true, othersName: "Others")

    static let kioskSex = Dimension(
        name: "Sex", values: [.init("woman", "Women"), .init("man", "Men"), .init("other", "Other"), .init("none", "Not said")],
        othersName: "Others")
}
