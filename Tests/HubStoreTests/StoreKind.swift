import Foundation
import Guide
import Hub
import HubPostgreSQL
import HubSQLite
import Intake
import Link
import RealPostgreSQL
import Testing

/// The stores that the contract is held against.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case memory = "SQLite in memory"
    case disk = "SQLite on disk"
    case postgresql = "PostgreSQL"

    var testDescription: String { rawValue }

    /// PostgreSQL only where it is installed; `PostgreSQLTests` says aloud where it is not.
    static var here: [StoreKind] { PostgreSQLServer.isInstalled ? allCases : [.memory, .disk] }

    /// A new store with two kiosks: `amman-1` at the site `amman`, `zarqa-1` at `zarqa`; and two members of the staff.
    func open() async throws -> Rig {
        let rig: Rig
        switch self {
        case .memory: rig = Rig(try SQLiteHubStore(at: .memory), folder: nil)
        case .disk:
            let folder = try Folder()
            rig = Rig(try SQLiteHubStore(at: .folder(folder.path)), folder: folder)
        case .postgresql:
            let url = try PostgreSQLServer.shared.get().newDatabase()
            rig = Rig(try await PostgreSQLHubStore(url: url, connections: 3), folder: nil)
        }
        try await rig.settle()
        return rig
    }
}

/// A store with what most tests need in it.
final class Rig: Sendable {
    let store: any HubStore
    /// Gone when the rig is.
    let folder: Folder?

    init(_ store: any HubStore, folder: Folder?) { (self.store, self.folder) = (store, folder) }

    /// Enrols the kiosks and adds the staff.
    func settle() async throws {
        for (number, kiosk) in [Samples.amman, Samples.zarqa].enumerated() {
            _ = try await enrol(kiosk, site: String(kiosk.text.prefix { $0 != "-" }), number: UInt8(number + 1))
        }
        for id in ["amina", "basil"] { try await store.keep(Samples.member(id), replacing: nil) }
    }

    @discardableResult
    func enrol(_ kiosk: KioskID, site: String, number: UInt8, at now: HubTime = Samples.now) async throws -> Kiosk? {
        let secret = Samples.digest(number)
        try await store.offer(
            EnrolmentOffer(kiosk: kiosk, site: site, channel: .all, secretDigest: secret, expires: now + .seconds(3600)))
        let certificate = IssuedCertificate(
            fingerprint: Samples.digest(number), kiosk: kiosk, expires: now + .seconds(365 * 86_400))
        return try await store.enrol(secretDigest: secret, certificate: certificate, at: now)
    }

    /// Takes the record of a number, as the kiosk `amman-1` delivers it.
    @discardableResult
    func take(_ number: Int, from kiosk: KioskID = Samples.amman, at now: HubTime = Samples.now) async throws -> TakenIntake {
        let (lookup, delivery) = try Samples.intake(number)
        return try await store.take(delivery, lookup: lookup, from: kiosk, at: now)
    }

    /// Opens a number at the desk.
    func open(_ number: Int, at now: HubTime = Samples.now) async throws -> Case? {
        try await store.open(Samples.opened(number, at: now), at: now)
    }
}

/// A folder that is gone after the test.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "hub-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    // Leftovers in the temporary folder are the system's to clear: `try?`.
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: String { path + "/" + SQLiteHubStore.fileName }
}
