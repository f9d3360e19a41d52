import Appliance
import Devices
import Foundation
import Logging
import SimulatedDevices
import Testing

@testable import kiosk_sim

/// The real kiosk with the sample guide, on the simulator's desk, without the server.
@Suite(.timeLimit(.minutes(10))) struct PowerTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Kiosk")

    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let desk = SimulatorDesk(SimulatedBoard(panel: .sevenInch, clock: .running()), feed: EventFeed())

    /// Runs a kiosk with a state of its own while `visit` goes on.
    private func withKiosk(_ visit: (Mains) async throws -> Void) async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "kiosk-sim-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: state) }  // a leftover in the temporary folder hurts nobody
        let outfit = try OutfitArguments.parse(["--root", Self.root.path]).gather(state: state)
        let desk = desk, logger = logger
        let mains = Mains(logger: logger, show: { await desk.show($0) }, setPower: { await desk.setPower($0) }) {
            FittedKiosk(outfit, ports: Ports(desk), logger: logger)
        }
        let running = Task { try await mains.run() }
        defer { running.cancel() }
        _ = try await shown()
        try await visit(mains)
    }

    /// What the glass shows; whoever asks waits for half a minute, and on a busy machine asks again.
    private func shown() async throws -> ShownScene {
        while true {
            if let scene = try await desk.scene(after: 0) { return scene }
        }
    }

    /// Touches a control and waits until the kiosk has dealt with it; the page that is shown then.
    private func touch(_ control: String, _ mains: Mains) async throws -> String? {
        let kiosk = try #require(await mains.kiosk)
        let before = await kiosk.signals
        try await desk.touch(desk.middle(of: control), .whole)
        try await desk.settle(kiosk, signals: before + 2)
        return await desk.scene?.scene.page
    }

    @Test func `a touch by a control's name leads where a finger would`() async throws {
        try await withKiosk { mains in
            let page = try await touch("welcome.begin", mains)
            #expect(page == "languages")
            let refusal = await #expect(throws: Refusal.self) {
                try await touch("code.print", mains)
            }
            #expect(refusal?.place == "control")
            #expect(refusal?.allowed.contains("nav.leave") == true)
        }
    }

    @Test func `a power cut blackens the glass, and what comes back is a kiosk that knows no visit`() async throws {
        try await withKiosk { mains in
            let page = try await touch("welcome.begin", mains)
            #expect(page == "languages")
            await mains.cut()
            #expect(await desk.scene == nil)
            #expect(desk.display.visible.pixels.allSatisfy { $0 == 0 })
            #expect(await mains.kiosk == nil)
            try await desk.touch(Point(x: 50, y: 50), .whole)
            await mains.restore()
            #expect(try await shown().scene.page == "welcome")
            #expect(!desk.display.visible.pixels.allSatisfy { $0 == 0 })
        }
    }

    @Test func `the rectangles that are told are where fingers go, also where pixels are not square`() async throws {
        try await withKiosk { mains in
            _ = try await touch("welcome.begin", mains)
            let scene = SceneAnswer(try #require(await desk.scene), on: .sevenInch)
            #expect(scene.glass.widthMm == 154.08 && scene.glass.heightMm == 85.92)
            for control in scene.controls {
                #expect(control.rectMm.x >= 0 && control.rectMm.x + control.rectMm.width <= 154.1, "\(control.id)")
                #expect(control.rectMm.y >= 0 && control.rectMm.y + control.rectMm.height <= 85.95, "\(control.id)")
            }
            #expect(scene.controls.map(\.focus) == Array(scene.controls.indices))
        }
    }
}
