import Appliance
import Devices
import Foundation
import Intake
import Ledger
import Scene
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

    /// The newest words on how the kiosk is.
    var status: String? { heard.last { $0.hasPrefix("Serving") } }

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

    @Test func `a kiosk that is started again on a board that has been up for a day greets`() async throws {
        let clock = SimulatedClock()
        await clock.advance(by: .seconds(86_400))
        let house = try House(clock: clock)
        await house.rehearsal.start()
        await house.rehearsal.wait(.seconds(4))
        #expect(await house.page == "welcome")
        #expect(house.board.display.light == .full)
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

    @Test func `a slip whose visitor left while it waited for its turn never begins`() async throws {
        let (gate, opener) = AsyncStream<Void>.makeStream()
        var staff = StaffTools()
        staff.slip = {
            for await _ in gate {}
            return SlipReport(title: "Report", lines: [], qr: "1")
        }
        let house = try House(staff: staff)
        let rehearsal = house.rehearsal
        await rehearsal.start()
        try await house.arrive()
        try await house.find("home.numbers")
        // The report holds the queue; behind it a visitor asks for the slip with the numbers, and leaves.
        await rehearsal.kiosk.printReport()
        let asking = Task { try await rehearsal.find("numbers.print") }
        try await house.wait(for: "printing")
        house.board.buttons.press(.leave)
        try await house.wait(for: "neutral")
        opener.finish()
        try await asking.value
        #expect(house.board.printer.slips.count == 1)
        await rehearsal.stop()
    }

    @Test(arguments: [(ClockTrust.network, TokenState.unknown), (.hub, .waiting), (.none, .waiting)])
    func `what has been kept long enough is erased, by a clock that can be trusted`(trust: ClockTrust, state: TokenState) async throws {
        try await withFolder { folder in
            let (file, key) = (folder.appending(path: "ledger.sqlite"), MRCPrivateKey())
            let before = try House(file: file, key: key, clock: SimulatedClock(trust: .network))
            await before.rehearsal.start()
            try await before.arrive()
            try await before.answer()
            let lookup = try before.lookup(of: try await before.code())
            await before.rehearsal.stop()
            try before.ledger.close()

            let wall = before.board.clock.wall.secondsSince1970 + Int64(before.handbook.guide.site.retentionDays + 30) * 86_400
            let after = try House(file: file, key: key, clock: SimulatedClock(secondsSince1970: wall, trust: trust))
            await after.rehearsal.start()
            for _ in 0..<5 { await after.rehearsal.wait(Kiosk.housekeeping) }
            try await after.wait(for: state, of: lookup)
            await after.rehearsal.stop()
            try after.ledger.close()
        }
    }

    @Test func `who started the kiosk is told in words which cable is out, and when it is back`() async throws {
        let house = try House()
        let master = Master()
        let supervision = Supervision(
            of: house.rehearsal.kiosk, by: master, ledger: house.ledger, clock: house.board.clock,
            inputPolls: { UInt64(clamping: house.board.clock.now.sinceBoot.components.seconds) })
        let watching = Task { try await supervision.run() }
        await house.rehearsal.start()
        while !master.heard.contains("Serving.") { await house.rehearsal.wait(.seconds(1)) }
        for (device, words) in [("display", "no screen"), ("touch", "no touch panel")] {
            try house.board.apply(device: device, fault: "unplugged")
            while master.status != "Serving. Look at: \(words)." { await house.rehearsal.wait(.seconds(1)) }
            try house.board.clear(device: device)
            while master.status != "Serving." { await house.rehearsal.wait(.seconds(1)) }
        }
        watching.cancel()
        _ = await watching.result
        await house.rehearsal.stop()
    }
}
