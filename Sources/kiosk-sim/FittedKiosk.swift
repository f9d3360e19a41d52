import Appliance
import HubConnection
import Ledger
import Link
import Logging
import Scene
import Sealing
import Synchronization

/// One life of the kiosk, from switching on to the power cut, with the ledger that it opens for it.
struct FittedKiosk: PoweredKiosk {
    private let kiosk: Kiosk
    private let ledger: Ledger?
    private let link: HubLink?

    /// Opens the ledger and puts the kiosk together.
    ///
    /// A kiosk whose ledger cannot be opened starts all the same, as the real one does: it informs and gives no
    /// numbers.
    init(_ outfit: Outfit, ports: Ports, logger: Logger) {
        do {
            ledger = try Ledger(at: .file(outfit.ledger))
        } catch {
            logger.error("the ledger cannot be opened", metadata: ["error": "\(error)"])
            ledger = nil
        }
        var staff = StaffTools()
        // `kioskctl notice --state` writes it.
        staff.notices = { [state = outfit.state] sentences throws(ConfigurationError) in
            try NoticeFile(in: state, sentences: sentences).read()
        }
        let place = KioskPlace()
        link = FittedKiosk.link(outfit, ledger, ports, place, logger)
        kiosk = Kiosk(
            handbook: outfit.handbook, look: outfit.look, ports: ports, ledger: ledger, mrcKey: FittedKiosk.key(outfit, logger),
            logger: logger, touch: outfit.configuration.touch, encoder: outfit.configuration.printer.encoder,
            staff: staff, hub: link?.ties ?? .none)
        place.kiosk.withLock { [kiosk] in $0 = kiosk }
    }

    /// The key that came with the enrolment goes before the own one.
    private static func key(_ outfit: Outfit, _ logger: Logger) -> MRCPublicKey {
        guard outfit.hub != nil else { return outfit.mrcKey }
        do { return try HubPapers(in: outfit.state)?.mrcKey ?? outfit.mrcKey } catch {
            logger.error("the papers of the hub cannot be used", metadata: ["error": "\(error)"])
            return outfit.mrcKey
        }
    }

    /// `nil`: no hub is named, or there is no ledger.
    private static func link(
        _ outfit: Outfit, _ ledger: Ledger?, _ ports: Ports, _ place: KioskPlace, _ logger: Logger
    ) -> HubLink? {
        guard let hub = outfit.hub, let ledger else { return nil }
        let site = outfit.handbook.guide.site.id
        let sealTo: @Sendable (MRCPublicKey) async -> Void = { await place.kiosk.withLock(\.self)?.seal(to: $0) }
        let around = HubLink.Surroundings(clock: ports.clock, sealTo: sealTo) {
            // A board on a desk has no health of its own: only that it is there.
            let facts = HealthFacts(kiosk: "kiosk-sim", site: site, program: "kiosk-sim", wall: ports.clock.wall)
            var note = HealthReport(silent: facts, []).note
            // A ledger that cannot be read says so elsewhere.
            note.waiting = (try? await ledger.summary().kept) ?? 0
            return note
        }
        return HubLink(
            ledger: ledger, folder: outfit.state, around: around, location: hub.location, code: hub.code, logger: logger)
    }

    /// Runs until the end of this life; then the file is free for the next one.
    func run() async throws {
        defer {
            do { try ledger?.close() } catch { Logger(label: "kiosk-sim").error("the ledger cannot be closed") }
        }
        guard let link else { return try await kiosk.run() }
        let late = AfterFirstPicture(kiosk, link)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await kiosk.run() }
            group.addTask { try await late.run() }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    func scenes() async -> AsyncStream<Scene> { await kiosk.scenes() }

    var scene: Scene { get async { await kiosk.scene } }

    var signals: Int { get async { await kiosk.signals } }

    var isQuiet: Bool { get async { await kiosk.isQuiet } }
}

/// Where the link finds the kiosk that was put together after it.
private final class KioskPlace: Sendable {
    let kiosk = Mutex<Kiosk?>(nil)
}
