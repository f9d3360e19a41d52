import AsyncHTTPClient
import Foundation
import Hub
import Link
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Tells a webhook of findings at kiosks, each once when it begins and once when it ends.
///
/// What was told is kept in a file, so that a restart tells nothing twice. What could not be told is told in a later round.
public struct AlertService: Service {
    private let desk: StaffDesk
    private let address: AlertAddress
    private let file: URL
    private let logger: Logger
    private let pauses: [Duration]

    /// A kiosk calls some times a day: a finding may wait for minutes.
    private static let round = Duration.seconds(300)
    /// Between the tries of one round; then the webhook counts as away until the next.
    private static let usualPauses: [Duration] = [.seconds(2), .seconds(8)]
    private static let patience = TimeAmount.seconds(10)
    /// In one round. A fleet whose network comes back has more at once; they come with the next rounds.
    static let mostPosts = 100

    /// - Parameter folder: keeps what was told.
    public init(desk: StaffDesk, address: AlertAddress, folder: URL, logger: Logger) {
        self.init(desk: desk, address: address, folder: folder, logger: logger, pauses: Self.usualPauses)
    }

    init(desk: StaffDesk, address: AlertAddress, folder: URL, logger: Logger, pauses: [Duration]) {
        (self.desk, self.address, self.logger, self.pauses) = (desk, address, logger, pauses)
        file = folder.appendingPathComponent("alerts-told.json")
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await tell()
                // Cancelled is the only way that this fails, and then the loop ends.
                try? await Task.sleep(for: Self.round)
            }
        }
    }

    /// One round.
    func tell() async {
        // Whoever answers elsewhere is not the one whom the settings name.
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))
        do {
            try await tell(over: http)
        } catch {
            logger.error("findings at kiosks cannot be told now", metadata: ["store.error": "\(error)"])
        }
        // It only says that connections were already closed.
        try? await http.shutdown()
    }

    private func tell(over http: HTTPClient) async throws {
        var watch = FleetWatch(told: kept())
        let day = desk.settings.day(at: desk.clock())
        for alert in watch.due(try await desk.findings(), day: "\(day)").prefix(Self.mostPosts) {
            guard await post(alert, over: http) else {
                logger.warning("the webhook does not take what is told to it", metadata: ["alert.finding": "\(alert.finding.finding)"])
                return
            }
            watch.note(alert)
            try JSONEncoder().encode(watch.kept).write(to: file, options: .atomic)
        }
    }

    private func kept() -> [FleetFinding] {
        // No file yet: nothing was told. One that cannot be read is made anew, and what stands is told once more.
        guard let bytes = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode([FleetFinding].self, from: bytes)) ?? []
    }

    private func post(_ alert: Alert, over http: HTTPClient) async -> Bool {
        // A struct of texts can always be written.
        guard let body = try? JSONEncoder().encode(alert) else { return false }
        var request = HTTPClientRequest(url: address.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: body))
        for pause in pauses + [nil] {
            // Whatever went wrong, it was not taken.
            let response = try? await http.execute(request, timeout: Self.patience)
            if let response, (200...299).contains(response.status.code) { return true }
            // Cancelled is the only way that this fails: the hub stops.
            guard let pause, (try? await Task.sleep(for: pause)) != nil else { return false }
        }
        return false
    }
}

extension StaffDesk {
    /// What somebody should look at, over the whole fleet, as the page of the kiosks says it.
    func findings() async throws(HubStoreError) -> [FleetFinding] {
        let (guides, now) = (try await store.guides(), clock())
        return try await store.kiosks().flatMap { kiosk in
            FleetView.advice(kiosk, newest: newest(guides, for: kiosk), now: now, settings).filter { $0.tone > .good }.map { advice in
                FleetFinding(
                    kiosk: kiosk.id.text, site: kiosk.site, finding: advice.finding, tone: advice.tone.rawValue, what: advice.what,
                    whatToDo: advice.whatToDo)
            }
        }
    }
}
