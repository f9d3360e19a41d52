import Devices
import Foundation
import GuidePack
import Intake
import Ledger
import Link
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

/// Keeps a kiosk in touch with its hub: takes what the ledger has there, asks what became of numbers, brings guides.
///
/// Nothing on the glass waits for it; start it after the first picture. Between its timers it does nothing at all.
public actor HubLink: Service {
    /// What it needs of the kiosk around it.
    public struct Surroundings: Sendable {
        public var clock: any KioskClock
        /// How the kiosk is.
        public var health: @Sendable () async -> HealthNote?
        /// The hub's time came, in seconds since 1 January 1970. It may raise the trust in the clock.
        public var heardTime: @Sendable (Int64) -> Void = { _ in }
        /// The guide that is shown, and the key that guides are signed with; `nil`: none is fetched.
        public var guide: (shown: Version, trust: TrustedKey)?

        public init(clock: any KioskClock, health: @escaping @Sendable () async -> HealthNote?) {
            (self.clock, self.health) = (clock, health)
        }
    }

    /// What the kiosk may tell of the link.
    public struct State: Hashable, Sendable {
        public var kiosk: KioskID?
        /// When the hub answered last, since the board started.
        public var heardAt: MonotonicTime?
        /// Failures since then.
        public var failures = 0
        /// The hub does not know this kiosk, or not any more.
        public var isStranger = false
        /// Records that the hub refused; they are kept.
        public var refused = 0
        /// The version of a guide that is shown from the next start on.
        public var stagedGuide: String?
    }

    /// How long a page may be without the hub's answer. Chosen: less than a visitor notices among the other waits.
    static let askLimit = TimeAmount.seconds(2)
    /// A code of enrolment that was not taken is tried again so often; the technician may be at the hub.
    private static let enrolEvery = Duration.seconds(60)
    /// Another certificate is asked for when the own one is good for less: a kiosk without a network for months still comes back.
    static let renewBefore: Int64 = 200 * 86_400
    /// And not more often than this.
    private static let renewEvery = Duration.seconds(86_400)

    /// The folder of a guide that is shown from the next start on, in the state folder.
    public static let nextGuide = GuideFetcher.next

    private let ledger: Ledger
    private let folder: URL
    private let around: Surroundings
    private let location: HubLocation?
    private let code: EnrolmentCode?
    private let logger: Logger
    private let told = Mutex(State())
    private let hubSeconds = Mutex<Int64?>(nil)
    private var uploader = Uploader()
    private var client: HubClient?
    private var waiter: CheckedContinuation<Void, Never>?
    /// Counts naps, so that a timer ends its own and no later one.
    private var naps = 0
    private var renewDue = Duration.zero
    private var wasSilent = false

    /// - Parameters:
    ///   - folder: the kiosk's state folder, in which its papers are.
    ///   - location: where the hub is now; goes before what the papers say. `nil`: as they say.
    ///   - code: with what to enrol at that location, if the kiosk is not enrolled yet.
    public init(
        ledger: Ledger, folder: URL, around: Surroundings, location: HubLocation? = nil, code: EnrolmentCode? = nil,
        logger: Logger
    ) {
        (self.ledger, self.folder, self.around, self.logger) = (ledger, folder, around, logger)
        (self.location, self.code) = (location, code)
    }

    /// What may be told now.
    public nonisolated var state: State { told.withLock { $0 } }

    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { for await _ in self.ledger.outboxNews { await self.recordCame() } }
                tasks.addTask { await self.work(on: group) }
                await tasks.waitForAll()
            }
        }
        await client?.close()
        client = nil
        // A loop that does not stop ends with the program.
        try? await group.shutdownGracefully()
    }

    // MARK: Papers

    private func work(on group: any EventLoopGroup) async {
        while !Task.isCancelled {
            guard let papers = await papers() else {
                await nap(until: now + HubLink.enrolEvery)
                continue
            }
            do { client = try connect(papers, group) } catch {
                logger.error("the papers of the hub cannot be used", metadata: ["error": "\(error)"])
                return
            }
            told.withLock { $0.kiosk = papers.enrolment.kiosk }
            await deliver(on: group)
        }
    }

    private func connect(_ papers: HubPapers, _ group: any EventLoopGroup) throws -> HubClient {
        try HubClient(papers, group: group) { [weak self] seconds in self?.heard(seconds) }
    }

    private nonisolated func heard(_ seconds: Int64) {
        hubSeconds.withLock { $0 = seconds }
        around.heardTime(seconds)
    }

    private func papers() async -> HubPapers? {
        do throws(HubLinkError) {
            if var papers = try HubPapers(in: folder) {
                papers.location = location ?? papers.location
                return papers
            }
            guard let location, let code else { return nil }
            let papers = try await Enroller(at: location, keepingIn: folder).enrol(with: code)
            logger.notice("enrolled", metadata: ["hub.kiosk": "\(papers.enrolment.kiosk)"])
            return papers
        } catch {
            if !wasSilent { logger.warning("not enrolled", metadata: ["error": "\(error)"]) }
            wasSilent = true
            return nil
        }
    }

    // MARK: The round

    private var now: Duration { around.clock.now.sinceBoot }

    /// Goes on until it is cancelled, or until other papers are there.
    private func deliver(on group: any EventLoopGroup) async {
        while !Task.isCancelled, let client {
            switch uploader.next(now: now) {
            case .wait(let until): await nap(until: until)
            case .idle: await look()
            case .send(let parcel):
                let answer = await carry(parcel, by: client)
                await take(answer, for: parcel)
                if await renew(client, on: group) { return }
            }
        }
    }

    private func look() async {
        do throws(LedgerError) {
            let stock = try await ledger.stock(uploader.wanted(now: now), at: now)
            uploader.stocked(stock, at: now)
            let refused = try await ledger.refusedRecords()
            told.withLock { $0.refused = refused }
        } catch {
            fail(error)
        }
    }

    private func carry(_ parcel: HubParcel, by client: HubClient) async -> HubAnswer {
        switch parcel {
        case .item(let item): await client.carry(item)
        case .counts(let week): await client.carry(week)
        case .question(let lookups): await client.ask(lookups)
        case .health: if let note = await around.health() { await client.carry(note) } else { .done }
        case .guide: await fetchGuide(by: client)
        }
    }

    private func take(_ answer: HubAnswer, for parcel: HubParcel) async {
        var random = SystemRandomNumberGenerator()
        let change = uploader.answered(parcel, answer, at: now, random: &random)
        if let change {
            if case .setAside = change {
                logger.error("the hub refuses a record; it is kept", metadata: ["hub.answer": "\(HubLink.word(answer))"])
            }
            do throws(LedgerError) {
                try await ledger.note(change)
                if case .reported = change { try await forgetOldCounts() }
            } catch {
                fail(error)
            }
        }
        tell()
    }

    /// What an answer is called in the log; a receipt's lookup never gets there.
    private static func word(_ answer: HubAnswer) -> String {
        if case .refused(let kind, _) = answer { kind.rawValue } else { "no receipt for it" }
    }

    private func forgetOldCounts() async throws(LedgerError) {
        // By the hub's own time and no other: counts of a wrong clock's weeks go when a right one says so.
        guard let seconds = hubSeconds.withLock({ $0 }), let week = ISOWeek(dayNumber: Int(seconds / 86_400))?.advanced(by: -1)
        else { return }
        try await ledger.forgetCounters(before: week)
    }

    private func fail(_ error: LedgerError) {
        var random = SystemRandomNumberGenerator()
        uploader.failed(at: now, random: &random)
        logger.error("the ledger does not help the hub", metadata: ["error": "\(error)"])
        tell()
    }

    /// Says in the log when the hub is gone and when it is back, once each.
    private func tell() {
        let (heardAt, failures, isStranger) = (uploader.heardAt, uploader.failures, uploader.isStranger)
        told.withLock {
            $0.heardAt = heardAt.map(MonotonicTime.init(sinceBoot:))
            ($0.failures, $0.isStranger) = (failures, isStranger)
        }
        let isSilent = failures > 0
        guard isSilent != wasSilent else { return }
        wasSilent = isSilent
        if isSilent {
            logger.notice("the hub does not answer; everything is kept", metadata: ["hub.stranger": "\(isStranger)"])
        } else {
            logger.notice("the hub answers")
        }
    }

    // MARK: The guide and the certificate

    private func fetchGuide(by client: HubClient) async -> HubAnswer {
        guard let guide = around.guide else { return .done }
        let fetcher = GuideFetcher(client: client, state: folder, trust: guide.trust, shown: guide.shown)
        do throws(HubLinkError) {
            switch try await fetcher.fetch() {
            case .same: return .done
            case .silence: return .silence
            case .refused(let kind): return .refused(kind)
            case .staged(let version):
                told.withLock { $0.stagedGuide = version }
                logger.notice("a newer guide is shown from the next start on", metadata: ["guide.version": "\(version)"])
                return .done
            }
        } catch {
            logger.error("the guide of the hub is not used", metadata: ["error": "\(error)"])
            return .done
        }
    }

    /// Asks for another certificate when the own one nears its end by the hub's time.
    ///
    /// - Returns: whether there are other papers now.
    private func renew(_ client: HubClient, on group: any EventLoopGroup) async -> Bool {
        guard let seconds = hubSeconds.withLock({ $0 }), let end = client.papers.endsSeconds, now >= renewDue,
            end - seconds < HubLink.renewBefore
        else { return false }
        renewDue = now + HubLink.renewEvery
        var papers = client.papers
        do throws(HubLinkError) {
            let request = try KeyRequest()
            let post = HubPost(location: papers.location, tls: try HubLink.tls(papers), group: group)
            let answer: Renewal = try await post.send(
                RenewalRequest(certificateRequest: request.request), to: HubAddress.certificate(of: papers.enrolment.kiosk))
            (papers.enrolment.certificates, papers.key) = (answer.certificates, request.key)
            _ = try HubLink.tls(papers)
            try papers.keep(in: folder)
        } catch {
            logger.warning("no other certificate yet", metadata: ["error": "\(error)"])
            return false
        }
        await client.close()
        self.client = nil
        return true
    }

    private static func tls(_ papers: HubPapers) throws(HubLinkError) -> TLSConfiguration {
        do { return try papers.tls() } catch { throw .badAnswer("its certificates cannot be read") }
    }

    // MARK: Waiting

    private func recordCame() {
        uploader.recordCame(at: now)
        wake()
    }

    /// There is a network again: the hub is tried soon, however long it was away.
    public func networkReturned() {
        var random = SystemRandomNumberGenerator()
        uploader.networkReturned(at: now, random: &random)
        wake()
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }

    private func end(nap: Int) { if nap == naps { wake() } }

    /// Waits until then, or until something happens.
    private func nap(until moment: Duration) async {
        naps += 1
        let (clock, nap) = (around.clock, naps)
        let timer = Task {
            do { try await clock.sleep(until: MonotonicTime(sinceBoot: moment)) } catch { return }
            self.end(nap: nap)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter = $0 }
        } onCancel: {
            Task { await self.end(nap: nap) }
        }
        timer.cancel()
    }
}

extension HubLink {
    /// What the hub says of a number; `nil` at once where it cannot be asked, and soon where it does not answer.
    public func state(of lookup: Lookup) async -> TokenState? {
        guard let client, uploader.failures == 0, uploader.heardAt != nil else { return nil }
        guard case .states(let states) = await client.ask([lookup], limit: HubLink.askLimit) else { return nil }
        return states.first
    }
}
