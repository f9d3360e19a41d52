import Guide
import Testing

@Suite struct `A day of the calendar` {
    @Test(arguments: [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-22", 20_779), ("1900-03-01", -25_508)])
    func `is counted from 1970 and back`(_ text: String, _ number: Int) throws {
        let day = try #require(GuideDate(text))
        #expect(day.dayNumber == number)
        #expect(GuideDate(dayNumber: number) == day)
        #expect(day.description == text)
    }

    @Test func `every day of four hundred years comes back the same`() {
        for number in stride(from: -25_567, through: 120_000, by: 1) {
            #expect(GuideDate(dayNumber: number).dayNumber == number)
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "26-11-22", "2026-11-22-1", "2026-", "", "٢٠٢٦", "+026",
        "x",
    ])
    func `that does not exist is refused`(_ text: String) {
        #expect(GuideDate(text) == nil)
    }

    @Test func `may be given as a year or a month`() {
        #expect(GuideDate("2022")?.description == "2022-01-01")
        #expect(GuideDate("2022-12")?.description == "2022-12-01")
    }

    @Test(arguments: [
        ("2026-11-22", 7, 2026, 47), ("2021-01-03", 7, 2020, 53), ("2021-01-04", 1, 2021, 1),
        ("2024-12-30", 1, 2025, 1),
        ("2026-01-01", 4, 2026, 1),
    ])
    func `knows its weekday and ISO week`(_ text: String, _ weekday: Int, _ year: Int, _ week: Int) throws {
        let day = try #require(GuideDate(text))
        #expect(day.weekday == weekday)
        #expect(day.week.year == year)
        #expect(day.week.week == week)
    }
}
