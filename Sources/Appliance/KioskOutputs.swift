import Devices
import Guide
import Heap
import Scene
import Visit

/// What goes out to the devices. Nothing here waits for anything but the glass.
extension Kiosk {
    func perform(_ effects: [Effect]) async {
        setTimer()
        // Given out before the glass is waited for: what comes in meanwhile must not overtake it, or a slip would begin after
        // its visitor has left.
        let answers = effects.compactMap { giveOut($0) }
        await present()
        await showLamps()
        await showLight()
        // After the glass: it takes some milliseconds, and nobody is there.
        if effects.contains(where: \.isEndOfVisit) {
            desk.forget()
            Heap.giveBack()
        }
        for answer in answers { await happen(answer) }
    }

    /// Gives an effect to whoever carries it out; the answer where it has one at once, or where nobody can.
    private func giveOut(_ effect: Effect) -> Event? {
        switch effect {
        case .silence, .sayCode, .readPage, .readControl, .holdSpeech, .resumeSpeech, .repeatSpeech, .tell, .alert: voice(effect)
        case .cancelPrint: cancelPrint()
        case .forget: lastSaid = nil
        case .moveFrame: return desk.nextFramed.map(Event.framed)
        default: return send(effect)
        }
        return nil
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
    fileprivate var isEndOfVisit: Bool { if case .forget = self { true } else { false } }

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
