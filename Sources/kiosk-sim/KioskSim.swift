import Appliance
import ArgumentParser
import Devices
import Foundation
import Logging
import ServiceLifecycle
import SimulatedDevices

/// A kiosk on a desk: the code, fonts and pixels of the real one, with hands and faults from a page or a program.
@main
struct KioskSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kiosk-sim", abstract: "Runs a kiosk on simulated devices and shows it on a page of this machine.",
        discussion: "Nothing is written anywhere but in the folder that --state names.")

    @Option(help: "The port on 127.0.0.1; 0 takes any that is free.")
    var port: UInt16 = 8080

    @Option(help: "The folder for everything that is written: ledger, keys, font cache. It is made if need be.")
    var state: String

    @Option(help: "The screen. Default: that of the settings.")
    var panel: Panel?

    @OptionGroup var outfit: OutfitArguments

    func run() async throws {
        let outfit: Outfit
        do {
            outfit = try self.outfit.gather(state: URL(fileURLWithPath: state, isDirectory: true))
        } catch {
            throw Quit(error)
        }
        try await serve(outfit)
    }

    private func serve(_ outfit: Outfit) async throws {
        let logger = KioskSim.logger
        let head: Dots = outfit.handbook.guide.site.slipWidth == 58 ? 384 : 576
        let board = SimulatedBoard(
            panel: panel ?? outfit.configuration.panel, clock: .running(), headWidth: head,
            encoder: outfit.configuration.printer.encoder)
        let feed = EventFeed()
        let desk = SimulatorDesk(board, feed: feed)
        let mains = Mains(logger: logger, show: { await desk.show($0) }, setPower: { await desk.setPower($0) }) {
            FittedKiosk(outfit, ports: Ports(desk), logger: logger)
        }
        let services: [any Service] = [BoardWatch(board: board, feed: feed), mains, server(desk, mains)]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            throw Quit(error)
        }
    }

    private func server(_ desk: SimulatorDesk, _ mains: Mains) -> PageServer {
        PageServer(routes: SimulatorRoutes(desk: desk, mains: mains), port: port, logger: KioskSim.logger)
    }

    /// What the kiosk and the server have to say goes to standard error.
    private static var logger: Logger {
        var logger = Logger(label: "kiosk-sim") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        return logger
    }
}

/// A failure that ends the program with a sentence and status 1.
struct Quit: Error, CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        description = "\(error)"
    }
}

extension Ports {
    /// The devices of the desk's board, watched where the page wants to know.
    init(_ desk: SimulatorDesk) {
        let board = desk.board
        self.init(
            display: desk.display, touch: board.touch, buttons: board.buttons, lamps: board.lamps,
            printer: WatchedPrinter(printer: board.printer, feed: desk.feed),
            speaker: WatchedSpeaker(speaker: board.speaker, feed: desk.feed), clock: board.clock,
            network: board.network)
    }
}

extension Panel: ExpressibleByArgument {
    public init?(argument: String) {
        guard let panel = Panel.named(argument) else { return nil }
        self = panel
    }

    public static var allValueStrings: [String] { all.map(\.name) }
}
