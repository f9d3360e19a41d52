import Appliance
import Ledger
import Logging
import Scene

/// One life of the kiosk, from switching on to the power cut, with the ledger that it opens for it.
struct FittedKiosk: PoweredKiosk {
    private let kiosk: Kiosk
    private let ledger: Ledger?

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
        if let notices = outfit.notices { staff.notices = { () throws(ConfigurationError) in try notices.read() } }
        kiosk = Kiosk(
            handbook: outfit.handbook, look: outfit.look, ports: ports, ledger: ledger, mrcKey: outfit.mrcKey,
            logger: logger, touch: outfit.configuration.touch, encoder: outfit.configuration.printer.encoder,
            staff: staff)
    }

    /// Runs until the end of this life; then the file is free for the next one.
    func run() async throws {
        defer {
            do { try ledger?.close() } catch { Logger(label: "kiosk-sim").error("the ledger cannot be closed") }
        }
        try await kiosk.run()
    }

    func scenes() async -> AsyncStream<Scene> { await kiosk.scenes() }

    var scene: Scene { get async { await kiosk.scene } }

    var signals: Int { get async { await kiosk.signals } }

    var isQuiet: Bool { get async { await kiosk.isQuiet } }
}
