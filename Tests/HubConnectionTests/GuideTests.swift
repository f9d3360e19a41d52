import Foundation
import Guide
import GuidePack
import Intake
import Testing

@testable import HubConnection

/// A guide on its way from the real hub, on a line that is cut.
@Suite(.serialized) struct GuideTests {
    private static let key = SigningKey.generate()

    /// A signed pack of the kiosk's site.
    private func pack(_ version: String, in folder: URL, key: SigningKey = GuideTests.key) throws -> URL {
        let site = Site(
            id: "amman-airport", profile: .lobby, country: "JO", name: "The airport", neutralName: "", languages: [.english],
            origins: ["NP"], stages: [.work], keyContacts: [], helpContacts: [], childContacts: [], rights: [], hours: [], signOff: "",
            slipWidth: 80, retentionDays: 60, minutesAheadOfUTC: 180)
        let numbers = 0..<400
        let texts = Dictionary(
            uniqueKeysWithValues: numbers.map { (TextID("ui.sample.text\($0)"), Text("Sample \($0): a sentence of some length.")) })
        let guide = Guide(
            version: version, builtOn: try #require(GuideDate("2026-11-22")), site: site,
            catalogs: [.english: Catalog(language: .english, texts: texts)])
        let place = folder.appending(path: "pack-\(version)", directoryHint: .isDirectory)
        try PackWriter(guide: guide, form: Form(questions: []), minimumKiosk: .thisKiosk).write(to: place, signedWith: key)
        return place
    }

    private func pair() async throws -> Pair {
        try await Pair { folder in
            try Self.key.trusted.text.write(to: folder.appending(path: "guide.pub"), atomically: true, encoding: .utf8)
        }
    }

    private func fetch(_ pair: Pair, shown: String = "2026.1", trust: TrustedKey = GuideTests.key.trusted) async throws -> GuideFetcher.Outcome {
        let client = try pair.client()
        let outcome: Result<GuideFetcher.Outcome, HubLinkError>
        do throws(HubLinkError) {
            outcome = .success(try await GuideFetcher(client: client, state: pair.folder, trust: trust, shown: Version(shown)).fetch())
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        return try outcome.get()
    }

    private func next(_ pair: Pair) -> URL { pair.folder.appending(path: HubLink.nextGuide, directoryHint: .isDirectory) }

    @Test func `a newer guide comes whole, though the line is cut again and again, and an older one does not`() async throws {
        let pair = try await pair()
        #expect(try await fetch(pair) == .refused(.notFound))
        _ = try pair.hub.say("guide", "publish", try pack("2026.5", in: pair.hub.folder).path, "--channel", "all")
        var cuts = 0
        while cuts < 200 {
            // More than a piece of TLS, which counts only when it is whole: 16 KiB.
            pair.line.change { $0.cutDownAfter = 40_000 }
            guard try await fetch(pair) == .silence else { break }
            cuts += 1
        }
        #expect(cuts > 0, "nothing was cut")
        #expect(cuts < 200, "what had come was thrown away")
        pair.line.change { $0.cutDownAfter = nil }
        #expect(try Pack.open(next(pair), trust: Self.key.trusted, kiosk: .thisKiosk).guide.version == "2026.5")
        #expect(!FileManager.default.fileExists(atPath: pair.folder.appending(path: GuideFetcher.gathering).path))
        #expect(try await fetch(pair) == .same)

        _ = try pair.hub.say("guide", "publish", try pack("2026.4", in: pair.hub.folder).path, "--channel", "all")
        #expect(try await fetch(pair, shown: "2026.5") == .same)
        _ = try pair.hub.say("guide", "publish", try pack("2026.6", in: pair.hub.folder).path, "--channel", "all")
        #expect(try await fetch(pair, shown: "2026.5") == .staged(version: "2026.6"))
        #expect(try Pack.open(next(pair), trust: Self.key.trusted, kiosk: .thisKiosk).guide.version == "2026.6")
    }

    @Test func `a guide that somebody else signed is not kept`() async throws {
        let pair = try await pair()
        _ = try pair.hub.say("guide", "publish", try pack("2026.5", in: pair.hub.folder).path, "--channel", "all")
        await #expect(throws: HubLinkError.self) { try await fetch(pair, trust: SigningKey.generate().trusted) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: pair.folder.path) == [HubPapers.fileName])
    }
}
