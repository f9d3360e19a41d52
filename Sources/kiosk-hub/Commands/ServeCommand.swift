import ArgumentParser
import Foundation
import Hub
import Journal
import KioskDoor
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Answers kiosks and staff until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answers kiosks and staff until it is told to stop (SIGTERM).")

    @OptionGroup var settings: SettingsArgument

    /// How long answers that are on their way may take when the hub is told to stop; then they are cut off, and kiosks ask
    /// again. Less than the unit allows (`TimeoutStopSec=`).
    private static let patience = Duration.seconds(10)

    func run() async throws { try await HubEnding.guarding(serve) }

    private func serve() async throws {
        let environment = ProcessInfo.processInfo.environment
        let house = try await HubHouse(settings)
        let logger = JournalHandler.logger("kiosk-hub", house.settings.logLevel)
        let line = ServiceManagerLine(environment: environment)
        let keys = try MRCKeys(house.settings, environment: environment)
        let door = try door(house, keys, logger)
        let (address, desk) = (house.settings.door, house.settings.desk)
        // Whoever hears READY finds desk and door.
        let bothOpen = Countdown(from: 2) { line.ready() }
        let deskHouse = try DeskHouse(house, keys)
        var services: [any Service] = [
            Housekeeping(store: house.store, rules: house.settings.retention, now: HubHouse.now, logger: logger),
            Watch(store: house.store, line: line, logger: logger),
            AtAddress("desk", desk.host, desk.port, deskHouse.service(logger) { bothOpen.note() }),
            AtAddress("door", address.host, address.port, try door.service(host: address.host, port: address.port) { port in
                logger.notice("the hub is open for kiosks", metadata: ["door.host": "\(address.host)", "door.port": "\(port)"])
                bothOpen.note()
            }),
        ]
        if let alerts = deskHouse.alerts(house.settings, logger) { services.append(alerts) }
        var configuration = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.patience
        do { try await ServiceGroup(configuration: configuration).run() } catch {
            await house.store.close()
            throw error as? HubEnding ?? HubEnding(.systemRefused, "The hub cannot go on: \(error)")
        }
        await house.store.close()
    }

    private func door(_ house: HubHouse, _ keys: MRCKeys, _ logger: Logger) throws -> Door {
        let guideKeys = try GuideKeys.read(house.settings).map { $0.text + "\n" }.joined()
        return try Door(
            store: house.store, authority: house.authority,
            handouts: Handouts(
                mrcKey: keys.publicKey, formerMRCKeys: try keys.oldKeys.map { try $0.publicKey }, guideKeys: guideKeys),
            names: house.settings.door.names,
            bounds: house.settings.door.bounds, logger: logger, now: HubHouse.now)
    }
}

/// A service that is found at an address: what fails there is told with the keys of the settings that name it.
private struct AtAddress: Service {
    private let table: String
    private let place: String
    private let service: any Service

    init(_ table: String, _ host: String, _ port: Int, _ service: any Service) {
        (self.table, self.service) = (table, service)
        place = "\(host) port \(port)"
    }

    func run() async throws {
        do { try await service.run() } catch {
            throw HubEnding(.systemRefused, "\(table).host, \(table).port: the hub cannot go on at \(place): \(error)")
        }
    }
}

/// Does something when it was told often enough.
private final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let act: @Sendable () -> Void

    init(from count: Int, then act: @escaping @Sendable () -> Void) {
        left = Mutex(count)
        self.act = act
    }

    func note() {
        let isLast = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { act() }
    }
}
