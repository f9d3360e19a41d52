import Guide
import Hub

/// How the desk is set up.
public struct DeskSettings: Sendable {
    /// Whether browsers reach the desk over TLS. Over plain loopback HTTP cookies go without `Secure`. Default: `false`.
    public var isSecure = false
    /// What the centre is called, above every page and in the authenticator. Default: `MRC desk`.
    public var name = "MRC desk"
    /// Minutes that the centre's time is ahead of UTC. Default: 0. Range: -720 to 840.
    ///
    /// It decides which day it is, and how many days ago something was. The days that a case keeps (opened, closed, to be erased)
    /// and that the store counts by are those of UTC, and so say the pages.
    public var minutesAheadOfUTC = 0
    public var signIn = SignInRules()
    /// How much a guess at a password costs. Default: ``PasswordHash/Cost/usual``.
    public var passwordCost = PasswordHash.Cost.usual

    public init() {}

    /// The day at the centre.
    func dayNumber(at time: HubTime) -> Int { (time + .seconds(Int64(minutesAheadOfUTC) * 60)).dayNumber }

    /// The day at the centre.
    func day(at time: HubTime) -> GuideDate { GuideDate(dayNumber: dayNumber(at: time)) }

    /// How long ago, in days, as words: nothing shorter than a day is ever told.
    func daysAgo(_ time: HubTime, now: HubTime) -> String { DayWords.ago(dayNumber(at: now) - dayNumber(at: time)) }
}

/// Days in words.
enum DayWords {
    static func ago(_ days: Int) -> String {
        switch days {
        case ..<1: "today"
        case 1: "yesterday"
        default: "\(days) days ago"
        }
    }
}
