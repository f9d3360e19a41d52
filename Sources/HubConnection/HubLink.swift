import Devices
import Foundation
import Intake
import Ledger
import Link
import Logging
import NIOCore
import NIOPosix
import Sealing
import ServiceLifecycle
import Synchronization

/// Keeps a kiosk in touch with its hub: takes what the ledger has there, asks what became of numbers, brings guides.
///
/// Nothing on the glass waits for it; start it after the first picture. Between its timers it does nothing at all.
public actor HubLink: Service {
    /// How long a page may be without the hub's answer. Chosen: less than a visitor notices among the other waits.
    static let askLimit = TimeAmount.seconds(2)
    /// After a silence the next pages are answered from the ledger for so long.
    static let quietAfterSilence = Duration.seconds(60)

    private let ledger: Ledger
    private let around: Surroundings
    private let registration: Registration
    private let logger: Logger
    private let told = Mutex(State())
    private let hubSeconds = Mutex<Int64?>(nil)
    private let rest = Rest()
    private let guideRest = Rest()
    private var uploader = Uploader()
    private var client: HubClient?
    private var renewDue = Duration.zero
    private var quietUntil = Duration.zero
    private var wasSilent = false

    /// - Parameters:
    ///   - folder: the kiosk's state folder, in which its papers are.
    ///   - location: where the hub is now; goes before what the papers say. `nil`: as they say.
    ///   - code: with what to enrol at that location, if the kiosk is not enrolled yet.
    public init(
        ledger: Ledger, folder: URL, around: Surroundings, location: HubLocation? = nil, code: EnrolmentCode? = nil,
        logger: Logger
    ) {
        self.init(
            ledger: ledger, around: around,
            registration: Registration(folder: folder, location: location, code: code, logger: logger), logger: logger)
    }

    init(ledger: Ledger, around: Surroundings, registration: Registration, logger: Logger) {
        (self.ledger, self.around, self.registration, self.logger) = (ledger, around, registration, logger)
    }

    /// What may be told now.
    public nonisolated var state: State { told.withLock { $0 } }

    /// What the kiosk asks of it.
    public nonisolated var ties: HubTies {
        HubTies(
            state: { [weak self] in await self?.state(of: $0) },
            network: { [weak self] isUp in if isUp { await self?.networkReturned() } })
    }

    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { for await _ in self.ledger.outboxNews { await self.recordCame() } }
                tasks.addTask { await self.work(on: group) }
                await tasks.waitForAll()
            }
        }
        // A loop that does not stop ends with the program.
        try? await group.shutdownGracefully()
    }

    // MARK: Papers

    private func work(on group: any EventLoopGroup) async {
        while !Task.isCancelled {
            guard let papers = await papers() else {
                let end = now + Registration.enrolEvery
                // News of the outbox are no reason to try the code again.
                while now < end, !Task.isCancelled { await rest.rest(until: end, by: around.clock) }
                continue
            }
            do {
                let key = try papers.mrcKey
                let client = try HubClient(papers, group: group) { [weak self] seconds in self?.heard(seconds) }
                // From here on, whatever is sealed can be opened at this hub; what was sealed before to another key stays here.
                await around.sealTo(key)
                self.client = client
                await serve(client, key, on: group)
                self.client = nil
                await client.close()
            } catch {
                logger.error("the papers of the hub cannot be used", metadata: ["error": "\(error)"])
                return
            }
        }
    }

    private nonisolated func heard(_ seconds: Int64) {
        hubSeconds.withLock { $0 = seconds }
        around.heardTime(seconds)
    }

    private func papers() async -> HubPapers? {
        let papers: HubPapers?
        do throws(HubLinkError) { papers = try await registration.papers() } catch {
            if !wasSilent { logger.warning("not enrolled", metadata: ["error": "\(error)"]) }
            wasSilent = true
            papers = nil
        }
        told.withLock { $0.hasNoPapers = papers == nil }
        return papers
    }

    // MARK: The round

    private var now: Duration { around.clock.now.sinceBoot }

    /// Goes on until it is cancelled, or until other papers are there.
    private func serve(_ client: HubClient, _ key: MRCPublicKey, on group: any EventLoopGroup) async {
        let guides = GuideRound(
            papers: client.papers, group: group, folder: registration.folder, around: around, rest: guideRest, logger: logger)
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await guides.run() }
            await deliver(by: client, key.id, on: group)
            tasks.cancelAll()
        }
    }

    private func deliver(by client: HubClient, _ key: [UInt8], on group: any EventLoopGroup) async {
        while !Task.isCancelled {
            switch uploader.next(now: now) {
            case .wait(let until): await rest.rest(until: until, by: around.clock)
            case .idle: await look(for: key)
            case .send(let parcel):
                let answer = await carry(parcel, by: client)
                await take(answer, for: parcel)
                if await renew(client.papers, on: group) { return }
            }
        }
    }

    /// - Parameter key: the id of the hub's key; what is sealed to another one stays here.
    private func look(for key: [UInt8]) async {
        do throws(LedgerError) {
            let wanted = uploader.wanted(now: now)
            let stock = try await ledger.stock(wanted, at: now, sealedTo: key)
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
        // Whatever the kiosk knows of itself, the hub has to have answered something.
        case .health: if let note = await around.health() { await client.carry(note) } else { await client.ask([]) }
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
        uploader.ledgerFailed(at: now, random: &random)
        logger.error("the ledger does not help the hub", metadata: ["error": "\(error)"])
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

    /// Asks for another certificate when the own one nears its end by the hub's time.
    ///
    /// - Returns: whether there are other papers now.
    private func renew(_ papers: HubPapers, on group: any EventLoopGroup) async -> Bool {
        guard let seconds = hubSeconds.withLock({ $0 }), now >= renewDue, registration.isDue(papers, at: seconds)
        else { return false }
        renewDue = now + Registration.renewEvery
        do throws(HubLinkError) {
            try await registration.renew(papers, on: group)
            return true
        } catch {
            logger.warning("no other certificate yet", metadata: ["error": "\(error)"])
            return false
        }
    }

    // MARK: News

    private func recordCame() {
        uploader.recordCame(at: now)
        rest.disturb()
    }

    private func networkReturned() {
        var random = SystemRandomNumberGenerator()
        uploader.networkReturned(at: now, random: &random)
        rest.disturb()
        guideRest.disturb()
    }
}

extension HubLink {
    /// What the hub says of a number; `nil` at once where it cannot be asked, and soon where it does not answer.
    func state(of lookup: Lookup) async -> TokenState? {
        guard let client, uploader.failures == 0, uploader.heardAt != nil, now >= quietUntil else { return nil }
        guard case .states(let states) = await client.ask([lookup], limit: HubLink.askLimit) else {
            quietUntil = now + HubLink.quietAfterSilence
            return nil
        }
        return states.first
    }
}
