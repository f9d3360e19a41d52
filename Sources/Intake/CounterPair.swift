/// The only pairs of dimensions that may be counted together. There are no triples.
///
/// A third dimension, or language by a sensitive topic, would soon describe one person.
public enum CounterPair: CaseIterable, Hashable, Sendable {
    case languageStage
    case stageTopicGroup
    case sexAge
    case sectorStage

    public var dimensions: [CounterDimension] {
        switch self {
        case .languageStage: [.language, .stage]
        case .stageTopicGroup: [.stage, .topicGroup]
        case .sexAge: [.sex, .age]
        case .sectorStage: [.sector, .stage]
        }
    }
}
