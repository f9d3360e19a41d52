import Intake
import Testing

@testable import Reports

@Suite struct `Periods` {
    @Test func `every week belongs to one period of each length, and these read as they are written`() throws {
        var week = try #require(ISOWeek(year: 2019, week: 1))
        let end = try #require(ISOWeek(year: 2042, week: 1))
        while week < end {
            for length in Period.Length.allCases {
                let period = Period(length, with: week)
                #expect(period.weeks.contains(week))
                #expect(Period(period.description) == period, "\(period)")
                #expect(Period(length, with: period.weeks.upperBound) == period)
            }
            week = try #require(week.advanced(by: 1))
        }
    }

    @Test func `weeks nest in months, months in quarters, quarters in years`() throws {
        for year in 2020...2040 {
            let whole = try #require(Period("\(year)"))
            let quarters = try (1...4).map { try #require(Period("\(year)-Q\($0)")) }
            #expect(quarters.first?.weeks.lowerBound == whole.weeks.lowerBound && quarters.last?.weeks.upperBound == whole.weeks.upperBound)
            for (quarter, months) in zip(quarters, [1...3, 4...6, 7...9, 10...12]) {
                let parts = try months.map { try #require(Period($0 < 10 ? "\(year)-0\($0)" : "\(year)-\($0)")) }
                #expect(parts.first?.weeks.lowerBound == quarter.weeks.lowerBound && parts.last?.weeks.upperBound == quarter.weeks.upperBound)
                #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.days.upperBound + 1 == $1.days.lowerBound && !$0.overlaps($1) })
                #expect(parts.allSatisfy { (4...5).contains($0.days.count / 7) })
            }
        }
    }

    @Test(arguments: ["2026-Q5", "2026-13", "2026-00", "2026-W54", "26-W01", "", "2026-Q", "2026-w47", "2026-1", "abcd", "2026-Q0", "２０２６"])
    func `what is no period is not read as one`(_ text: String) { #expect(Period(text) == nil) }

    @Test func `a period is over on the Monday after it`() throws {
        let week = try #require(Period("2026-W47"))
        #expect(week.days == 20_773...20_779)
        #expect(!week.isOver(on: 20_779) && week.isOver(on: 20_780))
        #expect(Period.past(.week, before: 20_780, count: 2).map(\.description) == ["2026-W47", "2026-W46"])
        #expect(Period.past(.quarter, before: 20_780, count: 2).map(\.description) == ["2026-Q3", "2026-Q2"])
    }
}
