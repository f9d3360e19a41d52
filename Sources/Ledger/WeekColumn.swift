import GRDB
import Intake

/// A week as the tables hold it: `year * 100 + week`, or 0 where the clock was not to be trusted.
struct WeekColumn: DatabaseValueConvertible {
    let week: ISOWeek?

    init(_ week: ISOWeek?) { self.week = week }

    var databaseValue: DatabaseValue { (week.map { $0.year * 100 + $0.week } ?? 0).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> WeekColumn? {
        Int.fromDatabaseValue(value).map { WeekColumn(ISOWeek(year: $0 / 100, week: $0 % 100)) }
    }
}
