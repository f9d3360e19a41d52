import Appliance
import Devices
import Ledger
import Sealing
import SimulatedDevices
import Synchronization
import Testing
import Visit

/// A service manager that writes down what it is told.
private final class Master: Supervisor {
    private let words = Mutex<[String]>([])
    let feedingTime: Duration? = .seconds(3)
    var heard: [String] { words.withLock { $0 } }

    func ready() { note("ready") }
    func feed() { note("feed") }
    func tell(_ status: String) { note(status) }
    func stopping() { note("stopping") }

    private func note(_ word: String) { words.withLock { $0.append(word) } }
}

@Suite struct `The glass and who watches over it` {
    @Test func `a panel that comes back shows the whole picture at once, without a touch`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        let before = house.board.display.glass
        try house.board.apply(device: "display", fault: "unplugged")
        await house.rehearsal.settle()
        #expect(house.board.display.glass != before)
        try house.board.clear(device: "display")
        while house.board.display.glass != before { await Task.yield() }
        await house.rehearsal.stop()
    }

    @Test func `the glass is dimmed when nobody is there, and lit by the touch that wakes it`() async throws {
        let house = try House()
        await house.rehearsal.start()
        #expect(house.board.display.light == .full)
        await house.rehearsal.wait(.seconds(601))
        #expect(await house.page == "dark")
        #expect(house.board.display.light == .dim)
        await house.rehearsal.tap(x: 50, y: 50)
        #expect(await house.page == "welcome")
        #expect(house.board.display.light == .full)
        await house.rehearsal.stop()
    }

    @Test func `a slip whose visitor left while it waited for its turn never begins`() async throws {
        let house = try House()
        try house.board.apply(device: "printer", fault: "slow")
        await house.rehearsal.start()
        try await house.arrive()
        try await house.answer()
        // The slip is asked for and its visitor leaves before the errand comes to its turn.
        try await house.rehearsal.find("code.print")
        await house.rehearsal.press(.leave)
        await house.rehearsal.wait(.seconds(200))
        #expect(house.board.printer.slips.allSatisfy { !$0.isDelivered })
        await house.rehearsal.stop()
    }

    @Test func `who started the kiosk is told that it serves only when a picture is on the glass`() async throws {
        let house = try House()
        let master = Master()
        let supervision = Supervision(
            of: house.rehearsal.kiosk, by: master, ledger: house.ledger, clock: house.board.clock,
            inputPolls: { UInt64(clamping: house.board.clock.now.sinceBoot.components.seconds) })
        let watching = Task { try await supervision.run() }
        await house.rehearsal.wait(.seconds(2))
        #expect(!master.heard.contains("ready"))
        await house.rehearsal.start()
        while !master.heard.contains("ready") { await house.rehearsal.wait(.milliseconds(50)) }
        while master.heard.count(where: { $0 == "feed" }) < 3 { await house.rehearsal.wait(.seconds(1)) }
        watching.cancel()
        _ = await watching.result
        await house.rehearsal.stop()
    }

    @Test func `what has been kept long enough is erased once the clock can be trusted`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        try await house.answer()
        let lookup = try house.lookup(of: try await house.code())
        #expect(try await house.ledger.state(of: lookup) != nil)
        await house.rehearsal.press(.leave)
        // Half a year on, in one step: longer than any site keeps a record.
        await house.rehearsal.wait(.seconds(190 * 86_400))
        while try await house.ledger.state(of: lookup) != nil { await house.rehearsal.wait(.seconds(61)) }
        await house.rehearsal.stop()
    }
}
