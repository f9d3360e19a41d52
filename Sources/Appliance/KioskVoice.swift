import Devices
import Guide
import Sound
import Visit

/// Something for the speaker, in the order in which it was asked for.
enum VoiceOrder: Sendable {
    case words(SpokenWords)
    case silence
    case hold
    /// Goes on; if nothing was left to say, says these.
    case resume(otherwise: SpokenWords?)
}

/// What is said aloud. A hall is full of ears: only the alert and the pages for a group come from the loudspeaker, all else goes
/// into a headset.
extension Kiosk {
    func voice(_ effect: Effect) {
        if case .alert = effect { return say(desk.alert, isPrivate: desk.model.machine.hasHeadset) }
        if case .silence = effect { return order(.silence) }
        // The staff have put these pages up for everybody to hear.
        if case .readPage = effect, desk.model.session.page.isForAGroup, !desk.model.machine.hasHeadset {
            return say(desk.narration, isPrivate: false)
        }
        guard desk.model.machine.hasHeadset else { return }
        switch effect {
        case .readPage: say(desk.narration)
        case .readControl(let id): if let narration = desk.narration(of: id) { say(narration) }
        case .tell(let sentence): say(desk.narrator(in: desk.scene.language).sentence(sentence))
        case .sayCode(let code, let language): say(desk.narrator(in: language).code(code.groups))
        case .holdSpeech: order(.hold)
        case .resumeSpeech: order(.resume(otherwise: lastSaid.map { spoken($0) }))
        case .repeatSpeech: if let lastSaid { order(.words(spoken(lastSaid))) }
        default: break
        }
    }

    private func say(_ utterance: Utterance, isPrivate: Bool = true) {
        guard !utterance.isEmpty else { return }
        if isPrivate { lastSaid = utterance }
        order(.words(spoken(utterance, isPrivate: isPrivate)))
    }

    /// As loud and as fast as the visitor has set it.
    private func spoken(_ utterance: Utterance, isPrivate: Bool = true) -> SpokenWords {
        let session = desk.model.session
        return SpokenWords(
            utterance.pieces.map { $0.recording.map { .words($0.text, language: $0.language.tag) } ?? .pause }, isPrivate: isPrivate,
            volume: Volume(Volume.loudest - session.attenuation), tempo: Tempo(session.speed.rawValue))
    }

    /// Carries out one order; returns when the speaker has taken it.
    func carryOut(_ order: VoiceOrder) async {
        switch order {
        case .words(let words): await ports.speaker.speak(words)
        case .silence: await ports.speaker.silence()
        case .hold: await ports.speaker.hold()
        case .resume(let otherwise): if await !ports.speaker.resume(), let otherwise { await ports.speaker.speak(otherwise) }
        }
    }
}

extension Desk {
    /// Whoever says what stands on the glass.
    func narrator(in language: Language) -> Narrator {
        Narrator(guide: handbook.guide, language: language, voices: handbook.voices)
    }

    /// What is said of the part in sight.
    var narration: Utterance {
        narrator(in: scene.language).page(content(of: model, handbook), items: scene.items, part: scene.part, parts: scene.parts)
    }

    /// What is said of a control; nil: it is not in sight.
    func narration(of id: ControlID) -> Utterance? {
        guard let index = scene.controls.firstIndex(where: { $0.id == id }) else { return nil }
        let control = scene.controls[index]
        return narrator(in: scene.language)
            .control(control.words, isSelected: control.isSelected, place: index + 1, of: scene.controls.count)
    }

    /// "Are you still there?"
    var alert: Utterance { narrator(in: scene.language).alert(content(of: model, handbook)) }
}
