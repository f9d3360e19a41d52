import Guide
import Intake

/// What is counted: never a person, never a moment, never two sensitive things together.
///
/// Source: the pairs that the counters of the ledger allow; anything else cannot be expressed here.
enum Happening {
    case sessionBegan
    case stageOpened(Stage, Language)
    case topicOpened(Topic, Stage?)
    case calledUseful(Bool, Topic.ID)
    /// All safety pages as one.
    case helpOpened
    case leftAtOnce
    case endedByItself
    case slipPrinted
    case slipFailed
}

extension Happening {
    /// A value that may not be counted, such as a topic of the safety pages, is not counted: `try?`.
    var counters: [Counter] {
        let counters: [Counter?] =
            switch self {
            case .sessionBegan: [try? Counter(.session)]
            case .stageOpened(let stage, let language):
                [try? Counter(.sessionStage, stage.rawValue), try? Counter(.sessionLanguage, language.tag, stage.rawValue)]
            case .topicOpened(let topic, let stage):
                [try? Counter(.topicOpen, stage?.rawValue ?? CounterDimension.notSaid, topic.id)]
            case .calledUseful(let isUseful, let topic): [try? Counter(isUseful ? .helpfulYes : .helpfulNo, topic)]
            case .helpOpened: [try? Counter(.helpOpen)]
            case .leftAtOnce: [try? Counter(.quickExit)]
            case .endedByItself: [try? Counter(.idleWipe)]
            case .slipPrinted: [try? Counter(.slipPrint)]
            case .slipFailed: [try? Counter(.printFail)]
            }
        return counters.compactMap(\.self)
    }
}

extension Turn {
    mutating func count(_ happening: Happening) {
        effects += happening.counters.map(Effect.count)
    }

    /// A finished intake counts once, however often its slip is issued anew.
    mutating func countAnswers() {
        guard !session.isCounted else { return }
        session.isCounted = true
        effects += form.counts(of: session.answers).map(Effect.count)
    }
}
