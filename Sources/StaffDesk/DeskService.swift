import Doorway
import Hummingbird
import Logging
import ServiceLifecycle

extension StaffDesk {
    /// Far more browsers than a centre has, and no more than the hub bears.
    private static let mostConnections = 500

    /// Browsers connect before they ask, and no network that a centre works with is slower: a guide of 64 MiB then has an hour.
    private static let patience = PatienceBounds(
        greeting: .seconds(30), idle: .seconds(60), body: .seconds(20), slowest: 16_384, reading: .seconds(60),
        usualBody: FormFields.mostBytes, longestBody: UploadedFiles.mostBytes)

    private static let tooSlow = "This came too slowly, and nothing was changed. Go back and send it again.\n"

    /// Waits for one browser.
    static func waiting() -> Patience { Patience(patience, farewell: tooSlow) }

    /// The service that answers browsers at an address until it is told to stop.
    ///
    /// - Parameter opened: called with the port when the desk is open.
    public func service(
        host: String, port: Int, logger: Logger, opened: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some Service {
        Application(
            router: router(), server: .http1(configuration: .init(additionalChannelHandlers: [Self.waiting()])),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: .maximum(Self.mostConnections, logger: logger)),
            onServerRunning: { await opened($0.localAddress?.port ?? port) }, logger: logger)
    }
}
