import Foundation
import Guide
import GuidePack
import Intake
import Ledger
import Logging
import SimulatedDevices
import Testing

@testable import HubConnection

/// A guide on its way from the real hub, on a line that is cut.
@Suite(.serialized) struct GuideTests {
    private static let key = SigningKey.generate()

    /// A signed pack of the kiosk's site.
    private func pack(_ version: String, in folder: URL, key: SigningKey = GuideTests.key, site id: String = "amman-airport") throws -> URL {
        let site = Site(
            id: id, profile: .lobby, country: "JO", name: "The airport", neutralName: "", languages: [.english],
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

    private func fetch(
        _ pair: Pair, shown: String = "2026.1", trust: TrustedKey = GuideTests.key.trusted, site: String = "amman-airport"
    ) async throws -> GuideFetcher.Outcome {
        let client = try pair.client()
        let outcome: Result<GuideFetcher.Outcome, HubLinkError>
        do throws(HubLinkError) {
            outcome = .success(try await GuideFetcher(client: client, state: pair.folder, trust: trust, shown: Version(shown), site: site).fetch())
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        return try outcome.get()
    }

    private func next(_ pair: Pair) -> URL { StagedGuide(in: pair.folder).folder }

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

        // A kiosk may show what came on a stick, and the hub takes nothing older than what it has.
        #expect(try await fetch(pair, shown: "2026.7") == .same)
        #expect(try pair.hub.ask(["guide", "publish", pack("2026.4", in: pair.hub.folder).path, "--channel", "all"]).status == 65)
        #expect(try await fetch(pair, shown: "2026.5") == .same)
        _ = try pair.hub.say("guide", "publish", try pack("2026.6", in: pair.hub.folder).path, "--channel", "all")
        #expect(try await fetch(pair, shown: "2026.5") == .staged(version: try #require(Version("2026.6"))))
        #expect(try Pack.open(next(pair), trust: Self.key.trusted, kiosk: .thisKiosk).guide.version == "2026.6")

        // The log has what was published, and not what was refused.
        pair.hub.kill()
        let store = try pair.hub.store()
        let published = try await store.audit(limit: 10, before: nil).map(\.entry).filter { $0.what == "guide.published" }
        #expect(published.map(\.whom) == ["amman-airport 2026.6 all", "amman-airport 2026.5 all"])
        #expect(published.allSatisfy { $0.who == "hub" })
        await store.close()
    }

    @Test func `a power cut while one guide replaces another leaves one of the two`() throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "staged-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: state) }  // what stays in the temporary folder harms nobody
        func version() throws -> String {
            try Pack.open(StagedGuide(in: state).folder, trust: Self.key.trusted, kiosk: .thisKiosk).guide.version
        }
        try StagedGuide(in: state).replace(by: pack("2026.5", in: state))
        #expect(try version() == "2026.5")
        // The cable is pulled after the first of the two renames; what lay in `guide-next` is `guide-old` then.
        let next = state.appending(path: "guide-next"), old = state.appending(path: "guide-old")
        try FileManager.default.moveItem(at: next, to: old)
        #expect(try version() == "2026.5")
        // And before the next guide has taken its place, the old one must not go.
        try StagedGuide(in: state).replace(by: pack("2026.6", in: state))
        #expect(try version() == "2026.6")
        #expect(!FileManager.default.fileExists(atPath: old.path))
    }

    /// A guide that was refused is not fetched again; what is remembered of it is one line.
    private func checkRefusal(_ pair: Pair, _ again: () async throws -> GuideFetcher.Outcome) async throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: pair.folder.path).sorted()
        #expect(files == ["guide-refused", HubPapers.fileName])
        // Not one byte of a part would come through.
        pair.line.change { $0.cutDownAfter = 40_000 }
        #expect(try await again() == .same)
    }

    @Test func `a guide that somebody else signed is not kept, and not fetched again`() async throws {
        let pair = try await pair()
        _ = try pair.hub.say("guide", "publish", try pack("2026.5", in: pair.hub.folder).path, "--channel", "all")
        let stranger = SigningKey.generate().trusted
        await #expect(throws: HubLinkError.self) { try await fetch(pair, trust: stranger) }
        try await checkRefusal(pair) { try await fetch(pair, trust: stranger) }
    }

    @Test func `a guide of another site is ruled out by its manifest, and nothing of it is fetched`() async throws {
        let pair = try await pair()
        _ = try pair.hub.say("guide", "publish", try pack("2026.5", in: pair.hub.folder).path, "--channel", "all")
        // Enough for the manifest, and for no part.
        pair.line.change { $0.cutDownAfter = 40_000 }
        await #expect(throws: HubLinkError.self) { try await fetch(pair, site: "kuala-lumpur-lobby") }
        try await checkRefusal(pair) { try await fetch(pair, site: "kuala-lumpur-lobby") }
        // Another guide gets its chance.
        pair.line.change { $0.cutDownAfter = nil }
        _ = try pair.hub.say("guide", "publish", try pack("2026.6", in: pair.hub.folder).path, "--channel", "all")
        #expect(try await fetch(pair) == .staged(version: try #require(Version("2026.6"))))
    }

    @Test func `a guide that comes is told of, and no record waits for one that does not`() async throws {
        let pair = try await pair()
        _ = try pair.hub.say("guide", "publish", try pack("2026.5", in: pair.hub.folder).path, "--channel", "all")
        let ledger = try Ledger(at: .memory)
        let (news, came) = AsyncStream<Void>.makeStream()
        var around = HubLink.Surroundings(clock: SimulatedClock.running(), sealTo: { _ in }, health: { nil })
        around.guide = (try #require(Version("2026.1")), "amman-airport", Self.key.trusted)
        around.guideCame = { came.yield() }
        let link = HubLink(
            ledger: ledger, folder: pair.folder, around: around, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        // The parts do not come through, again and again.
        pair.line.change { $0.cutDownAfter = 40_000 }
        let running = Task { try await link.run() }
        for seed in 1...3 {
            let item = try Pair.item(UInt64(seed))
            guard case .deliver(let record, let week) = item.kind else { continue }
            try await ledger.issue(record: record, lookup: item.lookup, week: week)
            try await ledger.shown(item.lookup)
        }
        while try await ledger.summary().delivered < 3 { await Task.yield() }
        #expect(link.state.failures == 0)
        pair.line.change { $0.cutDownAfter = nil }
        await link.ties.network(true)
        for await _ in news { break }
        #expect(try Pack.open(next(pair), trust: Self.key.trusted, kiosk: .thisKiosk).guide.version == "2026.5")
        running.cancel()
        _ = await running.result
    }
}
