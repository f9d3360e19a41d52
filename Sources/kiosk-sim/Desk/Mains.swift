import Logging
import Scene
import ServiceLifecycle

/// A kiosk as far as the mains know it.
protocol PoweredKiosk: Sendable {
    /// Runs until it is shut down; being cancelled is a power cut.
    func run() async throws
    /// Each scene that is newly shown.
    func scenes() async -> AsyncStream<Scene>
    /// What is shown now.
    var scene: Scene { get async }
    /// How many signals of the touch panel and the keys it has dealt with.
    var signals: Int { get async }
    /// Whether it has nothing to draw, to write down or to print.
    var isQuiet: Bool { get async }
}

/// Starts the kiosk, takes the power from it without warning, and starts it anew with what it had written down.
actor Mains: Service {
    private let start: @Sendable () async throws -> any PoweredKiosk
    private let show: @Sendable (Scene) async -> Void
    private let setPower: @Sendable (Bool) async -> Void
    private let logger: Logger
    private let switches: AsyncStream<Void>
    private let switchOn: AsyncStream<Void>.Continuation
    private var life: Task<Void, any Error>?
    private var isOn = true

    /// The kiosk that lives now; nil without power and while it starts.
    private(set) var kiosk: (any PoweredKiosk)?

    /// Makes mains that are on.
    ///
    /// `show` takes each scene; `setPower` takes the power from the devices, once more when the last work of a kiosk
    /// that was cut off has ended, and gives it back.
    init(
        logger: Logger, show: @escaping @Sendable (Scene) async -> Void,
        setPower: @escaping @Sendable (Bool) async -> Void,
        start: @escaping @Sendable () async throws -> any PoweredKiosk
    ) {
        self.logger = logger
        self.show = show
        self.setPower = setPower
        self.start = start
        (switches, switchOn) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        switchOn.yield()
    }

    func run() async throws {
        for await _ in switches.cancelOnGracefulShutdown() {
            try await liveUntilCut()
        }
    }

    /// Takes the power from the kiosk; nothing is said to it, and nothing that it does from now on is seen.
    func cut() async {
        guard isOn else { return }
        isOn = false
        kiosk = nil
        life?.cancel()
        await setPower(false)
        logger.notice("power.cut")
    }

    /// Gives the power back when the kiosk that was cut off is gone.
    func restore() async {
        guard !isOn else { return }
        // However it ended, it is over; a cut is no failure.
        _ = await life?.result
        await setPower(false)
        guard !isOn else { return }
        isOn = true
        await setPower(true)
        switchOn.yield()
        logger.notice("power.restored")
    }

    private func liveUntilCut() async throws {
        let kiosk = try await start()
        self.kiosk = kiosk
        defer { self.kiosk = nil }
        let life = Task { [show] in try await Mains.live(kiosk, show: show) }
        self.life = life
        if !isOn { life.cancel() }
        let end = await withTaskCancellationHandler {
            await life.result
        } onCancel: {
            life.cancel()
        }
        if self.life == life { self.life = nil }
        if !life.isCancelled { try end.get() }
    }

    private static func live(_ kiosk: any PoweredKiosk, show: @escaping @Sendable (Scene) async -> Void) async throws {
        let scenes = await kiosk.scenes()
        async let _: Void = pass(scenes, to: show)
        try await kiosk.run()
    }

    private static func pass(_ scenes: AsyncStream<Scene>, to show: @Sendable (Scene) async -> Void) async {
        for await scene in scenes { await show(scene) }
    }
}
