import Appliance
import Devices
import Foundation
import Heap
import Ledger
import Logging
import Rehearsal
import Scene
import Sealing
import SimulatedDevices
import Visit

/// A whole day of visitors, one after the other as fast as the kiosk can serve them, on simulated devices that misbehave.
///
/// What grows with the number of visits grows without end on a kiosk that nobody restarts: memory and descriptors are read
/// all along, and the slope of the second half is told as megabytes a day.
struct Soak {
    private let workplace: Workplace
    private let visits: Int
    private let seed: UInt64
    private static let day = Duration.seconds(86_400)
    /// Steps of five seconds within which every visit ends by itself. Chosen: three times what the kiosk's own waits add up to.
    private static let mostSteps = 80
    /// How often memory and descriptors are read.
    private static let readings = 50

    init(_ workplace: Workplace, visits: Int, seed: UInt64 = 1) {
        (self.workplace, self.visits, self.seed) = (workplace, visits, seed)
    }

    private struct Reading {
        var visit: Int
        /// The process's proportional set size, in MB.
        var megabytes: Double
        var heap: HeapUse
        var descriptors: Int
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "soak-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let board = SimulatedBoard(panel: .tenInch)
        let rehearsal = Rehearsal(
            handbook: try workplace.handbook(), look: try workplace.look(), board: board,
            ledger: try Ledger(at: .file(folder.appending(path: "ledger.sqlite").path)),
            mrcKey: try MRCPrivateKey().publicKey, logger: Logger(label: "soak") { _ in SwiftLogNoOpLogHandler() })
        await rehearsal.start()
        var random = SeededRandom(seed: seed)
        var readings: [Reading] = []
        var begun = 0
        let start = ContinuousClock.now
        while begun < visits {
            begun += 1
            try await visit(rehearsal, &random)
            guard begun.isMultiple(of: max(1, visits / Soak.readings)) else { continue }
            readings.append(Reading(visit: begun, megabytes: Proc.pss(), heap: Heap.use, descriptors: Proc.descriptors()))
        }
        let took = ContinuousClock.now - start
        await rehearsal.stop()
        report(readings, took)
    }

    /// One visitor: a language, a walk over some pages, at times a number and a slip, and a way to go.
    private func visit(_ rehearsal: Rehearsal, _ random: inout SeededRandom) async throws {
        if await rehearsal.kiosk.scene.page == "dark" { await rehearsal.tap(x: 20, y: 20) }
        for _ in 0..<Int.random(in: 3...14, using: &random) {
            let scene = await rehearsal.kiosk.scene
            guard let control = scene.controls.randomElement(using: &random) else { break }
            try await rehearsal.touch(control.id)
        }
        try await misbehave(rehearsal, &random)
        if Bool.random(using: &random) { await rehearsal.press(.leave) }
        try await isGone(rehearsal)
        await rehearsal.wait(Soak.day / visits)
    }

    /// Lets time go by in small steps, as it does: on a busy machine one long step would run past the kiosk's own timers.
    private func isGone(_ rehearsal: Rehearsal) async throws {
        var page = ""
        for step in 0..<Soak.mostSteps {
            page = await rehearsal.kiosk.scene.page
            if ["welcome", "dark", "out-of-order"].contains(page) { return }
            // Another program may have kept the thread of the kiosk's timer from running at all.
            if step > Soak.mostSteps / 2 { try await Task.sleep(for: .milliseconds(20)) }
            await rehearsal.wait(.seconds(5))
        }
        throw BenchError("a visitor's page stayed: \(page)")
    }

    private func misbehave(_ rehearsal: Rehearsal, _ random: inout SeededRandom) async throws {
        let board = rehearsal.board
        switch Int.random(in: 0..<20, using: &random) {
        case 0: try board.apply(device: "printer", fault: "paper-out")
        case 1: try board.apply(device: "printer", fault: "jam-after-rows:60")
        case 2: try board.apply(device: "display", fault: "unplugged")
        case 3: await rehearsal.plug(!board.speaker.hasHeadset)
        default: board.clear()
        }
    }

    private func report(_ readings: [Reading], _ took: Duration) {
        print("  visit  PSS MB  of it used in the heap  freed  descriptors")
        for reading in readings {
            let heap = [reading.heap.used, reading.heap.unused].map { Double($0) / 1_048_576 }
            print(String(format: "%7d %7.1f %23.1f %6.1f %12d", reading.visit, reading.megabytes, heap[0], heap[1], reading.descriptors))
        }
        let half = Array(readings.suffix(readings.count / 2))
        let slope = Soak.slope(half) * Double(visits)
        let leaked = (half.last?.descriptors ?? 0) - (half.first?.descriptors ?? 0)
        print(String(format: "%d visits in %.0f s, %.1f ms each", visits, took.milliseconds / 1_000, took.milliseconds / Double(visits)))
        print(String(format: "memory slope over the second half: %.2f MB a day of %d visits (bar 1)%@", slope, visits, slope <= 1 ? "" : "  MISSED"))
        print("descriptors gained over the second half: \(leaked) (bar 0)\(leaked <= 0 ? "" : "  MISSED")")
    }

    /// Megabytes a visit, by least squares.
    private static func slope(_ readings: [Reading]) -> Double {
        guard readings.count > 1 else { return 0 }
        let count = Double(readings.count)
        let middle = readings.reduce(0) { $0 + Double($1.visit) } / count
        let mean = readings.reduce(0) { $0 + $1.megabytes } / count
        let spread = readings.reduce(0) { $0 + (Double($1.visit) - middle) * (Double($1.visit) - middle) }
        let rise = readings.reduce(0) { $0 + (Double($1.visit) - middle) * ($1.megabytes - mean) }
        return spread > 0 ? rise / spread : 0
    }
}
