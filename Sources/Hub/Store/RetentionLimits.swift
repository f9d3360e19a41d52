/// The last day, or second, of what must go now: both stores erase by these.
public struct RetentionLimits: Hashable, Sendable {
    /// Sessions end after twelve hours at the latest, whoever forgot to sign out and whatever is set.
    public static let sessionHours = 12
    /// A month of retention counts as so many days: nothing is kept for longer than is said.
    static let daysOfMonth = 30

    /// Records that arrived on this day or before cannot be opened any more.
    public let lastUnopenableDay: Int64
    /// Answers whose last day this is, or an earlier one, go.
    public let yesterday: Int64
    /// Answers of cases that were opened on this day or before go.
    public let lastErasedOpeningDay: Int64
    /// Numbers that came on this day or before are forgotten: never as long as their slip could open them, or a number that was
    /// called back could be opened by it.
    public let lastForgottenDay: Int64
    /// Sessions that began in this second or before end.
    public let lastEndedSecond: Int64
    /// Certificates that expired in this second or before, and are not a kiosk's last good one, go. Until then a stick that was
    /// long on its way can still be told from a stolen one.
    public let lastUselessExpiry: Int64
    /// This second.
    let now: Int64

    public init(at now: HubTime, rules: RetentionRules) {
        let today = now.dayNumber
        lastUnopenableDay = Int64(today - rules.openableWeeks * 7 - 1)
        yesterday = Int64(today - 1)
        lastErasedOpeningDay = Int64(today - rules.answerDays)
        lastForgottenDay = Int64(today - max(rules.tokenMonths * Self.daysOfMonth, rules.openableWeeks * 7) - 1)
        lastEndedSecond = now.seconds - Int64(Self.sessionHours) * 3600
        self.now = now.seconds
        lastUselessExpiry = now.seconds - Int64(rules.tokenMonths * Self.daysOfMonth) * 86_400
    }
}
