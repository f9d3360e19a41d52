import Devices
import Glibc

/// The computer itself, as its kernel describes it.
///
/// What can wait, which is a dying storage, waits on a thread of its own and not for ever.
public actor LinuxBoard: Board {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private let clock: any KioskClock
    private let readings: BoardReadings
    private let reader: BoardReader
    private let answerLimit: Duration

    private var alarms: [AlarmFile] = []
    private var wasSupplyLow = false
    private var health = BoardHealth()
    private var reading: Task<Void, Never>?
    private var limit: Watch?
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// How long the storage may take.
    ///
    /// 10 s: a card may be busy for half a second with one block, and the system tries again a few times.
    /// Source: SD Physical Layer Simplified Specification, 4.6.2.2.
    static let usualAnswerLimit = Duration.seconds(10)

    /// Makes a board that probes the storage with a small file in `stateFolder`.
    ///
    /// `system` and `processes` are where the kernel describes the board. A battery clock that shows a time before
    /// `earliest` counts as none. Seconds since 1970.
    ///
    /// - Throws: ``SystemFailure`` when the system has no thread left.
    public init(
        loop: EventLoop, clock: any KioskClock, stateFolder: String, system: String = "/sys", processes: String = "/proc",
        earliest: Int64 = LinuxClock.written
    ) throws(SystemFailure) {
        try self.init(
            loop: loop, clock: clock, probe: StorageProbe(folder: stateFolder),
            readings: BoardReadings(system: system, processes: processes), earliest: earliest,
            answerLimit: LinuxBoard.usualAnswerLimit)
    }

    init(
        loop: EventLoop, clock: any KioskClock, probe: StorageProbe, readings: BoardReadings, earliest: Int64,
        answerLimit: Duration
    ) throws(SystemFailure) {
        self.loop = loop
        self.clock = clock
        self.readings = readings
        self.answerLimit = answerLimit
        reader = try BoardReader(readings: readings, probe: probe, earliest: earliest)
    }

    deinit {
        reader.loop.stop()
    }

    /// Listens to the supply from now on, so that no short drop of the voltage is missed.
    public func start() {
        guard alarms.isEmpty else { return }
        alarms = readings.lowVoltageAlarms.compactMap { alarm in
            AlarmFile("\(alarm.folder.path)/\(alarm.name)", on: loop) { [weak self] in
                self?.assumeIsolated { $0.wasSupplyLow = true }
            }
        }
    }

    public func health() async -> BoardHealth {
        if reading == nil {
            reading = Task { [weak self, reader] in
                let health = await reader.read()
                await self?.take(health)
            }
        }
        if limit == nil {
            limit = loop.after(answerLimit) { [weak self] in self?.assumeIsolated { $0.storageHangs() } }
        }
        await withCheckedContinuation { waiters.append($0) }
        var health = health
        health.clockTrust = clock.wall.trust
        if wasSupplyLow, health.supply == .good { health.supply = .wasLow }
        return health
    }

    private func take(_ health: BoardHealth) {
        reading = nil
        self.health = health
        if health.supply == .isLow { wasSupplyLow = true }
        answer()
    }

    /// A storage that does not answer keeps nothing either; the thread that waits for it goes on waiting.
    private func storageHangs() {
        health.storage.isWritable = false
        answer()
    }

    private func answer() {
        limit?.cancel()
        limit = nil
        let waiters = waiters
        self.waiters = []
        for waiter in waiters { waiter.resume() }
    }
}

/// Reads what can wait, on a thread of its own.
private actor BoardReader {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private let readings: BoardReadings
    private let probe: StorageProbe
    private let earliest: Int64
    private var lastProbe: (moment: MonotonicTime, isWritable: Bool)?

    /// Between two probes of a storage that was well.
    ///
    /// Chosen: 10 minutes, which costs a card less than a megabyte a day.
    private static let probeInterval = Duration.seconds(600)

    init(readings: BoardReadings, probe: StorageProbe, earliest: Int64) throws(SystemFailure) {
        loop = try EventLoop(name: "board")
        self.readings = readings
        self.probe = probe
        self.earliest = earliest
    }

    func read() -> BoardHealth {
        BoardHealth(
            supply: readings.isSupplyLow.map { $0 ? .isLow : .good }, celsius: readings.celsius, storage: storage(),
            hasBatteryClock: readings.hasBatteryClock(earliest: earliest), freeMemoryBytes: readings.freeMemoryBytes,
            alarms: readings.alarms)
    }

    private func storage() -> BoardHealth.Storage {
        let space = probe.space
        return BoardHealth.Storage(
            isWritable: space?.isReadOnly == true ? false : isWritable(), freeBytes: space?.free, totalBytes: space?.total,
            wearPercent: readings.wearPercent, reserve: readings.reserve)
    }

    private func isWritable() -> Bool? {
        let now = loop.now
        if let lastProbe, lastProbe.isWritable, now - lastProbe.moment < BoardReader.probeInterval { return true }
        let isWritable = probe.isWritable()
        lastProbe = isWritable.map { (now, $0) }
        return isWritable
    }
}
