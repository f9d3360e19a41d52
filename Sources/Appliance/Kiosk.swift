import Devices
import Guide
import Intake
import Ledger
import Logging
import Scene
import Sealing
import ServiceLifecycle
import Visit

/// The appliance: devices in, one loop, devices out.
///
/// Touches may be dropped when they come too fast; answers to effects never are. Painting happens here; whatever can wait
/// for storage or paper is an errand.
public actor Kiosk: ServiceLifecycle.Service {
    private let desk: Desk
    private let ports: Ports
    private let errands: Errands
    private let log: OperatorLog
    private let (waiting, queue): (AsyncStream<Effect>, AsyncStream<Effect>.Continuation)

    private var debouncers: [HardwareButton: Debouncer] = [:]
    private var isShowing = false
    private var isStale = true
    private var hasDisplay = true
    /// The scene that was last handed to the panel.
    private var shown: Scene?
    private var timer: Task<Void, Never>?
    private var timerAt: Duration?
    private var printer: PrinterStatus = .unknown
    private var lampsShown: [Lamp: LampPattern] = [:]
    private var watchers: [Int: AsyncStream<Scene>.Continuation] = [:]
    private var nextWatcher = 0
    private var errandsBegun = 0
    private var errandsDone = 0

    /// Errands that may wait. Chosen: a visitor cannot cause more within the time-out of a printer.
    static let errandLimit = 256
    /// How often the kiosk looks at its own state without a cause.
    static let housekeeping = Duration.seconds(60)

    public init(
        handbook: Handbook, look: Look, ports: Ports, ledger: Ledger?, mrcKey: MRCPublicKey, logger: Logger,
        touch: TouchTolerance = .standard, encoder: EscPos = .standard
    ) {
        var model = Model()
        model.machine.canSave = ledger != nil
        desk = Desk(handbook: handbook, look: look, panel: ports.display.panel, model: model, touch: touch)
        self.ports = ports
        log = OperatorLog(logger)
        errands = Errands(
            handbook: handbook, look: look, ledger: ledger, key: mrcKey, printer: ports.printer, encoder: encoder,
            clock: ports.clock, log: log)
        (waiting, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Kiosk.errandLimit))
        if ledger == nil { log.note(.ledgerMissing) }
    }

    /// What stands on the glass.
    public var scene: Scene { desk.scene }

    /// How many signals of the touch panel and the buttons have been dealt with.
    public private(set) var signals = 0

    /// Whether nothing is being drawn and no errand waits.
    public var isQuiet: Bool { errandsBegun == errandsDone && !isShowing }

    /// Each scene from now on once it is on the glass, the one in sight first.
    public func scenes() -> AsyncStream<Scene> {
        let (stream, continuation) = AsyncStream.makeStream(of: Scene.self, bufferingPolicy: .bufferingNewest(1))
        let number = nextWatcher
        nextWatcher += 1
        watchers[number] = continuation
        continuation.onTermination = { [weak self] _ in Task { await self?.stopWatching(number) } }
        if let shown { continuation.yield(shown) }
        return stream
    }

    private func stopWatching(_ number: Int) { watchers[number] = nil }

    public func run() async throws {
        await look()
        await present()
        log.note(.started)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.watchTouch() }
                group.addTask { await self.watchButtons() }
                group.addTask { await self.watchPrinter() }
                group.addTask { await self.watchHeadset() }
                group.addTask { await self.watchNetwork() }
                group.addTask { await self.runErrands() }
                group.addTask { await self.keepHouse() }
                await group.waitForAll()
            }
        }
        timer?.cancel()
        log.note(.stopped)
    }

    // MARK: In

    private func watchTouch() async {
        for await signal in ports.touch.events {
            if signal == .unplugged { log.note(.touchLost) }
            await perform(desk.feel(signal, at: ports.clock.now))
            signals += 1
        }
    }

    private func watchButtons() async {
        for await signal in ports.buttons.events {
            var debouncer = debouncers[signal.button] ?? Debouncer()
            let actions = debouncer.receive(isDown: signal.isDown, at: signal.at)
            debouncers[signal.button] = debouncer
            for action in actions {
                if action == .stuck { log.note(.buttonStuck, ["button": "\(signal.button.rawValue)"]) }
                if action == .pressed { await perform(desk.push(signal.button, at: ports.clock.now)) }
            }
            signals += 1
        }
    }

    private func watchPrinter() async {
        for await status in ports.printer.statusChanges { await learn(status) }
    }

    private func learn(_ status: PrinterStatus) async {
        if status != printer { log.note(.printerBecame, ["printer.status": "\(status)"]) }
        printer = status
        await happen(.became(.paper(status.paper, canPrint: status.canPrint)))
    }

    private func watchHeadset() async {
        for await isIn in ports.speaker.headset { await happen(.became(.headset(isIn))) }
    }

    private func watchNetwork() async {
        for await isUp in ports.network.isUp { await happen(.became(.network(isUp))) }
    }

    private func runErrands() async {
        for await effect in waiting {
            if let answer = await errands.run(effect) { await happen(answer) }
            errandsDone += 1
            if errandsDone == errandsBegun, let kept = await errands.kept() { await happen(.became(.kept(kept))) }
        }
    }

    /// Looks at the clock, the printer and the ledger once in a while.
    private func keepHouse() async {
        while !Task.isCancelled {
            do { try await ports.clock.sleep(until: ports.clock.now + Kiosk.housekeeping) } catch { return }
            await look()
        }
    }

    private func look() async {
        let day = ports.clock.wall.day(desk.handbook.guide.site)
        await happen(.became(.day(day)))
        await happen(.became(.counsellors(desk.handbook.guide.site.counsellors(on: day))))
        await learn(ports.printer.status())
        if let kept = await errands.kept() { await happen(.became(.kept(kept))) }
    }

    private func happen(_ event: Event) async {
        await perform(desk.receive(event, at: ports.clock.now))
    }

    // MARK: Out

    private func perform(_ effects: [Effect]) async {
        setTimer()
        await present()
        for effect in effects { await perform(effect) }
        await showLamps()
    }

    private func perform(_ effect: Effect) async {
        switch effect {
        case .silence: await ports.speaker.silence()
        case .cancelPrint: await ports.printer.cancel()
        case .readPage: await readPage()
        case .alert:
            // Harmless words, so that they may be heard in the hall; with a headset they are heard there.
            await speak(desk.scene.spoken.first ?? "", desk.scene.language, isPrivate: desk.model.machine.hasHeadset)
        case .sayCode(let code, let language):
            guard desk.model.machine.hasHeadset else { return }
            let words = code.groups.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ", ")
            await speak(words, language, isPrivate: true)
        case .forget: break
        default:
            errandsBegun += 1
            if case .dropped = queue.yield(effect) {
                errandsDone += 1
                log.note(.errandsOverflowed)
                if let answer = effect.refused { await happen(answer) }
            }
        }
    }

    /// Aloud only into a headset: a hall is full of ears.
    private func readPage() async {
        guard desk.model.machine.hasHeadset else { return }
        await speak(desk.scene.spoken.joined(separator: ". "), desk.scene.language, isPrivate: true)
    }

    private func speak(_ text: String, _ language: Language, isPrivate: Bool) async {
        let volume = Volume(Volume.loudest - desk.model.session.attenuation)
        await ports.speaker.speak(SpokenWords(text: text, language: language.tag, isPrivate: isPrivate, volume: volume))
    }

    /// Shows the newest scene; a scene that came up while the panel was busy follows at once.
    private func present() async {
        isStale = true
        guard !isShowing else { return }
        isShowing = true
        defer { isShowing = false }
        while isStale {
            isStale = false
            if let damage = desk.draw() {
                let scene = desk.scene
                await show(damage)
                shown = scene
                for watcher in watchers.values { watcher.yield(scene) }
            }
            if desk.scene.isPartial {
                // Others come to their turn between two pieces of a long page.
                await Task.yield()
                if desk.layMore() { isStale = true }
            }
        }
    }

    private func show(_ damage: PixelRect) async {
        do {
            try await ports.display.show(desk.frame, damage: hasDisplay ? [damage] : [desk.frame.bounds])
            if !hasDisplay { log.note(.displayBack) }
            hasDisplay = true
        } catch {
            if hasDisplay { log.note(.displayLost, error) }
            hasDisplay = false
        }
    }

    private func showLamps() async {
        for (lamp, pattern) in desk.model.lamps where lampsShown[lamp] != pattern {
            lampsShown[lamp] = pattern
            await ports.lamps.show(pattern, on: lamp)
        }
    }

    // MARK: Time

    /// One timer for everything that time alone changes.
    private func setTimer() {
        let next = [desk.model.wakeAt(desk.handbook.inactivity), desk.touchDeadline.map { $0.sinceBoot + .milliseconds(1) }].compactMap(\.self).min()
        guard next != timerAt else { return }
        timer?.cancel()
        timerAt = next
        guard let next else { return }
        let clock = ports.clock
        timer = Task { [weak self] in
            do { try await clock.sleep(until: MonotonicTime(sinceBoot: next)) } catch { return }
            await self?.timeCame(next)
        }
    }

    private func timeCame(_ moment: Duration) async {
        if timerAt == moment { timerAt = nil }
        let now = ports.clock.now
        if let deadline = desk.touchDeadline, deadline <= now { await perform(desk.touchWaited(until: now)) }
        await happen(.timePassed)
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

extension PrinterStatus {
    /// What the pages need to know of the paper.
    var paper: Machine.Paper {
        if contains(.paperOut) { return .out }
        if contains(.unknown) { return .unknown }
        return contains(.paperNearEnd) ? .nearEnd : .fine
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
        [
            .help: session.page == .dark ? .off : .steady,
            .paper: machine.paper == .out ? .doubleBlink : machine.paper == .nearEnd ? .slowBlink : .off,
            .tower: machine.outOfOrder != nil || !machine.canSave || !machine.canPrint ? .slowBlink : .off,
        ]
    }
}
