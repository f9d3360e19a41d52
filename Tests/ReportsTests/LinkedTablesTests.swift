import Testing

@testable import Reports

@Suite struct `What all tables of a period tell together` {
    private static let quarter = Period("2026-Q3")

    /// R2, R4, R5 and R1 tell the sex of the same people, and an attacker has them all.
    @Test(arguments: [Tier.own, .partners]) func `nobody who lays them side by side learns a small count`(tier: Tier) throws {
        let request = ReportRequest(period: try #require(Self.quarter), tier: tier, scope: .all)
        let rule = tier.twoWay
        var hidden = 0
        for seed in 0..<40 as Range<UInt64> {
            var crowd = Crowd(seed: seed)
            let people = crowd.clients(Int.random(in: 20...150, using: &crowd.random))
            let reports = ClientReports(people, request, sites: 5)
            func table(_ kind: ReportKind, _ id: String) throws -> Table {
                try #require(reports.report(kind)?.tables.first { $0.id == id })
            }
            var known = ReleasedTables()
            let sexes: Set = ["woman", "man", "other"]
            let ages = known.read(try table(.ageAndSex, "R2"), .age, ["18-24", "25-34", "35-49"], .sex, sexes)
            let sectors = known.read(try table(.sectors, "R4"), .sector, ["home", "factory", "fishing"], .sex, sexes)
            let needs = known.read(try table(.complaints, "R5a"), .need, ["C07", "C03", "C16"], .sex, sexes)
            known.sameColumns(ages, sectors)
            known.noMore(needs, than: ages)
            let attacker = try #require(known.attacker(), "the figures contradict each other; seed \(seed)")
            let counts: [(ReleasedTables.Reading, (ClientRecord, String) -> Bool)] = [
                (ages, { $0.age == $1 }), (sectors, { $0.sector == $1 }), (needs, { $0.needs.contains($1) }),
            ]
            for (reading, isIn) in counts {
                for (row, line) in reading.table.rows.enumerated() {
                    for (column, figure) in line.figures.enumerated() where figure == .hidden {
                        hidden += 1
                        let cells = reading.members(row, column)
                        let value = reading.cells(cells).reduce(0) { sum, cell in
                            sum + people.count { isIn($0, cell.row) && $0.sex == cell.column }
                        }
                        let range = attacker.bounds(of: cells)
                        let width = range.upperBound - range.lowerBound
                        #expect(width > 0.5, "\(reading.table.id) \(line.label) is worked out; seed \(seed)")
                        guard value < rule.smallest else { continue }
                        let isSafe = range.upperBound > Double(rule.smallest) + 0.5 && width > Double(rule.smallest) - 0.5
                        #expect(isSafe, "\(reading.table.id) \(line.label) lies in \(range); seed \(seed)")
                    }
                }
            }
        }
        #expect(hidden > 100)
    }

    /// The smallest counts themselves, as no table shows them: single values before anything was put together.
    @Test func `nor the count of a single value that was put together with others`() throws {
        let request = ReportRequest(period: try #require(Self.quarter), tier: .own, scope: .all)
        var small = 0
        for seed in 100..<130 as Range<UInt64> {
            var crowd = Crowd(seed: seed)
            let people = crowd.clients(Int.random(in: 20...120, using: &crowd.random))
            let reports = ClientReports(people, request, sites: 5)
            let (ages, sectors, sexes) = (
                ["18-24", "25-34", "35-49"], ["home", "factory", "fishing"], ["woman", "man", "other"]
            )
            var known = ReleasedTables()
            let (byAge, byWork) = (
                try #require(reports.report(.ageAndSex)?.tables.first), try #require(reports.report(.sectors)?.tables.first)
            )
            let first = known.read(byAge, .age, Set(ages), .sex, Set(sexes))
            let second = known.read(byWork, .sector, Set(sectors), .sex, Set(sexes))
            known.sameColumns(first, second)
            let attacker = try #require(known.attacker(), "seed \(seed)")
            for age in ages {
                for sex in sexes {
                    let count = people.count { $0.age == age && $0.sex == sex }
                    guard Tier.own.twoWay.hides(count) else { continue }
                    small += 1
                    let cell = first.unknown(
                        try #require(first.rows.values.firstIndex { $0.id == age }),
                        try #require(first.columns.values.firstIndex { $0.id == sex }))
                    let range = attacker.bounds(of: [cell])
                    #expect(
                        range.upperBound - range.lowerBound > Double(Tier.own.twoWay.smallest) - 0.5,
                        "\(age) \(sex) lies in \(range); seed \(seed)")
                }
            }
        }
        #expect(small > 50)
    }

    @Test func `tables on the same people are cut alike, and no chain of them comes back to where it began`() throws {
        // Pairs of dimensions that are told of the same clients. Without a ring, tables with known totals give away nothing
        // together that each does not give away alone.
        let pairs = [("age", "sex"), ("sector", "sex"), ("need", "sex"), ("need", "stage"), ("origin", "destination"), ("outcome", "closing"), ("way", "closing")]
        var groups = Set(pairs.flatMap { [$0.0, $0.1] }).reduce(into: [:]) { $0[$1] = $1 }
        for (a, b) in pairs {
            let (from, to) = (try #require(groups[a]), try #require(groups[b]))
            #expect(from != to, "\(a) and \(b) close a ring")
            for (name, group) in groups where group == from { groups[name] = to }
        }
        let request = ReportRequest(period: try #require(Self.quarter), tier: .own, scope: .all)
        for seed in 0..<50 as Range<UInt64> {
            var crowd = Crowd(seed: seed)
            let reports = ClientReports(crowd.clients(90), request, sites: 5)
            let (ages, sectors) = (
                try #require(reports.report(.ageAndSex)?.tables.first), try #require(reports.report(.sectors)?.tables.first)
            )
            #expect(ages.columns == sectors.columns, "seed \(seed)")
            #expect(ages.rows.last?.figures == sectors.rows.last?.figures, "seed \(seed)")
            let services = try #require(reports.report(.services)?.tables)
            #expect(services[0].rows.map(\.label) == services[1].rows.map(\.label), "seed \(seed)")
            let needs = try #require(reports.report(.complaints)?.tables).filter { ["R5a", "R5c"].contains($0.id) }
            #expect(needs.count == 2 && needs[0].rows.map(\.label) == needs[1].rows.map(\.label), "seed \(seed)")
            #expect(needs[0].rows.map(\.figures.last) == needs[1].rows.map(\.figures.last), "seed \(seed)")
        }
    }
}

extension Dimension {
    /// The same with some values only: the test's clients have no others, and the attacker knows it.
    func only(_ ids: Set<String>) -> Dimension {
        var dimension = self
        dimension.values = values.filter { ids.contains($0.id) }
        return dimension
    }
}
