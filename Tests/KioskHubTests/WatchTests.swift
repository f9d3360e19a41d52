import Foundation
import Hub
import HubSQLite
import Logging
import Testing

@testable import kiosk_hub

@Suite(.timeLimit(.minutes(1))) struct `The watch over the hub` {
    @Test func `is fed while the store is away: nobody brings it back by starting the hub anew`() async throws {
        let socket = try ManagerSocket(
            at: FileManager.default.temporaryDirectory.appending(path: "w\(UInt32.random(in: 0 ... .max))").path)
        let store = try SQLiteHubStore(at: .memory)
        await store.close()
        let watch = Watch(
            store: store, line: ServiceManagerLine(environment: ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "300000"]),
            logger: Logger(label: "watch") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await watch.run() }
        #expect(socket.hear() == "WATCHDOG=1")
        running.cancel()
        try await running.value
    }
}
