import Appliance
import ArgumentParser
import Foundation
import Heap
import HubConnection
import Journal
import LinuxDevices
import Sealing
import Logging
import ServiceLifecycle

/// The kiosk of a board: real devices, one loop, and the service manager watching.
@main
struct Kioskd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kioskd", abstract: "Runs the kiosk on the devices of this board.",
        discussion: "Exit statuses are those of sysexits.h; Systemd/README.md says what to do about each.")

    @Option(help: "The settings of the kiosk.")
    var config = "/etc/mrc-kiosk/kiosk.toml"

    func run() async throws {
        Heap.keepSmall()
        let note = SettingsNote(folder: ServiceFolders.own.runtime)
        note.keep(nil)
        do {
            try await serve()
        } catch {
            let end = Ending(error)
            if end.status == .settingsWrong { note.keep(end.sentence) }
            FileHandle.standardError.write(Data("<3>\(end.sentence)\n".utf8))
            throw ExitCode(end.status.rawValue)
        }
    }

    private func serve() async throws {
        let settings = try Configuration.read(URL(fileURLWithPath: config))
        let logger = JournalHandler.logger("kioskd", settings.logLevel)
        let manager = ServiceManager()
        let stock = try Stock(settings)
        let devices = try await Fittings(settings, sounds: stock.sounds, mayHoldTorso: stock.mayHoldTorso)
        let infirmary = Infirmary(settings, devices: devices, logger: logger)
        let link = hubLink(settings, stock, devices, infirmary, logger)
        let kiosk = Kiosk(
            handbook: stock.handbook, look: stock.look, ports: devices.ports, ledger: stock.ledger, mrcKey: stock.mrcKey,
            logger: logger, touch: settings.touch, buttons: settings.buttons, encoder: settings.printer.encoder, hours: settings.screenHours,
            staff: try infirmary.tools(), hub: link?.ties ?? .none, executor: devices.loop)
        let supervision = Supervision(
            of: kiosk, by: manager, ledger: stock.ledger, clock: devices.clock,
            inputPolls: { [loop = devices.loop] in loop.rounds })
        var services: [any Service] = [
            kiosk, supervision, infirmary.admit(kiosk, watchedBy: supervision, link), ReportService(kiosk: kiosk), LastResort(),
        ]
        if let link { services.append(AfterFirstPicture(kiosk, link)) }
        if let folder = ServiceFolders.own.runtime {
            services.append(
                FigureService(
                    display: devices.timedDisplay, screen: devices.display,
                    folder: URL(fileURLWithPath: folder, isDirectory: true), logger: logger))
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        await devices.finish()
    }

    /// `nil`: no hub is named in the settings, or there is no ledger to take anything from.
    private func hubLink(
        _ settings: Configuration, _ stock: Stock, _ devices: Fittings, _ infirmary: Infirmary, _ logger: Logger
    ) -> HubLink? {
        guard let hub = settings.hub, let ledger = stock.ledger else { return nil }
        let sealTo: @Sendable (MRCPublicKey) async -> Void = { await infirmary.kiosk?.seal(to: $0) }
        var around = HubLink.Surroundings(clock: devices.clock, sealTo: sealTo) { await infirmary.note }
        around.heardTime = { [clock = devices.clock] in clock.hubSaid($0) }
        around.guide = stock.guide
        around.guideCame = {
            do throws(Ending) {
                guard let kiosk = infirmary.kiosk else { return }
                await kiosk.adopt(try stock.newestHandbook(settings))
            } catch {
                logger.error("the guide of the hub is not shown", metadata: ["error": "\(error.sentence)"])
            }
        }
        return HubLink(
            ledger: ledger, folder: settings.folders.state, around: around, location: hub.location, code: hub.code, logger: logger)
    }
}
