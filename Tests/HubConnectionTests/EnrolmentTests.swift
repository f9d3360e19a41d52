import Foundation
import Link
import Testing

@testable import HubConnection

@Suite(.serialized) struct EnrolmentTests {
    @Test func `a code makes a kiosk known to its hub, once, and everything is in one file of its own`() async throws {
        let pair = try await Pair()
        #expect(pair.papers.enrolment.kiosk == KioskID("amman-airport-2"))
        #expect(pair.papers.enrolment.site == "amman-airport")
        #expect(try pair.papers.mrcKey == pair.hub.mrcKey.publicKey)
        let file = pair.folder.appending(path: HubPapers.fileName).path
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: pair.folder.path) == [HubPapers.fileName])
        let again = try #require(try HubPapers(in: pair.folder))
        #expect(again.enrolment == pair.papers.enrolment && again.location == pair.papers.location)
        #expect(!"\(again)".contains("PRIVATE"))
        let other = try pair.hub.say("kiosk", "list")
        #expect(other.contains("amman-airport-2"))
    }

    @Test func `a code is good once, and an enrolled kiosk keeps its papers`() async throws {
        let pair = try await Pair()
        let code = try EnrolmentCode("AAAAAAAAAA" + String(repeating: "A", count: 16))
        await #expect(throws: HubLinkError.enrolledAlready(kiosk: "amman-airport-2")) {
            try await Enroller(at: pair.papers.location, keepingIn: pair.folder).enrol(with: code)
        }
    }

    @Test func `nothing is said to a hub that is not the one of the code`() async throws {
        let pair = try await Pair()
        let stranger = try RealHub()
        let code = try EnrolmentCode(try stranger.say("kiosk", "add", "--site", "amman-airport", "new-kiosk"))
        let folder = pair.folder.appending(path: "other")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        await #expect(throws: HubLinkError.wrongHub) {
            try await Enroller(at: pair.papers.location, keepingIn: folder).enrol(with: code)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        // The code is still good where it belongs.
        try stranger.start()
        let papers = try await Enroller(at: try Pair.location(stranger.port), keepingIn: folder).enrol(with: code)
        #expect(papers.enrolment.kiosk == KioskID("new-kiosk"))
        // And the first hub does not let in who has the other one's papers.
        var foreign = papers
        foreign.location = pair.papers.location
        let client = try HubClient(foreign, group: Pair.group) { _ in }
        #expect(await client.carry(try Pair.item(1)) == .silence)
        await client.close()
    }

    @Test func `where the hub's certificate does not name the place, the sentence says what to write where`() async throws {
        let hub = try RealHub(host: "0.0.0.0")
        let code = try EnrolmentCode(try hub.say("kiosk", "add", "--site", "amman-airport", "new-kiosk"))
        try hub.start()
        // This machine by another number of its own, which no certificate names unless somebody says so.
        let elsewhere = try #require(HubLocation("https://127.0.0.2:\(hub.port)"))
        let error = await #expect(throws: HubLinkError.unnamed(elsewhere.text)) {
            try await Enroller(at: elsewhere, keepingIn: hub.folder).enrol(with: code)
        }
        #expect("\(try #require(error))".contains("door.names"))
        // Nothing was said: the code is still good.
        let papers = try await Enroller(at: try Pair.location(hub.port), keepingIn: hub.folder).enrol(with: code)
        #expect(papers.enrolment.kiosk == KioskID("new-kiosk"))
    }

    @Test func `a secret that is wrong is refused, and nothing is kept`() async throws {
        let pair = try await Pair()
        let good = try EnrolmentCode(try pair.hub.say("kiosk", "add", "--site", "amman-airport", "third"))
        let wrong = try EnrolmentCode(secret: "AAAAAAAAAA", pin: good.pin)
        let folder = pair.folder.appending(path: "other")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            _ = try await Enroller(at: pair.papers.location, keepingIn: folder).enrol(with: wrong)
            Issue.record("a wrong secret was taken")
        } catch {
            guard case .refused(.notEnrolled, _) = error else { Issue.record("\(error)"); return }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `papers that a power cut left half are said to be damaged`() async throws {
        let pair = try await Pair()
        let file = pair.folder.appending(path: HubPapers.fileName)
        let whole = try Data(contentsOf: file)
        for count in [0, 1, whole.count / 2, whole.count - 3] {
            try whole.prefix(count).write(to: file)
            #expect(throws: HubLinkError.damagedPapers(path: file.path)) { try HubPapers(in: pair.folder) }
        }
        // What a cut leaves of an enrolment that was under way is beside the file, and does not count.
        try FileManager.default.removeItem(at: file)
        try whole.prefix(10).write(to: URL(filePath: file.path + ".new"))
        #expect(try HubPapers(in: pair.folder) == nil)
    }
}
