import ServiceLifecycle

/// A service that begins when something stands on the glass: whoever comes to the kiosk goes before the network.
public struct AfterFirstPicture: Service {
    private let kiosk: Kiosk
    private let service: any Service

    public init(_ kiosk: Kiosk, _ service: any Service) { (self.kiosk, self.service) = (kiosk, service) }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await kiosk.scenes() { break }
        }
        try await service.run()
    }
}
