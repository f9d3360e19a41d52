import Hummingbird
import Logging
import ServiceLifecycle

extension StaffDesk {
    /// Far more browsers than a centre has, and no more than the hub bears.
    private static let mostConnections = 500

    /// The service that answers browsers at an address until it is told to stop.
    ///
    /// - Parameter opened: called with the port when the desk is open.
    public func service(
        host: String, port: Int, logger: Logger, opened: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some Service {
        Application(
            router: router(), server: .http1(configuration: .init(additionalChannelHandlers: [Patience()])),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: .maximum(Self.mostConnections, logger: logger)),
            onServerRunning: { await opened($0.localAddress?.port ?? port) }, logger: logger)
    }
}
