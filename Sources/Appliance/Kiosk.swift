import Devices
import Guide
import Intake
import Ledger
import Link
import Logging
import Scene
import Sealing
import ServiceLifecycle
import Sound
import Visit

/// The appliance: devices in, one loop, devices out.
///
/// Touches may be dropped when they come too fast; answers to effects never are. Painting happens here; whatever can wait
/// for storage, paper or sound is done elsewhere, one thing after another.
public actor Kiosk: ServiceLifecycle.Service {
    /// Where the kiosk runs: on a board the loop that owns the screen and the touch panel, so that a touch becomes a
    /// picture without a change of thread.
    public nonisolated let executor: any SerialExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let desk: Desk
    let ports: Ports
    let errands: Errands
    let hub: HubTies
    nonisolated let log: OperatorLog
    let hours: OpeningHours
    private let (waiting, queue): (AsyncStream<Errand>, AsyncStream<Errand>.Continuation)
    private let (unsaid, voiceOrders): (AsyncStream<VoiceOrder>, AsyncStream<VoiceOrder>.Continuation)
    private let (asked, asker): (AsyncStream<Effect>, AsyncStream<Effect>.Continuation)
    private let (cancels, canceller): (AsyncStream<Void>, AsyncStream<Void>.Continuation)

    var debouncers: [HardwareButton: Debouncer] = [:]
    /// A key at rest, with the times that are set for all of them.
    let keyAtRest: Debouncer
    var chord = StaffChord()
    var stuckButtons: Set<HardwareButton> = []
    /// When the level of a button was last read without an edge.
    var buttonReadAt: [HardwareButton: MonotonicTime] = [:]
    var isShowing = false
    var isStale = true
    var hasDisplay = true
    var hasTouch = true
    /// Since when a picture waits for a panel that is there.
    var pictureDueSince: MonotonicTime?
    var pictures: UInt64 = 0
    /// The scene that was last handed to the panel.
    var shown: Scene?
    var timer: Task<Void, Never>?
    var timerAt: Duration?
    /// The printer as it was heard last: it tells of itself, and is asked once in a while.
    public internal(set) var printer: PrinterStatus = .unknown
    /// What the visitor heard last; goes with the visit.
    var lastSaid: Utterance?
    var lampsShown: [Lamp: LampPattern] = [:]
    var lightShown: PanelLight?
    private var watchers: [Int: AsyncStream<Scene>.Continuation] = [:]
    private var nextWatcher = 0
    private var errandsBegun = 0
    private var errandsDone = 0
    /// Slips asked for by an errand up to this number are not wanted any more.
    private var lastCancelled = 0
    private var asidesBegun = 0
    private var asidesDone = 0
    private var isLooking = false
    /// A guide that came while somebody was at the kiosk.
    private var nextHandbook: Handbook?
    /// What was wrong with the notices of staff at the last look; told once.
    private var noticeTrouble: ConfigurationError?

    /// Something to be done elsewhere, by its place in the queue.
    private struct Errand: Sendable {
        let number: Int
        let effect: Effect
    }

    /// Errands that may wait. Chosen: a visitor cannot cause more within the time-out of a printer.
    static let errandLimit = 256
    /// Questions about numbers that may wait. Chosen: a visitor asks one at a time, and may leave while it is answered.
    static let questionLimit = 4
    /// Orders that may wait for the speaker. Chosen: more than a visitor listens to; the oldest give way.
    static let voiceOrderLimit = 16
    /// How often the kiosk looks at its own state without a cause.
    public static let housekeeping = Duration.seconds(60)

    public init(
        handbook: Handbook, look: Look, ports: Ports, ledger: Ledger?, mrcKey: MRCPublicKey, logger: Logger,
        touch: TouchTolerance = .standard, buttons: ButtonWiring? = nil, encoder: EscPos = .standard, hours: OpeningHours = .always,
        staff: StaffTools = StaffTools(), hub: HubTies = .none, executor: any SerialExecutor = QueueExecutor()
    ) {
        var model = Model()
        model.machine.canSave = ledger != nil
        model.machine.staffLock = StaffLock(afterTries: staff.tries, at: ports.clock.now.sinceBoot)
        // Nobody has waited yet, however long the board has been up.
        model.session.lastTouch = ports.clock.now.sinceBoot
        self.executor = executor
        self.hub = hub
        self.hours = hours
        keyAtRest = buttons.map { Debouncer(of: $0) } ?? Debouncer()
        desk = Desk(handbook: handbook, look: look, panel: ports.display.panel, model: model, touch: touch)
        self.ports = ports
        log = OperatorLog(logger, clock: ports.clock)
        errands = Errands(
            handbook: handbook, look: look, ledger: ledger, key: mrcKey, printer: ports.printer, encoder: encoder,
            clock: ports.clock, log: log, staff: staff, hub: hub)
        (waiting, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Kiosk.errandLimit))
        (asked, asker) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Kiosk.questionLimit))
        (unsaid, voiceOrders) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Kiosk.voiceOrderLimit))
        // One more while one is being carried out says as much as many.
        (cancels, canceller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        if ledger == nil { log.note(.ledgerMissing) }
    }

    /// What stands on the glass.
    public var scene: Scene { desk.scene }
    /// Words that are remembered of pages, so that they need not be shaped again.
    var words: Set<String> { desk.words }

    /// How many signals of the touch panel and the buttons have been dealt with.
    public internal(set) var signals = 0

    /// Whether nothing is being drawn, said or cancelled, and no errand waits.
    public var isQuiet: Bool {
        errandsBegun == errandsDone && asidesBegun == asidesDone && !isShowing && !isLooking
    }

    /// Whether a headset is plugged in, as far as the kiosk has noticed.
    public var hasHeadset: Bool { desk.model.machine.hasHeadset }

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

    /// Tells everybody who watches what is on the glass now.
    func tellWatchers(_ scene: Scene) {
        shown = scene
        for watcher in watchers.values { watcher.yield(scene) }
    }

    public func run() async throws {
        await present()
        log.note(.started)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.watchDisplay() }
                group.addTask { await self.watchTouch() }
                group.addTask { await self.watchButtons() }
                group.addTask { await self.watchPrinter() }
                group.addTask { await self.watchHeadset() }
                group.addTask { await self.watchNetwork() }
                group.addTask { await self.runErrands() }
                group.addTask { await self.answerQuestions() }
                group.addTask { await self.cancelPrints() }
                group.addTask { await self.speak() }
                group.addTask { await self.keepHouse() }
                await group.waitForAll()
            }
        }
        timer?.cancel()
        // Whoever looks while the program is away sees why.
        await happen(.stopping(.restart))
        log.note(.stopped)
    }

    // MARK: What is done elsewhere

    /// Sends somebody on an errand; the answer where it cannot wait any more and is refused on the spot.
    func send(_ effect: Effect) -> Event? {
        if case .lookUp = effect { return ask(effect) }
        errandsBegun += 1
        guard case .dropped = queue.yield(Errand(number: errandsBegun, effect: effect)) else { return nil }
        errandsDone += 1
        log.note(.errandsOverflowed)
        return effect.refused
    }

    /// What became of a number is asked beside all errands: whoever saves or prints does not wait for a hub that is slow.
    private func ask(_ effect: Effect) -> Event? {
        guard case .enqueued = asker.yield(effect) else {
            log.note(.errandsOverflowed)
            return effect.refused
        }
        asidesBegun += 1
        return nil
    }

    private func answerQuestions() async {
        for await question in asked {
            if let answer = await errands.run(question) { await happen(answer) }
            asidesDone += 1
        }
    }

    private func runErrands() async {
        for await errand in waiting {
            if !isCancelled(errand), let answer = await errands.run(errand.effect) { await happen(answer) }
            errandsDone += 1
            if errandsDone == errandsBegun, let kept = await errands.kept() { await happen(.became(.kept(kept))) }
        }
    }

    /// A slip whose visitor left while it waited for its turn never begins.
    private func isCancelled(_ errand: Errand) -> Bool {
        guard case .print = errand.effect else { return false }
        return errand.number <= lastCancelled
    }

    func cancelPrint() {
        lastCancelled = errandsBegun
        // The queue of one is full: what waits there says the same.
        if case .enqueued = canceller.yield() { asidesBegun += 1 }
    }

    private func cancelPrints() async {
        for await _ in cancels {
            await ports.printer.cancel()
            asidesDone += 1
        }
    }

    func order(_ order: VoiceOrder) {
        if case .enqueued = voiceOrders.yield(order) { asidesBegun += 1 }
    }

    private func speak() async {
        for await order in unsaid {
            await carryOut(order)
            asidesDone += 1
        }
    }

    // MARK: Time

    /// Looks at the clock, the printer and the ledger at the start, and once in a while.
    private func keepHouse() async {
        while !Task.isCancelled {
            isLooking = true
            await look()
            isLooking = false
            do { try await ports.clock.sleep(until: ports.clock.now + Kiosk.housekeeping) } catch { return }
        }
    }

    /// Shows another guide, without a restart: at once if nobody is at the kiosk, else within a minute after they left.
    public func adopt(_ handbook: Handbook) async {
        nextHandbook = handbook
        await adoptBetweenVisits()
    }

    private func adoptBetweenVisits() async {
        guard let next = nextHandbook, desk.model.isBetweenVisits, errandsBegun == errandsDone, asidesBegun == asidesDone else {
            return
        }
        nextHandbook = nil
        desk.adopt(next)
        await errands.adopt(next)
        log.note(.guideChanged, ["guide.version": "\(next.guide.version)"])
        await present()
    }

    private func look() async {
        await adoptBetweenVisits()
        let day = ports.clock.wall.day(desk.handbook.guide.site)
        await happen(.became(.day(day)))
        await happen(.became(.counsellors(desk.handbook.guide.site.counsellors(on: day))))
        await readNotices()
        await learn(ports.printer.status())
        await errands.expire()
        if let kept = await errands.kept() { await happen(.became(.kept(kept))) }
    }

    /// What staff put up while the kiosk runs comes onto the glass within a minute, and goes as soon.
    private func readNotices() async {
        do throws(ConfigurationError) {
            let notices = try await errands.notices()
            noticeTrouble = nil
            if notices != desk.model.machine.notices { await happen(.became(.notices(notices))) }
        } catch {
            if noticeTrouble != error { log.note(.noticesRefused, error) }
            noticeTrouble = error
            if !desk.model.machine.notices.isEmpty { await happen(.became(.notices([]))) }
        }
    }

    /// One timer for everything that time alone changes.
    func setTimer() {
        let next = [
            desk.model.wakeAt(desk.handbook.inactivity, desk.handbook.staff), desk.touchDeadline.map { $0.sinceBoot + .milliseconds(1) },
            debouncers.values.compactMap(\.nextReading).min()?.sinceBoot, chord.deadline?.sinceBoot,
        ].compactMap(\.self).min()
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
        await readHeldButtons(at: now)
        if chord.isCalled(at: now) { await happen(.staffCalled) }
        if let deadline = desk.touchDeadline, deadline <= now { await perform(desk.touchWaited(until: now)) }
        await happen(.timePassed)
    }
}
