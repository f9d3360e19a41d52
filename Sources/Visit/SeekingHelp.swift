import Guide
import Intake

/// Help now: contacts first, never a question about violence, shown and not printed unless asked twice.
///
/// Source: IASC, How to support survivors of gender-based violence (pocket guide); WHO ethical and safety
/// recommendations (2003).
extension Turn {
    mutating func openHelp() {
        if case .help = session.page { return }
        if session.page == .dark { return act(.wake) }
        if session.language == nil { session.language = language }
        count(.helpOpened)
        go(to: .help(.safe))
    }

    mutating func seekHelp(_ action: Action) {
        switch action {
        case .helpGoOn: go(to: .help(.contacts))
        case .helpNext: nextStep()
        case .helpTalk: go(to: .help(.talk))
        case .helpNumber:
            session.isSafePath = true
            session.answers = Answers()
            go(to: .notice)
        case .helpPrint: go(to: .help(.print))
        case .under18:
            session.answers = Answers()
            session.isUnderAge = true
            go(to: .underAge)
        default: break
        }
    }

    private mutating func nextStep() {
        switch session.page {
        case .help(.contacts): go(to: .help(.safer))
        case .help(.safer): go(to: .help(.choose))
        default: break
        }
    }
}
