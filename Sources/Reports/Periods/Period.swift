import Intake

/// A fixed stretch of the calendar: the only ones that a figure may be about.
///
/// All are made of whole ISO weeks, because a kiosk counts by the week: a week belongs to the month, the quarter and the year
/// that its Thursday lies in. So periods nest, and two of one length never overlap.
public struct Period: Hashable, Sendable {
    /// How long a period is, the shortest first.
    public enum Length: Int, CaseIterable, Hashable, Sendable, Comparable {
        case week, month, quarter, year

        /// What it is called on a page.
        public var name: String {
            switch self {
            case .week: "week"
            case .month: "month"
            case .quarter: "quarter"
            case .year: "year"
            }
        }

        public static func < (a: Length, b: Length) -> Bool { a.rawValue < b.rawValue }
    }

    public let length: Length
    /// Its first and last week.
    public let weeks: ClosedRange<ISOWeek>

    /// The period of this length that a week is in.
    public init(_ length: Length, with week: ISOWeek) {
        self.length = length
        var first = week, last = week
        let name = Period.name(length, of: week)
        while let before = first.advanced(by: -1), Period.name(length, of: before) == name { first = before }
        while let after = last.advanced(by: 1), Period.name(length, of: after) == name { last = after }
        weeks = first...last
    }

    /// Its Monday and its Sunday, in days since 1 January 1970.
    public var days: ClosedRange<Int> { weeks.lowerBound.monday...(weeks.upperBound.monday + 6) }

    /// Whether its last day lies before a day: until then nothing of it is told.
    public func isOver(on dayNumber: Int) -> Bool { days.upperBound < dayNumber }

    /// The one before, or `nil` in the year 2000.
    public var previous: Period? { weeks.lowerBound.advanced(by: -1).map { Period(length, with: $0) } }

    public func overlaps(_ other: Period) -> Bool { weeks.overlaps(other.weeks) }

    /// The latest periods of a length that are over, the newest first.
    public static func past(_ length: Length, before dayNumber: Int, count: Int) -> [Period] {
        guard let week = ISOWeek(dayNumber: dayNumber) else { return [] }
        var periods: [Period] = []
        var next: Period? = Period(length, with: week)
        while let period = next, periods.count < count {
            if period.isOver(on: dayNumber) { periods.append(period) }
            next = period.previous
        }
        return periods
    }
}

extension Period: CustomStringConvertible {
    /// `2026-W47`, `2026-11`, `2026-Q4` or `2026`.
    public var description: String { Period.name(length, of: weeks.lowerBound) }

    /// Reads what ``description`` writes; `nil` for anything else.
    public init?(_ text: String) {
        guard let year = Int(text.prefix(4)), let middle = ISOWeek(year: year, week: 1) else { return nil }
        let length: Length
        let weeksLater: Int
        switch text.utf8.count {
        case 4: (length, weeksLater) = (.year, 0)
        // A week that surely lies in the month: its Thursday is between the 8th and the 21st.
        case 7 where text.dropFirst(5).first == "Q": (length, weeksLater) = (.quarter, 13 * (Int(text.suffix(1)) ?? 0) - 7)
        case 7: (length, weeksLater) = (.month, (Int(text.suffix(2)) ?? 0) * 435 / 100 - 3)
        case 8: (length, weeksLater) = (.week, (Int(text.suffix(2)) ?? 0) - 1)
        default: return nil
        }
        guard let week = middle.advanced(by: weeksLater) else { return nil }
        self.init(length, with: week)
        guard description == text else { return nil }
    }

    private static func name(_ length: Length, of week: ISOWeek) -> String {
        switch length {
        case .week: week.description
        case .month: "\(week.year)-\(month(of: week) < 10 ? "0" : "")\(month(of: week))"
        case .quarter: "\(week.year)-Q\((month(of: week) + 2) / 3)"
        case .year: "\(week.year)"
        }
    }

    /// The month of the week's Thursday, which lies in the week's year.
    private static func month(of week: ISOWeek) -> Int {
        let isLeap = week.year % 4 == 0 && (week.year % 100 != 0 || week.year % 400 == 0)
        var left = week.monday + 3 - ISOWeek.firstDay(of: week.year)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30]
        for (index, days) in lengths.enumerated() {
            if left < days { return index + 1 }
            left -= days
        }
        return 12
    }
}
