import Foundation
import Hub
import HubPostgreSQL
import HubSQLite
import KioskDoor
import Logging

/// What every command of the hub begins with: its settings, its store, its authority.
struct HubHouse {
    let settings: HubSettings
    let store: any HubStore
    let authority: Authority

    /// The time of this machine.
    static let now: @Sendable () -> HubTime = { HubTime(seconds: Int64(Date().timeIntervalSince1970)) }

    /// - Throws: ``HubEnding``, or what it makes of: `ConfigurationError`, ``HubStoreError``, ``AuthorityError``.
    init(_ argument: SettingsArgument) async throws {
        settings = try HubSettings.read(URL(fileURLWithPath: argument.file))
        try Self.makeFolder(settings.data)
        store = try await Self.store(settings)
        authority = try Authority(in: settings.data)
    }

    /// Adds a line to the log that coordinators read: who is at this machine's command line did it.
    func note(_ what: String, of whom: String) async throws(HubStoreError) {
        try await store.append(AuditEntry(time: Self.now(), who: "hub", what: what, whom: whom))
    }

    private static func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw HubEnding(.settingsWrong, "data: \(folder.path) cannot be made; give the hub a folder of its own")
        }
    }

    private static func store(_ settings: HubSettings) async throws -> any HubStore {
        guard let url = settings.postgreSQL else { return try SQLiteHubStore(at: .folder(settings.data.path)) }
        return try await PostgreSQLHubStore(url: url)
    }
}
