/// R1 to R8: reports on clients of one period, all cut from the same people in the same way.
public struct ClientReports: Sendable {
    let records: [ClientRecord]
    let request: ReportRequest
    private let sites: Int
    /// How clients are grouped in every table that tells their sex or what kind of client they are.
    let sex: Grouping
    let clientType: Grouping
    /// Clients by each value, as R2 and R4 tell them: no other table can have more of them in one cell.
    private let bySex: [Int]
    private let byType: [Int]
    /// What countries are called, by their codes.
    private let countryNames: [String: String]

    /// - Parameters:
    ///   - sites: how many sites there are. With fewer than ``Tier/fewestSites`` nothing is told of safety.
    ///   - countryNames: what countries are called, by their codes. The default calls them by these.
    public init(_ records: [ClientRecord], _ request: ReportRequest, sites: Int, countryNames: [String: String] = [:]) {
        (self.records, self.request, self.sites, self.countryNames) = (records, request, sites, countryNames)
        bySex = ClientReports.count(records, by: .sex, \.sex)
        byType = ClientReports.count(records, by: .clientType, \.clientType)
        sex = Grouping(.sex).settled(bySex, rule: request.tier.twoWay, forCrossing: true)
        clientType = Grouping(.clientType).settled(byType, rule: request.tier.twoWay, forCrossing: true)
    }

    private static func count(_ records: [ClientRecord], by dimension: Dimension, _ value: (ClientRecord) -> String) -> [Int] {
        records.reduce(into: [Int](repeating: 0, count: dimension.values.count)) { counts, client in
            if let place = dimension.index(of: value(client)) { counts[place] += 1 }
        }
    }

    static let who = "A client is a person whose number a counsellor opened in the period and who agreed to be counted."

    /// A report on clients; `nil` for the other kinds.
    public func report(_ kind: ReportKind) -> Report? {
        let tables: [Table]
        switch kind {
        case .services: tables = services
        case .ageAndSex: tables = [ageAndSex]
        case .corridors: tables = [corridors]
        case .sectors: tables = [sectors]
        case .complaints: tables = complaints
        case .caseFlow: tables = caseFlow
        case .remedies: tables = remedies
        case .referrals: tables = [referrals]
        case .kioskReach, .numbers, .content, .activities: return nil
        }
        return Report(kind, request, tables)
    }

    private func table(
        _ id: String, _ title: String, _ crosstab: Crosstab, columns: Grouping? = nil, ceiling: [Int]? = nil,
        unit: String = "clients", definition: String
    ) -> Table {
        table(id, title, crosstab, settled(crosstab, columns: columns, ceiling: ceiling), unit: unit, definition: definition)
    }

    private func table(
        _ id: String, _ title: String, _ crosstab: Crosstab, _ settled: SettledCrosstab?, unit: String, definition: String
    ) -> Table {
        Table(
            id: id, title: title, settled, of: crosstab, tier: request.tier, unit: unit,
            definition: "\(definition) \(ClientReports.who)")
    }

    private func settled(
        _ crosstab: Crosstab, rows: Grouping? = nil, columns: Grouping? = nil, ceiling: [Int]? = nil
    ) -> SettledCrosstab? {
        SettledCrosstab(
            crosstab, rows: rows ?? Grouping(crosstab.rows), columns: columns ?? Grouping(crosstab.columns), rule: request.tier.twoWay,
            ceiling: ceiling)
    }

    private func crosstab(_ rows: Dimension, _ columns: Dimension, _ add: (inout Crosstab, ClientRecord) -> Void) -> Crosstab {
        records.reduce(into: Crosstab(rows: rows, columns: columns), add)
    }
}

extension ClientReports {
    private var services: [Table] {
        let definition =
            "Clients who were given a service of a kind. A client counts once for each kind, so the total is larger "
                + "than the number of clients."
        let byType = crosstab(.service, .clientType) { table, client in
            for service in client.services { table.add(service, client.clientType) }
        }
        let bySex = crosstab(.service, .sex) { table, client in
            for service in client.services { table.add(service, client.sex) }
        }
        let (types, sexes) = cutAlike(
            Draft(crosstab: byType, columns: clientType, ceiling: self.byType), Draft(crosstab: bySex, columns: sex, ceiling: self.bySex))
        let unit = "clients served"
        return [
            table("R1a", "Services given, by kind of client", byType, types, unit: unit, definition: definition),
            table("R1b", "Services given, by sex", bySex, sexes, unit: unit, definition: definition),
        ]
    }

    /// A table before it is settled, and what is told elsewhere of its columns.
    private struct Draft {
        var crosstab: Crosstab
        var columns: Grouping
        var ceiling: [Int]?
    }

    /// Both tables tell the same rows: these are put together in the same way. Where one has to put more of them together than
    /// the other, the other follows, until both agree.
    private func cutAlike(_ one: Draft, _ other: Draft) -> (SettledCrosstab?, SettledCrosstab?) {
        var rows = Grouping(one.crosstab.rows)
        while true {
            guard let first = settled(one.crosstab, rows: rows, columns: one.columns, ceiling: one.ceiling),
                let second = settled(other.crosstab, rows: first.rows, columns: other.columns, ceiling: other.ceiling)
            else { return (nil, nil) }
            if first.rows == second.rows { return (first, second) }
            // Coarser with every round: it ends with one row at the latest.
            rows = second.rows
        }
    }

    private var ageAndSex: Table {
        table(
            "R2", "Clients by age and sex", crosstab(.age, .sex) { $0.add($1.age, $1.sex) }, columns: sex,
            definition: "Clients by the age and sex that they told the counsellor.")
    }

