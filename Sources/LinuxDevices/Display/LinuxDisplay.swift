import Devices
import Glibc
import Synchronization

/// The panel on one of the board's sockets.
///
/// It waits for the card, for the right to draw on it and for a panel, and serves all the same without any: a picture
/// then has nowhere to go, ``connection`` tells when it has. The first picture is in memory before the panel is driven, so
/// that what the boot splash left stays until then.
///
/// Source: Linux `Documentation/gpu/drm-kms.rst`.
public actor LinuxDisplay: Display {
    public nonisolated let panel: Panel
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let options: DisplayOptions
    let pace: DisplayPace
    let classes: SystemFolder
    nonisolated let plugs = Outlet<Bool>()
    nonisolated let notes = Mutex(Notes())

    var card: Card?
    var cardWatch: Watch?
    var screen: Screen?
    var backlight: Backlight?
    var timer: Watch?
    var search: Task<Void, Never>?
    var relighting: Task<Void, Never>?
    var mustSearchAgain = false
    var isFinished = false
    var light = Light()

    private var flip: Flip?
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var lastCookie: UInt64 = 0

    /// What others may read at any time.
    struct Notes {
        var status = DisplayStatus.starting
        var counts = DisplayCounts()
        var isPlugged = false
    }

    /// How bright the panel is to be, and how bright it was made.
    struct Light {
        var wanted = PanelLight.full
        var made: PanelLight?
        var isAtWork = false
        /// Whether the lamp refused: then it is as good as none.
        var isLampUseless = false
    }

    /// A change that is on its way to the glass.
    private struct Flip {
        let cookie: UInt64
        let isPicture: Bool
        let limit: Watch
        let done: CheckedContinuation<DisplayError?, Never>
    }

    /// Makes a display for a panel of this profile; it looks for it from ``start(following:)`` on.
    public init(panel: Panel, options: DisplayOptions = .standard, loop: EventLoop) {
        self.init(panel: panel, options: options, loop: loop, pace: .usual)
    }

    /// The same with other times, and with other folders of devices than `/sys/class`.
    init(
        panel: Panel, options: DisplayOptions, loop: EventLoop, pace: DisplayPace,
        classes: SystemFolder = SystemFolder("/sys/class")
    ) {
        self.panel = panel
        self.options = options
        self.loop = loop
        self.pace = pace
        self.classes = classes
    }

    public nonisolated var connection: AsyncStream<Bool> {
        plugs.open { notes.withLock { $0.isPlugged } }
    }

    /// How far the kiosk has come with its screen.
    public nonisolated var status: DisplayStatus { notes.withLock { $0.status } }

    /// What the screen did so far.
    public nonisolated var counts: DisplayCounts { notes.withLock { $0.counts } }

    public func show(_ frame: Frame, damage: [PixelRect]) async throws(DisplayError) {
        guard frame.width == panel.widthPixels, frame.height == panel.heightPixels else {
            throw .wrongSize(width: frame.width, height: frame.height, panel: panel)
        }
        await waitForGlass()
        guard let screen, !isFinished else { throw .unplugged }
        let limit = screen.isStarting ? pace.start : pace.flip
        try await carry(limit: limit, isPicture: true) { (cookie) throws(SystemFailure) in
            try screen.show(frame, damage: damage, cookie: cookie)
        }
    }

    /// Stops, and leaves the last picture on the glass.
    ///
    /// Linux 6.8 and later keeps it there after the end of the program, unless the kernel draws its text console on the
    /// screen whenever nobody else does (`drm_kms_helper.fbdev_emulation=0` turns that off). Before 6.8 it stays until
    /// the program ends; then the glass goes black.
    ///
    /// - Returns: whether the picture outlives the program.
    @discardableResult public func finish() -> Bool {
        isFinished = true
        timer?.cancel()
        note(.finished)
        return screen?.leave() ?? false
    }

    // MARK: Changes on their way

    /// Waits until nothing is on its way to the glass. Whoever comes meanwhile comes first.
    func waitForGlass() async {
        while flip != nil { await withCheckedContinuation { waiters.append($0) } }
    }

    /// Hands a change to the card and waits until it is on the glass, but not for ever.
    func carry(
        limit: Duration, isPicture: Bool, _ hand: (UInt64) throws(SystemFailure) -> Arrival
    ) async throws(DisplayError) {
        lastCookie += 1
        let cookie = lastCookie
        let arrival: Arrival
        do throws(SystemFailure) {
            arrival = try hand(cookie)
        } catch {
            throw giveUp(after: error)
        }
        guard arrival != .unneeded else { return }
        if isPicture { count { $0.submissions += 1; $0.lastSubmission = loop.now } }
        if arrival == .here { return arrived(isPicture, at: loop.now) }
        let error = await withCheckedContinuation { done in
            let limit = loop.after(limit) { [weak self] in self?.assumeIsolated { $0.miss(cookie) } }
            flip = Flip(cookie: cookie, isPicture: isPicture, limit: limit, done: done)
        }
        if let error { throw error }
    }

    /// Takes the card's news.
    func read() {
        guard let card else { return }
        var buffer = [UInt8](repeating: 0, count: FlipEvent.bytesPerRead)
        let count = Glibc.read(card.number, &buffer, buffer.count)
        let events = buffer.withUnsafeBytes { FlipEvent.all(in: UnsafeRawBufferPointer(rebasing: $0[..<max(0, count)])) }
        for event in events {
            guard let flip, event.cookie == flip.cookie else { continue }
            arrived(flip.isPicture, at: event.moment)
            endFlip(nil)
        }
    }

    private func arrived(_ isPicture: Bool, at moment: MonotonicTime) {
        screen?.arrive()
        if isPicture { count { $0.flips += 1; $0.lastFlip = moment } }
    }

    /// The card never said that the picture came: it is begun anew.
    private func miss(_ cookie: UInt64) {
        guard cookie == flip?.cookie else { return }
        count { $0.lostFlips += 1 }
        let failure = SystemFailure(doing: "wait until the picture is on the glass", number: ETIMEDOUT)
        endFlip(.refused(doing: failure.doing, number: failure.number))
        _ = giveUp(after: failure)
    }

    /// Ends the change that is on its way, if any.
    func endFlip(_ error: DisplayError?) {
        guard let flip else { return }
        self.flip = nil
        flip.limit.cancel()
        flip.done.resume(returning: error)
        let waiters = waiters
        self.waiters = []
        for waiter in waiters { waiter.resume() }
    }

    // MARK: Notes

    func note(_ status: DisplayStatus) {
        notes.withLock { $0.status = status }
    }

    func count(_ change: (inout DisplayCounts) -> Void) {
        notes.withLock { change(&$0.counts) }
    }
}
