import Devices
import Synchronization

/// The voice on a sound card: plays recordings, and knows from its socket whether a headset is plugged in.
///
/// It has a loop of its own: decoding must not be felt on the glass, nor the glass in the voice. While nothing is said it does
/// nothing. A card that is missing or gone is tried again with the next words.
public actor LinuxSpeaker: Speaker {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let jack = Outlet<Bool>()
    private nonisolated let isIn = Mutex(false)
    private nonisolated let told = Mutex<String?>(nil)

    private let name: String
    private let shelf: any ClipShelf
    private var card: SoundCard?
    private var waiting: [SpokenWords] = []
    private var reel: SpeechReel?
    /// Made, and not yet in the card.
    private var ready: [Int16] = []
    /// The last samples that the card took: what it has not played yet is among them.
    private var given: [Int16] = []
    private var isHeld = false
    private var turn: Watch?

    private var search: InputSearch
    private let feed: UeventFeed
    private var socket: HeadsetSocket?
    private var look: Watch?
    private var isStopped = false

    /// How often the card gets samples: a quarter of what it holds.
    private static let every = Duration.milliseconds(10)
    /// Utterances that wait at most. Chosen: nobody listens to more; the oldest give way.
    private static let mostWaiting = 16
    /// How often a missing socket is looked for where no news of it comes.
    private static let lookEvery = Duration.seconds(5)

    /// Makes a voice that begins with ``start()``.
    ///
    /// - Parameters:
    ///   - card: its ALSA name. The default is `default`.
    ///   - folder: where the kernel's input devices are. The default is `/dev/input`.
    public init(card: String = "default", shelf: any ClipShelf, loop: EventLoop, folder: String = "/dev/input") {
        self.loop = loop
        self.shelf = shelf
        name = card
        search = InputSearch(folder: folder)
        feed = UeventFeed(loop: loop)
    }

    /// Looks for the headset's socket now and whenever it may have come.
    public func start() async {
        findSocket()
        // Without news the look every few seconds finds the same, later.
        try? await feed.follow("input") { [weak self] event in
            if event.action == "add" { self?.assumeIsolated { $0.findSocket() } }
        }
    }

    /// Lets go of card and socket; for tests and for the end of the process.
    public func stop() {
        isStopped = true
        look?.cancel()
        fallSilent()
        card = nil
        socket?.watch.cancel()
        socket = nil
    }

    public nonisolated var headset: AsyncStream<Bool> { jack.open { isIn.withLock { $0 } } }

    /// Why nothing can be heard, in words; nil: as far as is known it can.
    public nonisolated var trouble: String? { told.withLock { $0 } }

    public func speak(_ words: SpokenWords) {
        guard !isStopped, !words.isPrivate || isIn.withLock({ $0 }) else { return }
        waiting.append(words)
        if waiting.count > LinuxSpeaker.mostWaiting { waiting.removeFirst() }
        if turn == nil, !isHeld { play() }
    }

    public func silence() { fallSilent() }

    public func hold() {
        guard isSpeaking, !isHeld else { return }
        isHeld = true
        turn?.cancel()
        turn = nil
        // What the card had not played yet is said when it goes on.
        ready = given.suffix(card?.waiting ?? 0) + ready
        given = []
        card?.drop()
    }

    public func resume() -> Bool {
        defer { isHeld = false }
        guard isHeld, isSpeaking else { return false }
        play()
        return true
    }

    /// Whether something is being said, waits or is held.
    public var isSpeaking: Bool { reel != nil || !ready.isEmpty || !waiting.isEmpty || turn != nil }

    private func fallSilent() {
        turn?.cancel()
        turn = nil
        (waiting, ready, given, isHeld) = ([], [], [], false)
        reel = nil
        card?.drop()
    }

    // MARK: Playing

    private func play() {
        turn = nil
        do throws(SystemFailure) {
            if card == nil { card = try SoundCard(name) }
            try fill()
            told.withLock { $0 = nil }
        } catch {
            told.withLock { $0 = "\(error)" }
            card = nil
            fallSilent()
        }
    }

    /// Gives the card what it has room for, and comes back while there is more, or until it has played all.
    private func fill() throws(SystemFailure) {
        // A card without a clock of its own always has room: what one turn gives it is bounded.
        var room = min(try card?.room() ?? 0, Samples.count(in: SoundCard.latency))
        while room > 0, prepare() {
            let count = try card?.write(ready.prefix(room)) ?? 0
            guard count > 0 else { break }
            given = (given + ready.prefix(count)).suffix(Samples.count(in: SoundCard.latency) * 2)
            ready.removeFirst(count)
            room -= count
        }
        card?.begin()
        if isSpeakingStill { turn = loop.after(LinuxSpeaker.every) { [weak self] in self?.assumeIsolated { $0.play() } } }
    }

    private var isSpeakingStill: Bool { reel != nil || !ready.isEmpty || !waiting.isEmpty }

    /// Makes samples until there are some; false: all was said.
    private func prepare() -> Bool {
        while ready.isEmpty {
            if reel == nil {
                guard !waiting.isEmpty else { return false }
                reel = SpeechReel(waiting.removeFirst(), from: shelf)
            }
            if let samples = reel?.read() { ready = samples } else { reel = nil }
        }
        return true
    }

    // MARK: The headset

    private func findSocket() {
        guard socket == nil, !isStopped else { return }
        look?.cancel()
        look = nil
        for found in search.look() where HeadsetSocket.fits(found.device) {
            do throws(SystemFailure) {
                let device = try EvdevDevice(node: found.node)
                let watch = try loop.watch(device.descriptor, for: .readable) { [weak self] ready in
                    self?.assumeIsolated { $0.readSocket(ready) }
                }
                socket = HeadsetSocket(device: device, watch: watch)
                return plug(device.isOn(InputCode.headset))
            } catch {
                continue
            }
        }
        look = loop.after(LinuxSpeaker.lookEvery) { [weak self] in self?.assumeIsolated { $0.findSocket() } }
    }

    private func readSocket(_ ready: Readiness) {
        guard let device = socket?.device, ready.isDisjoint(with: [.failed, .hungUp]) else { return loseSocket() }
        for _ in 0..<LinuxSpeaker.eventsPerTurn {
            switch device.next() {
            case .event(let event, _):
                if event.type == InputCode.switching, event.code == InputCode.headset { plug(event.value != 0) }
            case .lost:
                device.resynchronise()
                plug(device.isOn(InputCode.headset))
            case .nothing: return
            case .gone: return loseSocket()
            }
        }
    }

    private static let eventsPerTurn = 64

    /// A socket that is gone holds no headset.
    private func loseSocket() {
        socket?.watch.cancel()
        socket = nil
        plug(false)
        findSocket()
    }

    private func plug(_ isNowIn: Bool) {
        let wasIn = isIn.withLock { state in
            defer { state = isNowIn }
            return state
        }
        guard wasIn != isNowIn else { return }
        // Nobody else may hear the rest.
        if !isNowIn { fallSilent() }
        jack.send(isNowIn)
    }
}
