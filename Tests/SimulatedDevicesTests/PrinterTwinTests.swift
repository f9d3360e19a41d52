import Devices
import SimulatedDevices
import Testing

@Suite struct PrinterTwinTests {
    let clock = SimulatedClock()

    /// A slip with dots in every row.
    private func slip(rows: Int = 400, width: Dots = 576) throws -> SlipBitmap {
        var random = SeededRandom(seed: UInt64(rows))
        var slip = try SlipBitmap(width: width, height: Dots(rows))
        for y in 0..<rows {
            slip[Int.random(in: 0..<width.value, using: &random), y] = true
        }
        return slip
    }

    @Test func `what is on the paper is what was drawn`() async throws {
        let printer = SimulatedPrinter(clock: clock)
        let drawn = try slip()
        try await printer.print(EscPos.standard.slip(drawn))
        let slip = try #require(printer.slips.first)
        #expect(slip.isDelivered)
        #expect(slip.shows(drawn))
        #expect(slip.bytes == EscPos.standard.slip(drawn))
        #expect(slip.bitmap.height == drawn.height + 96)
        #expect(printer.unfinished == nil)
    }

    @Test(arguments: [
        ("paper-out", PrinterStatus.paperOut), ("cover-open", .coverOpen), ("cutter-fault", .cutterFault),
        ("overheated", .overheated), ("mute", .unknown), ("rubbish", .unknown),
    ])
    func `a printer that is not ready takes nothing and says why`(fault: String, expected: PrinterStatus) async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: fault)
        let status = await board.printer.status()
        #expect(status.isSuperset(of: expected))
        #expect(!status.canPrint)
        await #expect(throws: PrinterError.notReady(status)) { try await board.printer.print([0x1b, 0x40]) }
        try board.clear(device: "printer")
        #expect(await board.printer.status() == .ready)
        #expect(board.printer.slips.isEmpty)
    }

    @Test func `a printer whose roll is near its end prints`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "paper-near-end")
        try await board.printer.print(EscPos.standard.slip(try slip(rows: 10)))
        #expect(board.printer.slips.count == 1)
        #expect(await board.printer.status() == [.ready, .paperNearEnd])
    }

    @Test func `a printer without a cable says so`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "unplugged")
        await #expect(throws: PrinterError.unplugged) { try await board.printer.print([0x1b, 0x40]) }
        #expect(await board.printer.status() == [.unknown, .offline])
    }

    @Test func `a jam stops the slip, and cancelling throws the torso out as not delivered`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "jam-after-rows:150")
        let drawn = try slip()
        await #expect(throws: PrinterError.self) { try await board.printer.print(EscPos.standard.slip(drawn)) }
        #expect(board.printer.unfinished?.height == 150)
        #expect(await board.printer.status().contains(.fault))
        await board.printer.cancel()
        let torso = try #require(board.printer.slips.first)
        #expect(!torso.isDelivered)
        #expect(!torso.shows(drawn))
        try board.clear(device: "printer")
        try await board.printer.print(EscPos.standard.slip(drawn))
        #expect(board.printer.slips.last?.shows(drawn) == true)
    }

    @Test func `without cancelling, the rest of a void slip comes out with the next paper`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "slow")
        let void = try slip(rows: 300)
        let job = Task { try await board.printer.print(EscPos.standard.slip(void)) }
        await board.clock.waitForSleepers(1)
        await board.clock.advance(by: .milliseconds(500))
        try board.apply(device: "printer", fault: "paper-out")
        await board.clock.advance(by: .seconds(1))
        await #expect(throws: PrinterError.self) { try await job.value }
        try board.clear()
        let next = try slip(rows: 200)
        try await board.printer.print(EscPos.standard.slip(next))
        #expect(board.printer.slips.contains { $0.shows(next) } == false)
    }

    @Test func `after cancelling, the next slip is clean although the paper ran out within a band`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "slow")
        let job = Task { [void = try slip(rows: 300)] in try await board.printer.print(EscPos.standard.slip(void)) }
        await board.clock.waitForSleepers(1)
        await board.clock.advance(by: .milliseconds(500))
        try board.apply(device: "printer", fault: "paper-out")
        await board.clock.advance(by: .seconds(1))
        await #expect(throws: PrinterError.self) { try await job.value }
        await board.printer.cancel()
        try board.clear()
        let next = try slip(rows: 200)
        try await board.printer.print(EscPos.standard.slip(next))
        #expect(board.printer.slips.map(\.isDelivered) == [false, true])
        #expect(board.printer.slips.last?.shows(next) == true)
    }

    @Test func `leaving stops a slip in the middle`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "slow")
        let job = Task { [drawn = try slip()] in try await board.printer.print(EscPos.standard.slip(drawn)) }
        await board.clock.waitForSleepers(1)
        await board.clock.advance(by: .seconds(1))
        await board.printer.cancel()
        await board.clock.advance(by: .seconds(1))
        await #expect(throws: PrinterError.cancelled) { try await job.value }
        let torso = try #require(board.printer.slips.first)
        #expect(!torso.isDelivered && torso.bitmap.height < 400)
        #expect(board.clock.sleepers == 0)
    }

    @Test func `a slow cable takes its time`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "slow")
        let bytes = EscPos.standard.slip(try slip(rows: 400))
        let job = Task { try await board.printer.print(bytes) }
        await board.clock.waitForSleepers(1)
        await board.clock.advance(by: .seconds(2))
        #expect(board.printer.slips.isEmpty)
        await board.clock.advance(by: .seconds(2))
        try await job.value
        #expect(board.printer.slips.count == 1)
    }

    @Test func `only one slip is printed at a time`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "slow")
        let job = Task { [drawn = try slip(rows: 50)] in try await board.printer.print(EscPos.standard.slip(drawn)) }
        await board.clock.waitForSleepers(1)
        await #expect(throws: PrinterError.busy) { try await board.printer.print([0x1b, 0x40]) }
        await board.clock.advance(by: .seconds(10))
        try await job.value
    }

    @Test func `whoever asks for changes hears the present state first`() async throws {
        let board = SimulatedBoard()
        try board.apply(device: "printer", fault: "paper-out")
        var changes = board.printer.statusChanges.makeAsyncIterator()
        #expect(await changes.next()?.contains(.paperOut) == true)
        try board.clear(device: "printer")
        #expect(await changes.next() == .ready)
    }

    @Test func `the paper of a printer without a cutter is whole when its last row is out`() async throws {
        let printer = SimulatedPrinter(clock: clock, headWidth: 384)
        let drawn = try slip(rows: 30, width: 384)
        try await printer.print(try EscPos(cut: .none).slip(drawn))
        #expect(printer.slips.first?.shows(drawn) == true)
    }
}
