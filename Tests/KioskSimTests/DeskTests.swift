import Devices
import SimulatedDevices
import Testing

@testable import kiosk_sim

@Suite struct DeskTests {
    let board = SimulatedBoard(clock: .running())
    let feed = EventFeed()

    @Test func `a program's taps are kept so far apart that none is taken for an echo`() {
        var pace = Pace.touches
        let length = SimulatorDesk.tapLength
        let first = pace.turn(at: .boot, length: length)
        let second = pace.turn(at: .boot, length: length)
        #expect(first == .boot)
        #expect(second - (first + length) > TouchTolerance.standard.retouchGuard)
        let late = MonotonicTime(sinceBoot: .seconds(60))
        #expect(pace.turn(at: late, length: length) == late)
    }

    @Test func `a whole tap is a finger that comes and goes`() async throws {
        let desk = SimulatorDesk(board, feed: feed)
        var signals = board.touch.events.makeAsyncIterator()
        try await desk.touch(Point(x: 10, y: 20), .whole)
        guard case .contacts(let down) = await signals.next(), case .contacts(let up) = await signals.next() else {
            Issue.record("the panel said something else")
            return
        }
        #expect(down.map(\.point) == [Point(x: 10, y: 20)])
        #expect(up.isEmpty)
    }

    @Test func `a kiosk without power feels no hands, also not when the power is back`() async throws {
        let desk = SimulatorDesk(board, feed: feed)
        await desk.setPower(false)
        try await desk.touch(Point(x: 10, y: 20), .whole)
        try await desk.press(.help, .down)
        await desk.setPower(true)
        #expect(!board.buttons.isDown(.help))
    }

    @Test func `a fault is told to everybody who listens, and shown as a switch that is on`() async throws {
        let desk = SimulatorDesk(board, feed: feed)
        var events = try feed.listen().makeAsyncIterator()
        try await desk.set(fault: "jam-after-rows:200", of: "printer", isOn: true)
        #expect(
            await events.next() == SimulatorEvent.fault(device: "printer", fault: "jam-after-rows", isOn: true))
        let printer = await desk.answer.devices.first { $0.device == "printer" }
        #expect(printer?.faults.filter(\.on).map(\.fault) == ["jam-after-rows"])
        try await desk.set(fault: "jam-after-rows", of: "printer", isOn: false)
        #expect(await desk.answer.devices.allSatisfy { $0.faults.allSatisfy { !$0.on } })
    }

    @Test func `a fault that a device cannot have is refused with those that it can`() async {
        let desk = SimulatorDesk(board, feed: feed)
        let refusal = await #expect(throws: Refusal.self) {
            try await desk.set(fault: "paper-out", of: "network", isOn: true)
        }
        #expect(refusal?.place == "fault" && refusal?.allowed == ["down"])
        let stranger = await #expect(throws: Refusal.self) { try await desk.set(fault: "down", of: "oven", isOn: true) }
        #expect(stranger?.place == "device" && stranger?.allowed.contains("printer") == true)
    }

    @Test func `more listeners than there is room for are refused, and those who leave make room`() throws {
        do {
            let streams = try (0..<EventFeed.mostListeners).map { _ in try feed.listen() }
            #expect(throws: Refusal.self) { _ = try feed.listen() }
            #expect(streams.count == EventFeed.mostListeners)
        }
        #expect(feed.listeners == 0)
    }

    @Test func `a message is one line of data under its name`() async throws {
        await board.speaker.speak(SpokenWords([.words("one\ntwo: \"three\"", language: "en")]))
        let caption = try #require(board.speaker.captions.first)
        let wire = SimulatorEvent.caption(caption).wire
        #expect(wire.hasPrefix("event: caption\ndata: {"))
        #expect(wire.hasSuffix("}\n\n"))
        #expect(wire.split(separator: "\n").count == 2)
    }

    @Test func `a slip is found by its number or as the latest`() async throws {
        let job = EscPos.standard.slip(try SlipBitmap(width: 384, height: 10))
        for _ in 0..<2 { try await board.printer.print(job) }
        let slips = board.printer.slips
        #expect(try SlipName.find("latest.png", among: slips).0.number == 2)
        #expect(try SlipName.find("1.bin", among: slips) == (slips[0], .bin))
        for name in ["5.png", "latest", "latest.gif", ".png", "3.png.bin", "../3.png"] {
            #expect(throws: Refusal.self, "\(name)") { _ = try SlipName.find(name, among: slips) }
        }
    }
}
