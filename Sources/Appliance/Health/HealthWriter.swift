import Devices
import Foundation
import Logging
import Scene
import Sealing
import ServiceLifecycle
import Visit

/// Keeps the kiosk's report up to date: in the runtime folder, on the staff page, and for the slip.
///
/// It looks every few seconds and writes what changed; without a change it writes once a minute, which tells whoever reads
/// that the kiosk lives.
public actor HealthWriter: Service {
    /// How often it looks.
    public static let interval = Duration.seconds(5)
    /// How often it writes without a change. A report that is three times as old is stale.
    public static let longestSilence = Duration.seconds(60)

    private let folder: URL?
    private let identity: KioskIdentity?
    private let clock: any KioskClock
    private let gather: @Sendable () async -> HealthFacts
    private let tell: @Sendable (StaffReport) async -> Void
    private var written: HealthReport?
    private var writtenAt: MonotonicTime?
    private var tests: [String: Bool] = [:]
    private var failed = false
    private let logger: Logger

    /// - Parameters:
    ///   - folder: where `health.json` goes; `nil`: nowhere.
    ///   - identity: signs the report; `nil`: nobody does.
    ///   - gather: asks the parts; must not wait for any of them for long.
    ///   - tell: gets the report for the staff page when it has changed.
    public init(
        folder: URL?, identity: KioskIdentity?, clock: any KioskClock, logger: Logger,
        gather: @escaping @Sendable () async -> HealthFacts, tell: @escaping @Sendable (StaffReport) async -> Void
    ) {
        self.folder = folder
        self.identity = identity
        self.clock = clock
        self.logger = logger
        self.gather = gather
        self.tell = tell
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { await self.watch() }
    }

    private func watch() async {
        while !Task.isCancelled {
            await look()
            do { try await clock.sleep(until: clock.now + HealthWriter.interval) } catch { return }
        }
    }

    /// Asks the parts now, and writes if there is anything new.
    public func look() async {
        var facts = await gather()
        facts.tests = tests
        var report = HealthReport(of: facts)
        let isNew = written.map { !$0.saysTheSame(as: report) } ?? true
        let now = clock.now
        guard isNew || writtenAt.map({ now - $0 >= HealthWriter.longestSilence }) ?? true else { return }
        report.signed = HealthSummary(report).signed(by: identity)
        report.publicKey = identity?.publicKey.map { Data($0.bytes).base64EncodedString() } ?? ""
        (written, writtenAt) = (report, now)
        keep(report)
        await tell(report.staffReport)
    }

    /// What staff said of a test on the glass.
    public func note(_ test: StaffTest, _ didWork: Bool) async {
        tests[test.rawValue] = didWork
        await look()
    }

    /// The newest report; `nil`: there is none yet.
    public var report: HealthReport? { written }

    /// The newest report as a slip.
    public func slip() async -> SlipReport {
        await look()
        return written?.slip ?? SlipReport(title: "No report yet", lines: [], qr: "")
    }

    /// Told once, not every five seconds.
    private func keep(_ report: HealthReport) {
        guard let folder else { return }
        do {
            try HealthFile.write(report, to: folder)
            failed = false
        } catch {
            if !failed { logger.error("the report of the kiosk's health cannot be written", metadata: ["error": "\(error)"]) }
            failed = true
        }
    }
}

extension HealthReport {
    /// Whether nothing but the passing of time tells the two apart.
    func saysTheSame(as other: HealthReport) -> Bool { findings == other.findings && facts.timeless == other.facts.timeless }
}

extension HealthFacts {
    /// Without what changes all the time by itself.
    fileprivate var timeless: HealthFacts {
        var facts = self
        facts.writtenSeconds = 0
        facts.uptimeSeconds = 0
        facts.watchdogAgeSeconds = nil
        facts.clock.wallSeconds = 0
        facts.board.celsius = nil
        facts.board.freeMemoryBytes = nil
        facts.board.freeStorageBytes = nil
        facts.ledger.syncAgeSeconds = nil
        for index in facts.faults.indices { facts.faults[index].secondsAgo = 0 }
        return facts
    }
}
