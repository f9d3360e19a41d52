import Foundation
import Guide
import Hub
import HubSQLite
import Intake
import Link
import Reports
import SimulatedDevices

/// What reports cost: the hiding of a large table, and a year's report over five million rows of counts.
struct ReportFigures {
    private let kiosks = 200
    private let sites = 20
    private let weeks = 50
    private let linesOfWeek = 500

    func run() async throws {
        var table = Table()
        try hiding(&table)
        try await year(&table)
        print(table.text)
    }

    private func hiding(_ table: inout Table) throws {
        for (name, most) in [("sparse", 12), ("usual", 30), ("full", 200)] {
            var random = SeededRandom(seed: UInt64(most))
            let values = (0..<1200).map { _ in random.once(in: 3) ? 0 : Int.random(in: 0...most, using: &random) }
            let sample = try Sample(5) {
                guard CellHiding.hidden(rows: 60, columns: 20, values: values, rule: Tier.own.twoWay) != nil else {
                    throw BenchError("a table of 60 by 20 could not be hidden")
                }
            }
            table.row("reports: hiding in 60 × 20 cells, \(name)", sample, bar: 100)
        }
    }

    private func year(_ table: inout Table) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-reports-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteHubStore(at: .folder(folder.path))
        try await fill(store)
        guard let period = Period("2025") else { throw BenchError("2025 is no year") }
        let request = ReportRequest(period: period, tier: .own, scope: .all)
        var times: [Double] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            let sums = try await store.sums(of: Set(Metric.allCases), in: period.weeks)
            let record = KioskRecord(counts: sums.map { CounterCount($0.counter, $0.count) }, numbers: NumberCounts())
            guard KioskReports(record, request, sites: sites).report(.kioskReach)?.tables.isEmpty == false else {
                throw BenchError("the report is empty")
            }
            times.append((ContinuousClock.now - start).milliseconds)
        }
        table.row("reports: R9 of a year, 5,000,000 rows of counts", Sample(milliseconds: times), bar: 1_000)
        await store.close()
    }

    /// Enrols the kiosks and brings their weeks in.
    private func fill(_ store: SQLiteHubStore) async throws {
        let lines = try lines()
        for number in 0..<kiosks {
            guard let kiosk = KioskID("bench-\(number)") else { throw BenchError("bench-\(number) is no name of a kiosk") }
            let digest = [UInt8](repeating: UInt8(number % 256), count: 32)
            let now = HubTime(seconds: 1_735_689_600)
            try await store.offer(
                EnrolmentOffer(kiosk: kiosk, site: "site-\(number % sites)", channel: .all, secretDigest: digest, expires: now + .seconds(60)))
            let certificate = IssuedCertificate(fingerprint: digest, kiosk: kiosk, expires: now + .seconds(86_400))
            guard try await store.enrol(secretDigest: digest, certificate: certificate, at: now) != nil else {
                throw BenchError("\(kiosk) was not enrolled")
            }
            for week in 1...weeks {
                let series = [UInt8](repeating: 1, count: 16)
                try await store.keep(CounterReport(series: series, lines: lines), of: kiosk, in: ISOWeek(year: 2025, week: week))
            }
        }
    }

    private func lines() throws -> [CounterReport.Line] {
        let stages = CounterDimension.stage.values ?? []
        let pairs = stages.flatMap { stage in (0..<linesOfWeek).map { (stage, $0) } }.prefix(linesOfWeek - 1)
        let topics = try pairs.map { try Counter(.topicOpen, $0.0, "topic-\($0.1)") }
        return try ([Counter(.session)] + topics).map { CounterReport.Line($0, count: 7) }
    }
}
