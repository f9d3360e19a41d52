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

    /// - Parameter sites: how many sites there are. With fewer than ``Tier/fewestSites`` nothing is told of safety.
    public init(_ records: [ClientRecord], _ request: ReportRequest, sites: Int) {
        (self.records, self.request, self.sites) = (records, request, sites)
        bySex = ClientReports.count(records, by: .sex, \.sex)
        byType = ClientReports.count(records, by: .clientType, \.clientType)
        sex = Grouping(.sex).settled(bySex, rule: request.tier.twoWay, forCrossing: true)
        clientType = Grouping(.clientType).settled(byType, rule: request.tier.twoWay, forCrossing: true)
    }

    private static func count(_ records: [ClientRecord], by dimension: Dimension, _ value: (ClientRecord) -> String) -> [Int] {
        records.reduce(into: [Int](repeating: 0, count: dimension.values.count)) { $0[dimension.index(of: value($1))] += 1 }
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
        _ id: String, _ title: String, _ crosstab: Crosstab, columns: Grouping? = nil, ceiling: [Int]? = nil, unit: String = "clients",
        definition: String
    ) -> Table {
        let settled = SettledCrosstab(
            crosstab, rows: Grouping(crosstab.rows), columns: columns ?? Grouping(crosstab.columns), rule: request.tier.twoWay, ceiling: ceiling)
        return Table(
            id: id, title: title, settled, of: crosstab, tier: request.tier, unit: unit, definition: "\(definition) \(ClientReports.who)")
    }

    private func crosstab(_ rows: Dimension, _ columns: Dimension, _ add: (inout Crosstab, ClientRecord) -> Void) -> Crosstab {
        records.reduce(into: Crosstab(rows: rows, columns: columns), add)
    }
}

extension ClientReports {
    private var services: [Table] {
        let definition = "Clients who were given a service of a kind. A client counts once for each kind, so the total is larger than the number of clients."
        let byType = crosstab(.service, .clientType) { table, client in
            for service in client.services { table.add(service, client.clientType) }
        }
        let bySex = crosstab(.service, .sex) { table, client in
            for service in client.services { table.add(service, client.sex) }
        }
        // Both tables tell the same services: their kinds are put together in the same way.
        return [
            table(
                "R1a", "Services given, by kind of client", byType, columns: clientType, ceiling: self.byType, unit: "clients served",
                definition: definition),
            table(
                "R1b", "Services given, by sex", bySex, columns: sex, ceiling: self.bySex, unit: "clients served", definition: definition),
        ]
    }

    private var ageAndSex: Table {
        table("R2", "Clients by age and sex", crosstab(.age, .sex) { $0.add($1.age, $1.sex) }, columns: sex, definition: "Clients by the age and sex that they told the counsellor.")
    }

    private var corridors: Table {
        let origins = Dimension.countries("From", Set(records.map(\.origin)), others: "Other countries, or not said")
        let destinations = Dimension.countries("To", Set(records.map(\.destination)), others: "Other countries, or not said")
        return table(
            "R3", "Clients by country of origin and of work", crosstab(origins, destinations) { $0.add($1.origin, $1.destination) },
            definition: "Clients by the country that they come from and the one where they work, worked or want to work (ISO 3166). Countries of few are told together.")
    }

    private var sectors: Table {
        table(
            "R4", "Clients by kind of work and sex", crosstab(.sector, .sex) { $0.add($1.sector, $1.sex) }, columns: sex,
            definition: "Clients by the work that they do, did or want to do.")
    }

    private var complaints: [Table] {
        let bySex = crosstab(.need, .sex) { table, client in
            for need in client.needs where Dimension.need.values.contains(where: { $0.id == need }) { table.add(need, client.sex) }
        }
        let needs = table(
            "R5a", "What clients needed, by sex", bySex, columns: sex, ceiling: self.bySex, unit: "needs",
            definition: "Needs that a counsellor confirmed; up to three for one client, each once. Safety, births and permits are not among them.")
        return [needs] + (request.scope == .all && sites >= Tier.fewestSites ? [guardedNeeds] : [])
    }

    /// Safety: never of one site, each figure by itself and without a total.
    private var guardedNeeds: Table {
        let counts = Dimension.guardedNeed.values.map { value in records.count { $0.needs.contains(value.id) } }
        let rows = zip(Dimension.guardedNeed.values, counts).map { value, count in
            Table.Row(value.label, [request.tier.shownAlone(count, rule: Tier.safety)])
        }
        let isTold = request.tier.safetyLengths.contains(request.period.length) && rows.contains { $0.figures != [.hidden] }
        return Table(
            id: "R5b", title: "Safety, births and permits", rowName: "Need", columns: ["Clients"], rows: isTold ? rows : [], unit: "clients",
            definition: "Clients whose counsellor confirmed this need. Under \(Tier.safety.smallest) nothing is told, not even that there is nobody. \(ClientReports.who)",
            notes: ["Told of all sites together and of no site by itself."])
    }

    private var caseFlow: [Table] {
        let crosstab = crosstab(.outcome, .closing) { $0.add($1.outcome, $1.daysToClosing == nil ? "open" : "closed") }
        let flow = table("R6a", "What became of cases", crosstab, definition: "Clients by the latest outcome and by whether the case is closed.")
        let days = records.compactMap(\.daysToClosing)
        let isTold = days.count >= request.tier.twoWay.smallest
        let rows = isTold ? [Table.Row("Median", [median(days).map(Table.Figure.days) ?? .none])] : []
        let duration = Table(
            id: "R6b", title: "How long cases took", rowName: "", columns: ["Days"], rows: rows, unit: "days",
            definition: "Days from opening to closing of closed cases; half took no longer. Told of \(request.tier.twoWay.smallest) cases or more. \(ClientReports.who)")
        return [flow, duration]
    }

    private var referrals: Table {
        let crosstab = crosstab(.provider, .referralState) { table, client in
            let latest = client.referrals.reduce(into: [:]) { $0[$1.provider] = $1.state }
            for (provider, state) in latest { table.add(provider, state) }
        }
        return table(
            "R8", "Referrals", crosstab, unit: "referrals",
            definition: "Referrals that clients agreed to, by kind of provider and latest state. A client counts once for each kind of provider.")
    }
}

extension Dimension {
    /// Countries that occur, by their codes, and one value for the rest and for "not said".
    static func countries(_ name: String, _ codes: Set<String>, others: String) -> Dimension {
        var dimension = Dimension(name: name, occurring: codes.subtracting([""]), label: { $0 }, othersName: others)
        dimension.values.append(Value("", "Not said"))
        return dimension
    }
}
