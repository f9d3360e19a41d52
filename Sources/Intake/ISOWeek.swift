/// A week by its number: the finest date that is ever kept of a visit.
///
/// Source: ISO 8601. Weeks begin on Monday; week 1 holds the year's first Thursday.
public struct ISOWeek: Hashable, Sendable, Comparable {
    /// Range: 2000–2255.
    public let year: Int
    /// Range: 1–53.
    public let week: Int

    /// `nil` unless the year has such a week.
    public init?(year: Int, week: Int) {
        guard (2000...2255).contains(year), week >= 1, week <= ISOWeek.weeks(in: year) else { return nil }
        (self.year, self.week) = (year, week)
    }

    /// The week of the day that lies `dayNumber` days after 1 January 1970, or `nil` before 2000 and after 2255.
    public init?(dayNumber: Int) {
        let thursday = ISOWeek.floor(dayNumber + 3, 7) * 7
        // The year of the week's Thursday is the week's year; 400 years have 146 097 days.
        var year = 1970 + ISOWeek.floor(thursday * 400, 146_097)
        while ISOWeek.firstDay(of: year) > thursday { year -= 1 }
        while ISOWeek.firstDay(of: year + 1) <= thursday { year += 1 }
        self.init(year: year, week: (thursday - ISOWeek.firstDay(of: year)) / 7 + 1)
    }

    /// Its Monday, in days since 1 January 1970.
    public var monday: Int {
        let january4 = ISOWeek.firstDay(of: year) + 3
        return ISOWeek.floor(january4 + 3, 7) * 7 - 3 + (week - 1) * 7
    }

    /// The week that lies `weeks` later (earlier if negative), or `nil` outside 2000–2255.
    public func advanced(by weeks: Int) -> ISOWeek? { ISOWeek(dayNumber: monday + weeks * 7) }

    public static func < (a: ISOWeek, b: ISOWeek) -> Bool { (a.year, a.week) < (b.year, b.week) }

    private static func weeks(in year: Int) -> Int {
        // A year has 53 weeks when it begins on a Thursday, or on a Wednesday and is a leap year.
        let weekday = floorRemainder(firstDay(of: year) + 3, 7) + 1
        let isLeap = firstDay(of: year + 1) - firstDay(of: year) == 366
        return weekday == 4 || (weekday == 3 && isLeap) ? 53 : 52
    }

    /// 1 January of `year`, in days since 1 January 1970.
    public static func firstDay(of year: Int) -> Int {
        let before = year - 1
        return before * 365 + floor(before, 4) - floor(before, 100) + floor(before, 400) - 719_162
    }

    private static func floor(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

    private static func floorRemainder(_ a: Int, _ b: Int) -> Int { a - floor(a, b) * b }
}

extension ISOWeek: CustomStringConvertible {
    /// `2026-W47`.
    public var description: String { "\(year)-W\(week < 10 ? "0" : "")\(week)" }
}
