import Intake
import Testing

@Suite struct ISOWeekTests {
    // Days since 1 January 1970, and the week that other calendars give.
    @Test(arguments: [
        (20_779, 2026, 47), (18_630, 2020, 53), (20_087, 2025, 1), (11_325, 2001, 1), (16_800, 2015, 53),
        (18_994, 2021, 52), (18_995, 2022, 1), (103_734, 2254, 1),
    ]) func `a day lies in the week that ISO 8601 says`(_ day: Int, _ year: Int, _ week: Int) {
        #expect(ISOWeek(dayNumber: day) == ISOWeek(year: year, week: week))
        #expect(ISOWeek(year: year, week: week) != nil)
    }

    @Test func `weeks follow each other every seven days for two centuries`() throws {
        var last = try #require(ISOWeek(dayNumber: 10_960))
        for day in 10_961...100_000 {
            let week = try #require(ISOWeek(dayNumber: day))
            #expect((week.monday...week.monday + 6).contains(day))
            if week != last {
                #expect(week > last)
                #expect(week.monday == last.monday + 7)
                #expect(last.advanced(by: 1) == week)
                #expect(week.advanced(by: -1) == last)
            }
            last = week
        }
    }

    @Test func `only weeks of the calendar exist`() {
        #expect(ISOWeek(year: 2020, week: 53) != nil)
        #expect(ISOWeek(year: 2026, week: 53) != nil)
        #expect(ISOWeek(year: 2025, week: 53) == nil)
        #expect(ISOWeek(year: 2025, week: 0) == nil)
        #expect(ISOWeek(year: 1999, week: 1) == nil)
        #expect(ISOWeek(year: 2256, week: 1) == nil)
        #expect(ISOWeek(dayNumber: 0) == nil)
        #expect(ISOWeek(year: 2026, week: 3)?.description == "2026-W03")
    }
}
