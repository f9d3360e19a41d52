import Foundation
import Hummingbird
import Logging
import ServiceLifecycle

/// Serves the page and everything else on loopback, and prints the address when it does.
struct PageServer: Service {
    let routes: SimulatorRoutes
    let port: UInt16
    let logger: Logger

    /// - Throws: `StartError` when the port cannot be had.
    func run() async throws {
        let application = Application(
            router: routes.router(),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: Int(port)), serverName: "kiosk-sim"),
            onServerRunning: { channel in
                print("kiosk-sim: http://127.0.0.1:\(channel.localAddress?.port ?? 0)/")
                fflush(nil)
            },
            logger: logger)
        do {
            try await application.run()
        } catch {
            throw StartError("Nothing can be served on port \(port): \(error). Name another one by --port.")
        }
    }
}
