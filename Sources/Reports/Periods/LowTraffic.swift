/// How often a site with few visitors may be told of.
///
/// Source: `domain.md` 7.7, rule 6.
public enum LowTraffic {
    /// Fewer sessions than these, in a week or in a month, and the period is too short to tell of.
    public static let fewestSessions = 30

    /// Whether a site had enough sessions in a period for figures of its own. Quarters and years are always long enough.
    public static func allows(_ length: Period.Length, sessions: Int) -> Bool {
        switch length {
        case .week, .month: sessions >= fewestSessions
        case .quarter, .year: true
        }
    }
}
