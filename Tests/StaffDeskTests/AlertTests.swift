import Foundation
import Hub
import Hummingbird
import Link
import Logging
import Synchronization
import Testing

@testable import StaffDesk

@Suite struct AlertTests {
    private static func finding(_ finding: String, _ what: String = "") -> FleetFinding {
        FleetFinding(kiosk: "amman-airport-2", site: "amman", finding: finding, tone: "bad", what: what, whatToDo: "Go and look.")
    }

    @Test func `a finding is told once when it begins and once when it ends, however its words count`() throws {
        var watch = FleetWatch()
        let first = watch.due([Self.finding("silent", "for 2 days")], day: "2026-11-22")
        #expect(first.map(\.event) == [.begins])
        // What could not be told is due again.
        #expect(watch.due([Self.finding("silent", "for 2 days")], day: "2026-11-22") == first)
        watch.note(try #require(first.first))
        #expect(watch.due([Self.finding("silent", "for 3 days")], day: "2026-11-23").isEmpty)
        #expect(FleetWatch(told: watch.kept) == watch)
        let next = watch.due([Self.finding("paper-out")], day: "2026-11-24")
        #expect(next.map(\.event) == [.ends, .begins] && next.map(\.finding.finding) == ["silent", "paper-out"])
        for alert in next { watch.note(alert) }
        #expect(watch.due([Self.finding("paper-out")], day: "2026-11-25").isEmpty)
    }

    @Test(arguments: ["ftp://example.org", "http://example.org/hook", "https://", "https://user@example.org", "", "http://127.0.0.2.example.org"])
    func `only https is spoken, but on this machine`(_ text: String) { #expect(AlertAddress(text) == nil) }

    @Test func `an address is taken, and never shown`() throws {
        for text in ["https://chat.example.org/hooks/abc", "http://127.0.0.1:9000/hook", "http://localhost/hook"] {
            #expect(!"\(try #require(AlertAddress(text)))".contains("hook"))
        }
    }

    /// A webhook that refuses the first posts.
    private final class Hook: Sendable {
        private let state: Mutex<(refusals: Int, posts: [String])>
        init(refusing: Int) { state = Mutex((refusing, [])) }
        var posts: [String] { state.withLock { $0.posts } }

        func take(_ body: String) -> HTTPResponse.Status {
            state.withLock { state in
                state.refusals -= 1
                if state.refusals >= 0 { return .serviceUnavailable }
                state.posts.append(body)
                return .ok
            }
        }
    }

    @Test func `a webhook hears of a kiosk without paper once, though it was away at first, and nothing of people`() async throws {
        let fixture = try await DeskFixture()
        try FileManager.default.createDirectory(at: fixture.folder, withIntermediateDirectories: true)
        let hook = Hook(refusing: 5)
        let router = Router()
        router.post("hook") { request, _ in
            HTTPResponse.Status(code: hook.take(String(buffer: try await request.body.collect(upTo: 10_000))).code)
        }
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var address: AlertAddress?
            for await number in ports {
                address = AlertAddress("http://127.0.0.1:\(number)/hook")
                break
            }
            func service() throws -> AlertService {
                AlertService(
                    desk: fixture.desk, address: try #require(address), folder: fixture.folder, logger: Logger(label: "test"),
                    pauses: [.zero, .zero])
            }
            var note = HealthNote(
                state: "degraded", program: "0.1", guide: "2026.11.1", paper: "out", printer: "working", clock: "hub", waiting: 0,
                lastTouched: "2026-11-20")
            try await fixture.store.keep(note, of: fixture.kiosk, at: fixture.clock.now)
            // Three tries a round: the first round tells nothing, the second succeeds at its last.
            try await service().tell()
            #expect(hook.posts.isEmpty)
            for _ in 0..<3 { try await service().tell() }
            #expect(hook.posts.count == 1 && hook.posts.allSatisfy { $0.contains("paper-out") && $0.contains("\"begins\"") })
            #expect(!hook.posts.joined().contains("2026-11-20"))
            note.paper = "ok"
            try await fixture.store.keep(note, of: fixture.kiosk, at: fixture.clock.now)
            for _ in 0..<2 { try await service().tell() }
            #expect(hook.posts.count == 2 && hook.posts.last?.contains("\"ends\"") == true)
            group.cancelAll()
        }
    }
}
