import Guide

/// How fast the voice speaks, in hundredths of how it was recorded; the pitch stays.
///
/// Source: VVSG 2.0, 7.1-K: 50–200 % in six to eight steps.
public enum SpeechSpeed: Int, CaseIterable, Hashable, Sendable {
    case half = 50, slow = 75, normal = 100, brisk = 125, fast = 150, faster = 175, double = 200

    var quicker: SpeechSpeed { SpeechSpeed(rawValue: rawValue + 25) ?? self }
    var slower: SpeechSpeed { SpeechSpeed(rawValue: rawValue - 25) ?? self }
}

/// Who listens: the headset, what is said after an action, and how.
extension Turn {
    /// Words go on only until the visitor acts. Source: EN 301 549 V3.2.1, 5.1.3.5.
    mutating func fallSilent(before event: Event) {
        switch event {
        case .pressed(.listen): return
        case .touched, .focused, .pressed: break
        default: return
        }
        if model.machine.hasHeadset || session.alertSince != nil || session.page.isForAGroup { effects.append(.silence) }
        session.isSpeechHeld = false
    }

    /// Plugging a headset in begins a visit, or reads the page; pulling it out hides the page, for whoever listened may be gone.
    mutating func plug(_ isIn: Bool, whileResting: Bool) {
        let wasIn = model.machine.hasHeadset
        model.machine.hasHeadset = isIn
        session.isSpeechHeld = false
        guard isIn else {
            session.isHidden = false
            effects.append(.silence)
            if wasIn, !whileResting, !isBusy, session.page.isOfAVisit { session.alertSince = now }
            return
        }
        session.lastTouch = now
        session.alertSince = nil
        switch session.page {
        case .dark, .welcome, .goodbye, .neutral: whileResting ? effects.append(.readPage) : show(.languages)
        default: effects.append(.readPage)
        }
    }

    /// Says what an action has changed on a page that stays.
    ///
    /// - Parameter wasAsked: the visitor has just answered "are you still there?".
    mutating func tellOutcome(of event: Event, wasAsked: Bool) {
        guard model.machine.hasHeadset, !effects.contains(where: \.isSpeech) else { return }
        switch event {
        case .focused(let control): if session.focus == control { effects.append(.readControl(control)) }
        case .touched(.look), .answered: if session.page == .status { effects += [.silence, .readPage] }
        case .touched:
            if wasAsked {
                effects.append(.readPage)
            } else if let focus = session.focus {
                effects.append(.readControl(focus))
            }
        default: break
        }
    }

    /// Holds what is being said; the next press goes on, or says it again.
    mutating func listen() {
        guard model.machine.hasHeadset else { return }
        effects.append(session.isSpeechHeld ? .resumeSpeech : .holdSpeech)
        session.isSpeechHeld.toggle()
    }
}

extension Effect {
    /// Whether something is said.
    fileprivate var isSpeech: Bool {
        switch self {
        case .readPage, .readControl, .sayCode, .tell, .alert, .repeatSpeech: true
        default: false
        }
    }
}