    private var corridors: Table {
        let others = "Other countries, or not said"
        let origins = Dimension.countries("From", Set(records.map(\.origin)), countryNames, others: others)
        let destinations = Dimension.countries("To", Set(records.map(\.destination)), countryNames, others: others)
        return table(
            "R3", "Clients by country of origin and of work",
            crosstab(origins, destinations) { $0.add($1.origin, $1.destination) },
            definition:
                "Clients by the country that they come from and the one where they work, worked or want to work (ISO "
                    + "3166). Countries of few are told together."
        )
    }

    private var sectors: Table {
        table(
            "R4", "Clients by kind of work and sex", crosstab(.sector, .sex) { $0.add($1.sector, $1.sex) }, columns: sex,
            definition: "Clients by the work that they do, did or want to do.")
    }

    private var complaints: [Table] {
        let (bySex, byStage) = (needs(by: .sex, \.sex), needs(by: .stage, \.stage))
        let (sexes, stages) = cutAlike(
            Draft(crosstab: bySex, columns: sex, ceiling: self.bySex), Draft(crosstab: byStage, columns: Grouping(.stage)))
        let definition =
            "Needs that a counsellor confirmed; up to three for one client, each once. Safety, births and permits "
                + "are not among them."
        let needs = [
            table("R5a", "What clients needed, by sex", bySex, sexes, unit: "needs", definition: definition),
            table("R5c", "What clients needed, by stage", byStage, stages, unit: "needs", definition: definition),
        ]
        return needs + (request.scope == .all && sites >= Tier.fewestSites ? [guardedNeeds] : [])
    }

    private func needs(by dimension: Dimension, _ value: KeyPath<ClientRecord, String>) -> Crosstab {
        let told = Set(Dimension.need.values.map(\.id))
        return crosstab(.need, dimension) { table, client in
            for need in client.needs where told.contains(need) { table.add(need, client[keyPath: value]) }
        }
    }

    /// Safety: never of one site, each figure by itself and without a total.
    private var guardedNeeds: Table {
        let counts = Dimension.guardedNeed.values.map { value in records.count { $0.needs.contains(value.id) } }
        let rows = zip(Dimension.guardedNeed.values, counts).map { value, count in
            Table.Row(value.label, [request.tier.shownAlone(count, rule: Tier.safety)])
        }
        let isTold = request.tier.safetyLengths.contains(request.period.length) && rows.contains { $0.figures != [.hidden] }
        return Table(
            id: "R5b", title: "Safety, births and permits", rowName: "Need", columns: ["Clients"], rows: isTold ? rows : [],
            unit: "clients",
            definition:
                "Clients whose counsellor confirmed this need. Under \(Tier.safety.smallest) nothing is told, not "
                    + "even that there is nobody. \(ClientReports.who)",
            notes: ["Told of all sites together and of no site by itself."])
    }

    private var caseFlow: [Table] {
        let crosstab = crosstab(.outcome, .closing) { $0.add($1.outcome, $1.daysToClosing == nil ? "open" : "closed") }
        let flow = table(
            "R6a", "What became of cases", crosstab, columns: closing,
            definition: "Clients by the latest outcome and by whether the case is closed.")
        let days = records.compactMap(\.daysToClosing)
        let isTold = days.count >= request.tier.twoWay.smallest
        let rows = isTold ? [Table.Row("Median", [median(days).map(Table.Figure.days) ?? .none])] : []
        let duration = Table(
            id: "R6b", title: "How long cases took", rowName: "", columns: ["Days"], rows: rows, unit: "days",
            definition:
                "Days from opening to closing of closed cases; half took no longer. Told of "
                    + "\(request.tier.twoWay.smallest) cases or more. \(ClientReports.who)"
        )
        return [flow, duration, ways]
    }

    /// From the services that were given: what became of a mediation, an administrative or a court case is kept nowhere.
    private var ways: Table {
        let crosstab = crosstab(.way, .closing) { table, client in
            for way in client.ways { table.add(way, client.daysToClosing == nil ? "open" : "closed") }
        }
        return table(
            "R6c", "Ways on which cases were taken further", crosstab, columns: closing, ceiling: byClosing,
            definition:
                "Clients by the way that the services they were given tell of, and by whether the case is closed. A client counts "
                    + "once for each way, so the total may be larger than the number of clients."
        )
    }

    private var byClosing: [Int] {
        ClientReports.count(records, by: .closing) { $0.daysToClosing == nil ? "open" : "closed" }
    }

    /// As R6a has it, too.
    private var closing: Grouping { Grouping(.closing).settled(byClosing, rule: request.tier.twoWay, forCrossing: true) }

    private var referrals: Table {
        let crosstab = crosstab(.provider, .referralState) { table, client in
            let latest = client.referrals.reduce(into: [:]) { $0[$1.provider] = $1.state }
            for (provider, state) in latest { table.add(provider, state) }
        }
        return table(
            "R8", "Referrals", crosstab, unit: "referrals",
            definition:
                "Referrals that clients agreed to, by kind of provider and latest state. A client counts once for "
                    + "each kind of provider."
        )
    }
}

extension Dimension {
    /// Countries that occur, by their codes, and one value for "not said".
    static func countries(_ name: String, _ codes: Set<String>, _ names: [String: String], others: String) -> Dimension {
        var dimension = Dimension(
            name: name, occurring: codes.subtracting([""]), label: { code in names[code].map { "\($0) (\(code))" } ?? code },
            othersName: others)
        dimension.values.append(Value("", "Not said"))
        dimension.isClosed = false
        return dimension
    }
}
