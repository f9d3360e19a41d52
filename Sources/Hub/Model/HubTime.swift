import Guide
import Intake

/// The hub's time, in whole seconds since 1 January 1970, UTC. It comes in as an argument; nothing in this module looks at a clock.
public struct HubTime: Hashable, Sendable, Comparable {
    public let seconds: Int64

    public init(seconds: Int64) { self.seconds = seconds }

    /// The day, in UTC.
    public var day: GuideDate { GuideDate(dayNumber: dayNumber) }

    /// Days since 1 January 1970.
    public var dayNumber: Int { Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400) }

    /// The ISO week, or `nil` before 2000 and after 2255.
    public var week: ISOWeek? { ISOWeek(dayNumber: dayNumber) }

    public static func < (a: HubTime, b: HubTime) -> Bool { a.seconds < b.seconds }
    public static func + (time: HubTime, duration: Duration) -> HubTime {
        HubTime(seconds: time.seconds + duration.components.seconds)
    }
}
