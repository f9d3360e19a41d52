import Foundation
import Hub
import KioskDoor
import Logging
import Sealing
import ServiceLifecycle
import StaffDesk

/// Puts the desk together: its keys, its guides, its address.
struct DeskHouse {
    let desk: StaffDesk
    private let address: HubSettings.DeskAddress

    /// The file of the desk's own key in the hub's folder; several hubs on one database need the same.
    static let keyFile = "desk.key"
    private static let loopback = ["127.0.0.1", "::1", "localhost"]

    /// - Throws: ``HubEnding``, or an error of a file or a key.
    init(_ house: HubHouse, _ keys: MRCKeys) throws {
        address = house.settings.desk
        guard address.isBehindTLS || Self.loopback.contains(address.host) else {
            throw HubEnding(
                .settingsWrong,
                "desk.host: \(address.host) is open to the network; allowed is loopback, or set desk.behind_tls where a TLS proxy stands before it")
        }
        // Each has threads of its own: what one is full of keeps no other from working.
        let opening = try keys.privateKey.map {
            try Opening(store: house.store, key: $0, oldKeys: keys.oldKeys, rules: house.settings.retention, work: SlowWork())
        }
        let shelf = GuideShelf(
            folder: house.settings.data.appendingPathComponent("guides-read"), trust: try GuideKeys.read(house.settings),
            work: SlowWork(threads: 1))
        desk = try StaffDesk(
            store: house.store, key: try Self.key(in: house.settings.data), opening: opening, shelf: shelf, settings: address.settings,
            clock: HubHouse.now)
    }

    /// - Parameter opened: called when the desk is open.
    func service(_ logger: Logger, opened: @escaping @Sendable () -> Void) -> some Service {
        desk.service(host: address.host, port: address.port, logger: logger) { port in
            logger.notice("the desk is open for staff", metadata: ["desk.host": "\(address.host)", "desk.port": "\(port)"])
            opened()
        }
    }

    /// Tells of findings at kiosks; `nil` where the settings say nowhere.
    func alerts(_ settings: HubSettings, _ logger: Logger) -> AlertService? {
        settings.alerts.map { AlertService(desk: desk, address: $0, folder: settings.data, logger: logger) }
    }

    /// The desk's own key, made at the hub's first start.
    private static func key(in folder: URL) throws -> HubKey {
        let path = folder.appendingPathComponent(keyFile).path
        var random = SystemRandomNumberGenerator()
        let fresh = Data((0..<HubKey.size).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        if try SecretFile.read(path) == nil { _ = try SecretFile.make(Array((fresh.base64EncodedString() + "\n").utf8), at: path) }
        let text = String(decoding: try SecretFile.read(path) ?? [], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Data(base64Encoded: text), let key = HubKey(bytes: bytes) else {
            throw HubEnding(.keyMissing, "\(path): that is no key of \(HubKey.size) bytes in Base64; bring it back from a backup")
        }
        return key
    }
}
