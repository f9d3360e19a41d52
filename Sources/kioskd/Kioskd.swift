import Appliance
import ArgumentParser
import Foundation
import HubConnection
import LinuxDevices
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
        do {
            try await serve()
        } catch {
            let end = Ending(error)
            FileHandle.standardError.write(Data("<3>\(end.sentence)\n".utf8))
            throw ExitCode(end.status.rawValue)
        }
    }

    private func serve() async throws {
        let settings = try Configuration.read(URL(fileURLWithPath: config))
        let logger = Kioskd.logger(settings)
        let manager = ServiceManager()
        let stock = try Stock(settings)
        let devices = try await Fittings(settings, sounds: stock.sounds, mayHoldTorso: stock.mayHoldTorso)
        let infirmary = Infirmary(settings, devices: devices, logger: logger)
        let link = hubLink(settings, stock, devices, infirmary, logger)
        let notices = NoticeFile(in: settings.folders.state, sentences: stock.handbook.guide.sentences)
        let kiosk = Kiosk(
            handbook: stock.handbook, look: stock.look, ports: devices.ports, ledger: stock.ledger, mrcKey: stock.mrcKey,
            logger: logger, touch: settings.touch, encoder: settings.printer.encoder, hours: settings.screenHours,
            staff: try infirmary.tools(notices), hub: HubTies(link), executor: devices.loop)
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
        var around = HubLink.Surroundings(clock: devices.clock) { await infirmary.note }
        around.heardTime = { [clock = devices.clock] in clock.hubSaid($0) }
        around.guide = stock.guide
        return HubLink(
            ledger: ledger, folder: settings.folders.state, around: around, location: hub.location, code: hub.code, logger: logger)
    }

    private static func logger(_ settings: Configuration) -> Logger {
        var logger = Logger(label: "kioskd") { _ in JournalHandler() }
        logger.logLevel = settings.logLevel
        return logger
    }
}

extension HubTies {
    /// The ties to a hub; `nil`: there is none.
    init(_ link: HubLink?) {
        self.init(
            state: { await link?.state(of: $0) },
            network: { isUp in if isUp { await link?.networkReturned() } })
    }
}
