import Intake
import Testing

@testable import Reports

@Suite struct `The twelve reports` {
    private static func request(_ tier: Tier = .own, _ scope: Scope = .all, _ period: String = "2026-Q3") throws -> ReportRequest
    {
        ReportRequest(period: try #require(Period(period)), tier: tier, scope: scope)
    }

    private static func all(_ seed: UInt64, _ request: ReportRequest, sites: Int = 5) throws -> [Report] {
        var crowd = Crowd(seed: seed)
        let clients = ClientReports(crowd.clients(Int.random(in: 0...200, using: &crowd.random)), request, sites: sites)
        let kiosks = KioskReports(try crowd.kiosk(), request, sites: sites)
        let activities = [ActivityRecord(kind: "training", people: 12), ActivityRecord(kind: "membership", people: 3)]
        return ReportKind.allCases.compactMap { clients.report($0) ?? kiosks.report($0) }
            + [OtherReports.content([], request), OtherReports.activities(activities, request)]
    }

    @Test func `all twelve are there, and each figure has its definition beside it`() throws {
        let reports = try Self.all(1, try Self.request())
        #expect(reports.map(\.kind.rawValue) == (1...12).map { "R\($0)" })
        for table in reports.flatMap(\.tables) {
            #expect(table.definition.count > 30 && !table.unit.isEmpty)
            #expect(table.rows.allSatisfy { $0.figures.count == table.columns.count }, "\(table.id)")
        }
    }

    @Test(arguments: Tier.allCases) func `no report shows a count below what its readers may see`(tier: Tier) throws {
        let request = try Self.request(tier)
        for seed in 0..<150 as Range<UInt64> {
            for table in try Self.all(seed, request).flatMap(\.tables) where !table.id.hasPrefix("R11") && table.id != "R12" {
                for figure in table.rows.flatMap(\.figures) {
                    guard case .count(let count) = figure else { continue }
                    #expect(count == 0 || count >= tier.oneWay.smallest, "\(table.id), seed \(seed)")
                    #expect(count % tier.roundedTo == 0, "\(table.id), seed \(seed)")
                }
            }
        }
    }

    @Test func `safety is told of all sites or not at all, and by the month at most`() throws {
        func tables(_ request: ReportRequest, sites: Int = 5) throws -> [Table] {
            try (0..<20 as Range<UInt64>).flatMap { try Self.all($0, request, sites: sites).flatMap(\.tables) }.filter {
                ["R5b", "R9g"].contains($0.id)
            }
        }
        #expect(try tables(try Self.request(.own, .site("amman"))).isEmpty)
        #expect(try tables(try Self.request(.own, .all, "2026-W33")).allSatisfy(\.isEmpty))
        #expect(try tables(try Self.request(.everybody, .all, "2026-Q3")).allSatisfy(\.isEmpty))
        #expect(try tables(try Self.request(), sites: 2).isEmpty)
        let told = try tables(try Self.request())
        for case .count(let count) in told.flatMap(\.rows).flatMap(\.figures) { #expect(count >= 20) }
        #expect(told.contains { !$0.isEmpty })
    }

    @Test func `no table of needs names safety, births or permits`() throws {
        let guarded = Set(["C17", "C18", "C19", "C20", "C21", "C23", "C24", "C31"])
        #expect(Set(Dimension.guardedNeed.values.map(\.id)) == guarded)
        #expect(Dimension.need.values.allSatisfy { !guarded.contains($0.id) })
    }

    @Test func `a language that few used is named in no table`() throws {
        for seed in 0..<200 as Range<UInt64> {
            var crowd = Crowd(seed: seed)
            let record = try crowd.kiosk()
            let report = try #require(KioskReports(record, try Self.request(), sites: 5).report(.kioskReach))
            let used = record.counts.filter { $0.counter.metric == .sessionLanguage }
                .reduce(into: [String: Int]()) { $0[$1.counter.values[0], default: 0] += $1.count }
            let labels = Set(report.tables.flatMap { $0.rows.map(\.label) })
            for (language, count) in used where (1..<Tier.own.twoWay.smallest).contains(count) {
                #expect(!labels.contains(language), "\(language), seed \(seed)")
            }
        }
    }

    @Test func `sessions are never added to clients`() throws {
        let request = try Self.request()
        var crowd = Crowd(seed: 7)
        let people = crowd.clients(100)
        let reports = ClientReports(people, request, sites: 5)
        // The two are made from records of different kinds; a client report has no place to put a session in.
        #expect(reports.report(.kioskReach) == nil && reports.report(.numbers) == nil)
        let total = try #require(reports.report(.ageAndSex)?.tables.first?.rows.last?.figures.last)
        #expect(total == .count(100))
        let reach = try #require(KioskReports(try crowd.kiosk(), request, sites: 5).report(.kioskReach))
        for table in reach.tables where table.unit == "sessions" || table.unit == "openings" {
            #expect(table.definition.contains("not to be added to clients"), "\(table.id)")
        }
    }

    @Test func `a sum of money that one client has most of is not told`() throws {
        var clients: [ClientRecord] = (0..<30).map { _ in
            var client = ClientRecord()
            client.remedies = [.init(kind: "wages", currency: "JOD", orderedMinor: 100_000, receivedMinor: 50_000, workers: 1)]
            return client
        }
        func sums() throws -> [Table.Figure] {
            try #require(ClientReports(clients, try Self.request(), sites: 5).report(.remedies)?.tables.last?.rows.first?.figures)
        }
        #expect(try sums() == [.count(30), .money(minor: 3_000_000, currency: "JOD"), .money(minor: 1_500_000, currency: "JOD")])
        clients[0].remedies[0].orderedMinor = 9_000_000
        #expect(try sums() == [.count(30), .hidden, .money(minor: 1_500_000, currency: "JOD")])
    }

    @Test func `births and permits are told of no site, nor where a site could be told apart`() throws {
        func numbers(_ scope: Scope, sites: Int = 5, baby: Int = 25) throws -> Report {
            let counts = try [("work", "baby", baby), ("prob", "job", 12), ("work", "pay", 60), ("prob", "pay", 40)].map {
                CounterCount(try Counter(.tokenNeed, $0.0, $0.1), $0.2)
            }
            let record = KioskRecord(counts: counts, numbers: NumberCounts())
            return try #require(KioskReports(record, try Self.request(.own, scope), sites: sites).report(.numbers))
        }
        func labels(_ report: Report) -> Set<String> { Set(report.tables.flatMap(\.rows).map(\.label)) }
        for report in [try numbers(.site("amman")), try numbers(.all, sites: 2)] {
            #expect(labels(report).isDisjoint(with: ["baby", "job"]))
            #expect(report.tables.first { $0.id == "R10b" }?.rows.last?.figures.last == .count(100))
        }
        let all = try numbers(.all)
        let guarded = try #require(all.tables.first { $0.id == "R10d" })
        #expect(guarded.rows.map(\.label) == ["baby", "job"] && guarded.rows.map(\.figures) == [[.count(25)], [.hidden]])
        #expect(all.tables.first { $0.id == "R10b" }?.rows.contains { $0.label == "baby" } == false)
        #expect(try numbers(.all, baby: 19).tables.last?.isEmpty == true)
    }

    @Test func `what the public reads as rounded is rounded, and what is not is named`() throws {
        let request = try Self.request(.everybody)
        for seed in 0..<60 as Range<UInt64> {
            for report in try Self.all(seed, request) where report.kind.isAboutPeople {
                let exact = report.tables.flatMap(\.rows).flatMap(\.figures).contains { figure in
                    switch figure {
                    case .count(let count): count % Tier.everybody.roundedTo != 0
                    case .money, .days, .weeks: true
                    case .percent, .hidden, .none: false
                    }
                }
                #expect(!exact || report.rules.contains { $0.contains("are not rounded") }, "\(report.kind), seed \(seed)")
                #expect(!report.rules.contains { $0.contains("Every figure") })
            }
        }
    }

    @Test func `what was won without money has a name, and sums beyond all measure stop nothing`() throws {
        func remedies(_ remedy: ClientRecord.Remedy) throws -> [Table] {
            let clients: [ClientRecord] = (0..<30).map { _ in
                var client = ClientRecord()
                client.remedies = [remedy]
                return client
            }
            return try #require(ClientReports(clients, try Self.request(), sites: 5).report(.remedies)?.tables)
        }
        let papers = try remedies(.init(kind: "documents", currency: "", orderedMinor: 0, receivedMinor: 0, workers: 1))
        #expect(papers.first?.columns.allSatisfy { !$0.isEmpty } == true && papers.first?.columns.contains("No money") == true)
        #expect(papers.last?.rows.map(\.label) == ["Papers given back, No money"])
        #expect(papers.last?.rows.first?.figures == [.count(30), .none, .none])
        let huge = try remedies(.init(kind: "wages", currency: "JOD", orderedMinor: .max / 20, receivedMinor: 1, workers: 1))
        #expect(huge.last?.rows.first?.figures == [.count(30), .hidden, .money(minor: 30, currency: "JOD")])
    }

    @Test func `what is in no list counts as other, or not at all where nobody can be other`() {
        var table = Crosstab(rows: .remedy, columns: .sex)
        table.add("gold", "woman")
        #expect(table.total == 0)
        table.add("wages", "unheard of")
        #expect(table.columnTotals == [0, 0, 0, 1])
    }
}
