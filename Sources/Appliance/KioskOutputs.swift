import Devices
import Guide
import Scene
import Visit

/// Something for the speaker, in the order in which it was asked for.
enum Utterance: Sendable {
    case words(SpokenWords)
    case silence
}

/// What goes out to the devices. Nothing here waits for anything but the glass.
extension Kiosk {
    func perform(_ effects: [Effect]) async {
        setTimer()
        // Given out before the glass is waited for: what comes in meanwhile must not overtake it, or a slip would begin after
        // its visitor has left.
        let refusals = effects.compactMap { giveOut($0) }
        await present()
        await showLamps()
        await showLight()
        for refusal in refusals { await happen(refusal) }
    }

    /// Gives an effect to whoever carries it out; the answer where nobody can.
    private func giveOut(_ effect: Effect) -> Event? {
        switch effect {
        case .silence: say(.silence)
        case .cancelPrint: cancelPrint()
        case .readPage: readPage()
        case .alert:
            // Harmless words, so that they may be heard in the hall; with a headset they are heard there.
            say(desk.scene.spoken.first ?? "", desk.scene.language, isPrivate: desk.model.machine.hasHeadset)
        case .sayCode(let code, let language):
            guard desk.model.machine.hasHeadset else { return nil }
            let words = code.groups.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ", ")
            say(words, language, isPrivate: true)
        case .forget: break
        default: return send(effect)
        }
        return nil
    }

    /// Aloud only into a headset: a hall is full of ears.
    private func readPage() {
        guard desk.model.machine.hasHeadset else { return }
        say(desk.scene.spoken.joined(separator: ". "), desk.scene.language, isPrivate: true)
    }

    private func say(_ text: String, _ language: Language, isPrivate: Bool) {
        let volume = Volume(Volume.loudest - desk.model.session.attenuation)
        say(.words(SpokenWords(text: text, language: language.tag, isPrivate: isPrivate, volume: volume)))
    }

    // MARK: The glass

    /// Shows the newest scene; a scene that came up while the panel was busy follows at once.
    func present() async {
        isStale = true
        guard !isShowing else { return }
        isShowing = true
        defer { isShowing = false }
        while isStale {
            isStale = false
            let damage = desk.draw()
            if damage != nil || !hasDisplay {
                let scene = desk.scene
                await show(hasDisplay ? damage : nil)
                tellWatchers(scene)
            }
            if desk.scene.isPartial {
                // Others come to their turn between two pieces of a long page.
                await Task.yield()
                if desk.layMore() { isStale = true }
            }
        }
    }

    /// Shows the part that changed; `nil`: everything.
    private func show(_ damage: PixelRect?) async {
        if pictureDueSince == nil { pictureDueSince = ports.clock.now }
        do {
            try await ports.display.show(desk.frame, damage: [damage ?? desk.frame.bounds])
            if !hasDisplay { log.note(.displayBack) }
            hasDisplay = true
            pictures += 1
            pictureDueSince = nil
        } catch {
            lose(error)
        }
    }

    func lose(_ error: DisplayError) {
        if hasDisplay { log.note(.displayLost, error) }
        hasDisplay = false
        // A picture is due again when there is a panel.
        pictureDueSince = nil
    }

    // MARK: Lamps and light

    private func showLamps() async {
        for (lamp, pattern) in desk.model.lamps where lampsShown[lamp] != pattern {
            lampsShown[lamp] = pattern
            await ports.lamps.show(pattern, on: lamp)
        }
    }

    private func showLight() async {
        let light = desk.model.light(at: ports.clock.wall, of: desk.handbook.guide.site, hours)
        guard light != lightShown else { return }
        lightShown = light
        await ports.display.light(light)
    }
}

extension Effect {
    /// The answer where an errand cannot even be begun.
    var refused: Event? {
        switch self {
        case .save(let visit, _, _): .answered(visit, .couldNotSave)
        case .print(let visit, let slip, _): .answered(visit, .couldNotPrint(slip.kind))
        case .lookUp(let visit, _): .answered(visit, .lookedUp(nil))
        default: nil
        }
    }
}

extension Site {
    /// Whether a counsellor is there on `day`; without hours or a trusted clock nobody knows.
    func counsellors(on day: GuideDate?) -> Machine.Counsellors {
        guard let day, !hours.isEmpty else { return .unknown }
        return hours.contains { $0.weekdays.contains(day.weekday) } ? .here : .notToday
    }
}

extension Model {
    /// What the lamps tell: where to press for help, whether somebody has to bring paper.
    var lamps: [Lamp: LampPattern] {
        guard !triesLamps else { return Dictionary(uniqueKeysWithValues: Lamp.allCases.map { ($0, .slowBlink) }) }
        return [
            .help: session.page == .dark ? .off : .steady,
            .paper: machine.paper == .out ? .doubleBlink : machine.paper == .nearEnd ? .slowBlink : .off,
            .tower: machine.outOfOrder != nil || !machine.canSave || !machine.canPrint ? .slowBlink : .off,
        ]
    }

    /// How bright the glass is: full for whoever is there, dim when nobody is, off outside the hours of the screen.
    ///
    /// The time is only asked for when nobody is there.
    func light(at wall: @autoclosure () -> WallTime, of site: Site, _ hours: OpeningHours) -> PanelLight {
        guard session.page == .dark else { return .full }
        let wall = wall()
        guard wall.trust != .none else { return .dim }
        let minute = (wall.secondsSince1970 / 60 + Int64(site.minutesAheadOfUTC)) % 1_440
        return hours.contains(minuteOfDay: Int(minute < 0 ? minute + 1_440 : minute)) ? .dim : .off
    }
}
