import Devices
import Glibc
import Synchronization

/// A slip printer on a real cable: USB, serial or network.
///
/// It has a loop of its own, because the USB driver's requests can wait for the printer. It finds the printer again
/// whenever it comes back, by news of devices and by looking once in a while.
public actor LinuxPrinter: SlipPrinter {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let changes = Outlet<PrinterStatus>()
    private nonisolated let known = Mutex<PrinterStatus>([.unknown, .offline])

    let connection: PrinterConnection
    let heedsUsbReset: Bool
    var session: PrinterSession
    var port: PrinterPort?
    var watch: Watch?
    var alarm: Watch?
    var search: Watch?
    var breather: Watch?
    var isReading = true
    var isShouting = false
    var failures = 0
    private var news: UeventFeed?
    private var isStarted = false

    private var jobNumber = 0
    private var jobWaiter: CheckedContinuation<PrinterError?, Never>?
    private var clearWaiters: [CheckedContinuation<Void, Never>] = []
    private var lookWaiters: [CheckedContinuation<PrinterStatus, Never>] = []

    /// Why the printer could not be opened the last time; nil when it could, or when it is not there.
    public internal(set) var failure: SystemFailure?

    /// Makes the driver of one printer; it looks for it from the first question or slip on, or from ``start()``.
    ///
    /// `encoder` is the one that makes the slips: it says how a void one is cut off. `mayHoldTorso`: a slip was on its way
    /// when the kiosk last went down, so what hangs in the printer is cut off first.
    public init(
        _ connection: PrinterConnection, profile: PrinterProfile, encoder: EscPos? = nil, loop: EventLoop,
        mayHoldTorso: Bool = false
    ) {
        self.connection = connection
        self.loop = loop
        heedsUsbReset = profile.quirks.heedsUsbReset
        session = PrinterSession(
            profile: profile, encoder: encoder ?? profile.encoder, connection: connection, mayHoldTorso: mayHoldTorso)
    }

    /// Begins to look for the printer.
    public func start() async {
        guard !isStarted else { return }
        isStarted = true
        find()
        await listen()
    }

    /// Lets go of the printer, for good; a slip on its way is void.
    public func stop() {
        search?.cancel()
        search = nil
        port?.endAtOnce()
        drop()
        act { $0.closed(at: $1) }
    }

    // MARK: The port

    public func print(_ job: [UInt8]) async throws(PrinterError) {
        await start()
        let now = loop.now
        let orders = try session.print(job, at: now)
        jobNumber += 1
        let number = jobNumber
        let failure = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                jobWaiter = waiter
                carryOut(orders)
            }
        } onCancel: {
            Task { await self.cancel(job: number) }
        }
        if let failure { throw failure }
    }

    public func cancel() async {
        await withCheckedContinuation { waiter in
            clearWaiters.append(waiter)
            act { $0.cancel(at: $1) }
        }
    }

    public func status() async -> PrinterStatus {
        await start()
        return await withCheckedContinuation { waiter in
            lookWaiters.append(waiter)
            act { $0.look(at: $1) }
        }
    }

    public nonisolated var statusChanges: AsyncStream<PrinterStatus> {
        changes.open { known.withLock { $0 } }
    }

    /// Whoever waited for a slip gave up; another slip is none of his.
    private func cancel(job number: Int) async {
        guard number == jobNumber, session.isBusy else { return }
        await cancel()
    }

    // MARK: The session

    /// Tells the session something, and does what it wants.
    func act(_ tell: (inout PrinterSession, MonotonicTime) -> [PrinterSession.Order]) {
        carryOut(tell(&session, loop.now))
    }

    private func carryOut(_ orders: [PrinterSession.Order]) {
        for order in orders { carryOut(order) }
        pump()
    }

    private func carryOut(_ order: PrinterSession.Order) {
        switch order {
        case .finished(let failure):
            jobWaiter?.resume(returning: failure)
            jobWaiter = nil
        case .became(let status):
            known.withLock { $0 = status }
            changes.send(status)
        case .answered(let status):
            lookWaiters.forEach { $0.resume(returning: status) }
            lookWaiters = []
        case .dropUnsent(let bytes): dropUnsent(shouting: bytes)
        case .cleared:
            clearWaiters.forEach { $0.resume() }
            clearWaiters = []
        }
    }

    /// Lets the session's time limits run.
    func setAlarm() {
        alarm?.cancel()
        alarm = session.wake.map { moment in
            loop.at(moment) { [weak self] in self?.assumeIsolated { $0.tick() } }
        }
    }

    private func tick() {
        if session.wantsPortStatus, let status = port?.portStatus() { session.heard(portStatus: status) }
        act { $0.tick(at: $1) }
    }

    // MARK: News

    /// Without news the printer is found by looking.
    private func listen() async {
        let subsystem: String
        switch connection {
        case .usb: subsystem = "usbmisc"
        case .serial: subsystem = "tty"
        case .network: return
        }
        let feed = UeventFeed(loop: loop)
        news = feed
        do {
            try await feed.follow(subsystem) { [weak self] event in
                guard event.action == "add" else { return }
                self?.assumeIsolated { $0.find() }
            }
        } catch {
            news = nil
        }
    }
}
