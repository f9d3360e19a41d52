import Devices
import Ledger
import ServiceLifecycle
import Synchronization

/// Feeds the watchdog as long as the kiosk lives.
public final class Supervision: Service {
    private let kiosk: Kiosk
    private let supervisor: any Supervisor
    private let ledger: Ledger?
    private let inputPolls: @Sendable () -> UInt64
    private let clock: any KioskClock
    private let log: OperatorLog
    private let answers = Mutex<UInt64>(0)
    private let fedAt = Mutex<MonotonicTime?>(nil)

    /// Since when the watchdog was not fed; `nil`: it never was.
    public var unfedFor: Duration? { fedAt.withLock { $0 }.map { clock.now - $0 } }

    /// - Parameter inputPolls: how often the input devices have been asked since start.
    public init(
        of kiosk: Kiosk, by supervisor: any Supervisor, ledger: Ledger?, clock: any KioskClock,
        inputPolls: @escaping @Sendable () -> UInt64
    ) {
        self.kiosk = kiosk
        self.supervisor = supervisor
        self.ledger = ledger
        self.clock = clock
        self.inputPolls = inputPolls
        log = kiosk.log
    }

    /// Looks three times in the watchdog's interval, so that one late look does not kill.
    ///
    /// Source: sd_watchdog_enabled(3) asks for half of it at the most.
    private static let looksPerFeeding = 3
    /// How often to look where nobody watches: the signs are still worth a line in the log.
    private static let usualInterval = Duration.seconds(10)

    /// How often to look for the first picture: it takes a tenth of a second.
    private static let untilFirstLook = Duration.milliseconds(20)
    /// A kiosk without a panel serves by its keys and its voice; a panel that only comes up late is waited for so long.
    static let panelGrace = Duration.seconds(10)

    /// How often to look for something to tell: soon enough for a technician who has just plugged a cable in.
    private static let betweenWords = Duration.seconds(2)

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.announce() }
                group.addTask { await self.probe() }
                group.addTask { await self.watch() }
                group.addTask { await self.tell() }
                await group.waitForAll()
            }
        }
        supervisor.stopping()
    }

    private func announce() async {
        let latest = clock.now + Supervision.panelGrace
        while await kiosk.pictures == 0 {
            if await !kiosk.hasDisplay, clock.now >= latest { break }
            do { try await clock.sleep(until: clock.now + Supervision.untilFirstLook) } catch { return }
        }
        supervisor.ready()
    }

    /// Asks the ledger whether it can still be written to. That it cannot is told elsewhere, and a new start would not mend
    /// it; that it does not answer at all starves the watchdog.
    private func probe() async {
        while !Task.isCancelled {
            // Both outcomes are an answer.
            try? await ledger?.probe()
            answers.withLock { $0 += 1 }
            do { try await clock.sleep(until: clock.now + interval / 2) } catch { return }
        }
    }

    private func watch() async {
        var watchdog = Watchdog()
        while !Task.isCancelled {
            let signs = await kiosk.vitalSigns(inputPolls: inputPolls(), ledgerProbes: answers.withLock(\.self))
            switch watchdog.judge(signs, at: clock.now) {
            case .feed:
                supervisor.feed()
                fedAt.withLock { $0 = clock.now }
            case .starve(let reason): log.note(.starving, ["watchdog.reason": "\(reason)"])
            }
            do { try await clock.sleep(until: clock.now + interval) } catch { return }
        }
    }

    /// Says in words how the kiosk is, whenever that has changed.
    private func tell() async {
        var told = ""
        while !Task.isCancelled {
            let condition = await kiosk.condition
            if condition != told { supervisor.tell(condition) }
            told = condition
            do { try await clock.sleep(until: clock.now + Supervision.betweenWords) } catch { return }
        }
    }

    private var interval: Duration {
        supervisor.feedingTime.map { $0 / Supervision.looksPerFeeding } ?? Supervision.usualInterval
    }
}
