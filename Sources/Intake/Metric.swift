/// What is counted, by the week. There are no other counts.
///
/// The raw values are those of the hub's reports.
public enum Metric: String, CaseIterable, Hashable, Sendable {
    case session
    case sessionLanguage = "session_lang"
    case sessionStage = "session_stage"
    case sessionBlock = "session_block"
    case topicOpen = "topic_open"
    case helpfulYes = "fact_helpful_yes"
    case helpfulNo = "fact_helpful_no"
    case audioPlay = "audio_play"
    case slipPrint = "slip_print"
    case tokenIssue = "token_issue"
    /// What people asked to talk about, by stage; up to three for one token.
    case tokenNeed = "token_need"
    /// Help now and all safety topics and needs, as one.
    case helpOpen = "help_open"
    case quickExit = "quick_exit"
    case languageMissing = "language_missing"
    case printFail = "print_fail"
    case idleWipe = "idle_wipe"
    case statsSexAge = "stats_sex_age"
    case statsOrigin = "stats_origin"
    case statsSector = "stats_sector"

    /// What it is broken down by: one shape for each metric, never more than two dimensions, and of pairs only those in
    /// ``CounterPair``.
    public var dimensions: [CounterDimension] {
        switch self {
        case .session, .audioPlay, .slipPrint, .tokenIssue, .helpOpen, .quickExit, .printFail, .idleWipe: []
        case .sessionLanguage: CounterPair.languageStage.dimensions
        case .sessionStage: [.stage]
        case .sessionBlock: [.block]
        case .topicOpen, .tokenNeed: CounterPair.stageTopicGroup.dimensions
        case .helpfulYes, .helpfulNo: [.topicGroup]
        case .languageMissing: [.language]
        case .statsSexAge: CounterPair.sexAge.dimensions
        case .statsOrigin: [.origin]
        case .statsSector: CounterPair.sectorStage.dimensions
        }
    }
}
