/// One thing that a counter may be broken down by.
public enum CounterDimension: String, CaseIterable, Hashable, Sendable {
    case language
    case stage
    case topicGroup = "topic_group"
    case sector
    case sex
    case age
    case origin
    /// Weekday or weekend, day or evening: the only trace of the hour, and always alone.
    case block

    /// What is counted where the visitor gave no answer.
    public static let notSaid = "none"

    /// The only values allowed, or `nil` where the site or the guide decides.
    public var values: [String]? {
        switch self {
        case .stage: ["pre", "arr", "work", "prob", "ret", "fam", CounterDimension.notSaid]
        case .sector:
            ["home", "factory", "building", "fishing", "farm", "shop", "care", "other", CounterDimension.notSaid]
        case .sex: ["woman", "man", "other", CounterDimension.notSaid]
        case .age: ["18-24", "25-34", "35-49", "50", CounterDimension.notSaid]
        case .block: ["weekday-day", "weekday-evening", "weekend-day", "weekend-evening", CounterDimension.notSaid]
        case .language, .topicGroup, .origin: nil
        }
    }

    /// Topics and needs that are never counted by themselves: they count as ``Metric/helpOpen``, all as one.
    public static let sensitiveTopics: Set<String> = ["safety", "help-now", "violence", "T01", "T12"]

    /// Whether a value may be counted. Open values have 2–16 letters, digits and hyphens, three digits at the most, so
    /// that no number of a person or a slip can slip in.
    public func allows(_ value: String) -> Bool {
        if let values { return values.contains(value) }
        if self == .topicGroup, CounterDimension.sensitiveTopics.contains(value) { return false }
        let scalars = value.unicodeScalars
        return (2...16).contains(scalars.count) && scalars.count { "0"..."9" ~= $0 } <= 3
            && scalars.allSatisfy { "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0 || $0 == "-" }
    }
}
