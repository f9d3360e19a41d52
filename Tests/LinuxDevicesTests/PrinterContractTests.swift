import Devices
import Foundation
import LinuxDevices
import SimulatedDevices
import Testing

/// What every printer does, whatever its cable: the one in memory, and the ones on the kernel's devices.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PrinterContractTests {
    private func slip(rows: Int = 400, seed: UInt64 = 1) throws -> SlipBitmap {
        var random = SeededRandom(seed: seed)
        var slip = try SlipBitmap(width: 576, height: Dots(rows))
        for y in 0..<rows {
            for _ in 0..<3 { slip[Int.random(in: 0..<576, using: &random), y] = true }
        }
        return slip
    }

    /// Whether the paper shows this from its upper edge, and white below.
    private func shows(_ paper: SlipBitmap?, _ drawn: SlipBitmap) -> Bool {
        guard let paper else { return false }
        return SimulatedSlip(number: 1, bytes: [], bitmap: paper, isDelivered: true).shows(drawn)
    }

    /// Waits until the printer says that it is well, as a kiosk does before it offers a slip.
    private func untilReady(_ printer: any SlipPrinter) async {
        while await !printer.status().canPrint { await Task.yield() }
    }

    @Test(arguments: BenchKind.here) func `what is on the paper is what was drawn`(_ kind: BenchKind) async throws {
        let bench = try await kind.bench()
        await untilReady(bench.printer)
        for seed in 1...3 as ClosedRange<UInt64> {
            let drawn = try slip(rows: 300 * Int(seed), seed: seed)
            try await bench.printer.print(EscPos.standard.slip(drawn))
            let slips = await bench.slips
            #expect(slips.count == Int(seed))
            #expect(shows(slips.last, drawn))
        }
    }

    @Test(
        arguments: BenchKind.here,
        [
            ("paper-out", PrinterStatus.paperOut), ("cover-open", .coverOpen), ("cutter-fault", .cutterFault),
            ("overheated", .overheated), ("broken", .fault), ("mute", .unknown), ("rubbish", .unknown),
        ])
    func `a printer that is not ready gets nothing, and says why`(
        _ kind: BenchKind, _ fault: (name: String, status: PrinterStatus)
    ) async throws {
        let bench = try await kind.bench()
        await untilReady(bench.printer)
        await bench.fault(fault.name)
        let drawn = try slip(rows: 50)
        let error = await #expect(throws: PrinterError.self) { try await bench.printer.print(EscPos.standard.slip(drawn)) }
        guard case .notReady(let status)? = error else { throw Unexpected("\(String(describing: error))") }
        #expect(status.isSuperset(of: fault.status) && !status.canPrint)
        #expect(await !bench.printer.status().canPrint)
        await bench.clear()
        await untilReady(bench.printer)
        try await bench.printer.print(EscPos.standard.slip(drawn))
        let slips = await bench.slips
        #expect(slips.count == 1 && shows(slips.last, drawn))
    }

    @Test(arguments: BenchKind.here) func `a roll near its end still prints`(_ kind: BenchKind) async throws {
        let bench = try await kind.bench()
        await untilReady(bench.printer)
        await bench.fault("paper-near-end")
        try await bench.printer.print(EscPos.standard.slip(try slip(rows: 60)))
        #expect(await bench.printer.status() == [.ready, .paperNearEnd])
    }

    @Test(arguments: BenchKind.here, ["paper-out", "cover-open", "broken"])
    func `a slip that stops in the middle is void, and the next one is clean`(_ kind: BenchKind, _ fault: String) async throws {
        let bench = try await kind.bench()
        await untilReady(bench.printer)
        await bench.fault(fault, afterRows: 200)
        let void = try slip(rows: 900, seed: 7)
        let error = await #expect(throws: PrinterError.self) { try await bench.printer.print(EscPos.standard.slip(void)) }
        guard case .stopped(let status)? = error else { throw Unexpected("\(String(describing: error))") }
        #expect(!status.canPrint)
        await bench.printer.cancel()
        await bench.clear()
        await untilReady(bench.printer)
        let next = try slip(rows: 150, seed: 8)
        try await bench.printer.print(EscPos.standard.slip(next))
        let slips = await bench.slips
        #expect(shows(slips.last, next))
        #expect(!slips.contains { shows($0, void) })
    }

    @Test(arguments: BenchKind.here)
    func `leaving stops a slip in the middle, and the next one is clean`(_ kind: BenchKind) async throws {
        let bench = try await kind.bench()
        await untilReady(bench.printer)
        await bench.holdAfter(rows: 200)
        let void = try slip(rows: 900, seed: 7)
        let job = Task { try await bench.printer.print(EscPos.standard.slip(void)) }
        await bench.waitUntilHeld()
        await #expect(throws: PrinterError.busy) { try await bench.printer.print([0x1b, 0x40]) }
        async let cancelled: Void = bench.printer.cancel()
        await #expect(throws: PrinterError.cancelled) { try await job.value }
        await bench.go()
        await cancelled
        await untilReady(bench.printer)
        let next = try slip(rows: 150, seed: 8)
        try await bench.printer.print(EscPos.standard.slip(next))
        let slips = await bench.slips
        #expect(shows(slips.last, next))
        #expect(!slips.contains { shows($0, void) })
    }

    @Test(arguments: BenchKind.here)
    func `a cable that is pulled within a slip voids it, and no row of it comes out with the next`(
        _ kind: BenchKind
    ) async throws {
        let bench = try await kind.bench()
        await untilReady(bench.printer)
        await bench.holdAfter(rows: 200)
        let void = try slip(rows: 900, seed: 7)
        let job = Task { try await bench.printer.print(EscPos.standard.slip(void)) }
        await bench.waitUntilHeld()
        await bench.unplug()
        await #expect(throws: PrinterError.unplugged) { try await job.value }
        #expect(await bench.printer.status() == [.unknown, .offline])
        await #expect(throws: PrinterError.unplugged) { try await bench.printer.print([0x1b, 0x40]) }
        await bench.go()
        await bench.plug()
        if kind == .simulated { await bench.printer.cancel() }
        await untilReady(bench.printer)
        let next = try slip(rows: 150, seed: 8)
        try await bench.printer.print(EscPos.standard.slip(next))
        let slips = await bench.slips
        #expect(shows(slips.last, next))
        #expect(slips.count == 2 && !slips.contains { shows($0, void) })
    }

    @Test(arguments: BenchKind.here)
    func `whoever listens hears the present state first, and then each change`(_ kind: BenchKind) async throws {
        let bench = try await kind.bench()
        await untilReady(bench.printer)
        var changes = bench.printer.statusChanges.makeAsyncIterator()
        #expect(await changes.next() == .ready)
        await bench.fault("paper-out")
        #expect(await changes.next()?.contains(.paperOut) == true)
        await bench.clear()
        while let status = await changes.next(), status != .ready {}
    }

    @Test(arguments: BenchKind.cables)
    func `the printer gets the bytes of the slip exactly`(_ kind: BenchKind) async throws {
        let bench = try #require(try await kind.bench() as? CableBench)
        await untilReady(bench.printer)
        let job = EscPos.standard.slip(try slip(rows: 500))
        try await bench.printer.print(job)
        var got = bench.twin.bytes(of: 1)
        for aside in StatusRequest.allCases.map(\.bytes) + [StatusRequest.automaticStatus, PrinterQuestion.inOrder.bytes] {
            while let place = got.indices.first(where: { got[$0...].starts(with: aside) }) {
                got.removeSubrange(place..<place + aside.count)
            }
        }
        // Before the slip came what clears a printer that an unknown kiosk left behind.
        #expect(got.suffix(job.count) == job[...])
        #expect(!bench.twin.lines.contains { $0.hasPrefix("stray") })
    }

    @Test(.enabled(if: BenchKind.isBoard, "needs the kernel's printer driver: runs in the virtual board"))
    func `the USB cable tells of missing paper although the printer is silent`() async throws {
        let bench = try #require(try await BenchKind.usb.bench() as? CableBench)
        await untilReady(bench.printer)
        await bench.fault("mute")
        await bench.fault("paper-out")
        #expect(await bench.printer.status() == [.unknown, .paperOut])
    }

    @Test(arguments: BenchKind.cables)
    func `a printer that is full and out of paper keeps nobody waiting, and is clean when paper comes`(
        _ kind: BenchKind
    ) async throws {
        var profile = PrinterProfile.standard
        profile.clearing = .buffers
        let bench = try #require(try await kind.bench(profile) as? CableBench)
        await untilReady(bench.printer)
        await bench.fault("paper-out", afterRows: 20)
        let error = await #expect(throws: PrinterError.self) {
            try await bench.printer.print(EscPos.standard.slip(try slip(rows: 2_000, seed: 3)))
        }
        guard case .stopped? = error else { throw Unexpected("\(String(describing: error))") }
        await bench.printer.cancel()
        // On a line with flow control the request goes past everything that waits.
        if kind == .terminal { #expect(bench.twin.lines.contains { $0.hasPrefix("cleared") }) }
        await bench.clear()
        await untilReady(bench.printer)
        let next = try slip(rows: 150, seed: 8)
        try await bench.printer.print(EscPos.standard.slip(next))
        #expect(shows(await bench.slips.last, next))
        #expect(!bench.twin.lines.contains { $0.hasPrefix("stray") })
    }
}

/// A test got something else than it waited for.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
