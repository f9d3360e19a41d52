/// A day of the Gregorian calendar, without clock or time zone.
public struct GuideDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let year: Int
    /// Range: 1–12.
    public let month: Int
    /// Range: 1–31.
    public let day: Int

    /// `nil` unless the month has such a day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...GuideDate.days(in: month, of: year)).contains(day),
            (1900...2200).contains(year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026`, `2026-11` or `2026-11-22`; what is missing counts as the first.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.map { $0.allSatisfy(\.isASCII) ? Int($0) : nil }
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4, !numbers.contains(nil) else { return nil }
        self.init(
            year: numbers[0] ?? 0, month: numbers.count > 1 ? numbers[1] ?? 0 : 1,
            day: numbers.count > 2 ? numbers[2] ?? 0 : 1)
    }

    /// The day that lies `dayNumber` days after 1 January 1970.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    public init(dayNumber: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1 January 1970. Source: as above, `days_from_civil`.
    public var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Monday is 1, Sunday is 7 (ISO 8601).
    public var weekday: Int { (dayNumber % 7 + 7 + 3) % 7 + 1 }

    /// The ISO 8601 week that the day is in.
    public var week: (year: Int, week: Int) {
        let thursday = GuideDate(dayNumber: dayNumber - weekday + 4)
        let january = GuideDate(dayNumber: thursday.dayNumber - thursday.dayOfYear + 1)
        return (thursday.year, (thursday.dayNumber - january.dayNumber) / 7 + 1)
    }

    private var dayOfYear: Int {
        (1..<month).reduce(day) { $0 + GuideDate.days(in: $1, of: year) }
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2026-11-22`.
    public var description: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }

    public static func < (a: GuideDate, b: GuideDate) -> Bool { a.dayNumber < b.dayNumber }
}
