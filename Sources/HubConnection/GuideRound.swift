import Devices
import Foundation
import GuidePack
import Ledger
import Logging
import NIOCore

/// Asks the hub for a newer guide from time to time, on a connection and at a pace of its own: no record waits for it, and what
/// fails here is no failure of the hub.
struct GuideRound: Sendable {
    let papers: HubPapers
    let group: any EventLoopGroup
    /// The kiosk's state folder.
    let folder: URL
    let around: HubLink.Surroundings
    let rest: Rest
    let logger: Logger

    /// How often a newer guide is asked for.
    static let every = Duration.seconds(3_600)

    /// Goes on until it is cancelled.
    func run() async {
        guard let guide = around.guide else { return }
        // Papers with which no connection can be made were refused before.
        guard let client = try? HubClient(papers, group: group, heardTime: around.heardTime) else { return }
        var fetcher = GuideFetcher(client: client, state: folder, trust: guide.trust, shown: guide.shown, site: guide.site)
        var pace = UploadPace()
        var random = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            var pause = GuideRound.every
            switch await look(&fetcher) {
            case .silence: pause = pace.failed(random: &random)
            case .same, .staged, .refused: pace.succeeded()
            }
            await rest.rest(until: around.clock.now.sinceBoot + pause, by: around.clock)
        }
        await client.close()
    }

    private func look(_ fetcher: inout GuideFetcher) async -> GuideFetcher.Outcome {
        let outcome: GuideFetcher.Outcome
        do throws(HubLinkError) { outcome = try await fetcher.fetch() } catch {
            logger.error("the guide of the hub is not used", metadata: ["error": "\(error)"])
            return .same
        }
        guard case .staged(let version) = outcome else { return outcome }
        logger.notice("a newer guide is here", metadata: ["guide.version": "\(version)"])
        fetcher.shown = version
        await around.guideCame()
        return outcome
    }
}
