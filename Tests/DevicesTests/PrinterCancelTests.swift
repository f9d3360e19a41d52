import Devices
import SimulatedDevices
import Testing

@Suite struct PrinterCancelTests {
    private func plugged(_ profile: PrinterProfile = .standard) -> PrinterRig {
        var rig = PrinterRig(profile)
        rig.plug()
        return rig
    }

    /// Begins a slip and lets it come to these rows.
    private func halfway(_ rig: inout PrinterRig, rows: Int = 600, to row: Int = 200) throws {
        rig.begin(try PrinterSlips.drawn(rows: rows, seed: 5))
        while rig.twin.rowsMoved < row { rig.turn() }
    }

    @Test func `a slip that is cancelled falls out as a torso, and the next one is clean`() throws {
        var rig = plugged()
        try halfway(&rig)
        rig.cancel()
        #expect(rig.endings == [.cancelled])
        rig.settle(for: .seconds(1))
        #expect(rig.orders.last == .cleared)
        #expect(rig.slips.count == 1)
        let next = try PrinterSlips.drawn(rows: 300, seed: 6)
        #expect(rig.print(next) == nil)
        #expect(rig.slips.count == 2 && rig.slips[1].shows(next))
        #expect(rig.twin.strayBytes == 0)
    }

    @Test func `what has not left yet is taken back, and the request is sent past it`() throws {
        var profile = PrinterProfile.standard
        profile.clearing = .buffers
        var rig = plugged(profile)
        try halfway(&rig)
        rig.cancel()
        #expect(rig.orders.contains(.dropUnsent(shout: [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8])))
    }

    @Test func `cancelling without a slip uses no paper`() {
        var rig = plugged()
        let before = rig.carried.count
        rig.cancel()
        #expect(rig.orders.last == .cleared)
        rig.settle()
        #expect(rig.carried.count == before)
        #expect(rig.slips.isEmpty && rig.twin.rowsMoved == 0)
    }

    @Test func `a slip that is cancelled before its first byte uses no paper`() throws {
        var rig = plugged()
        rig.begin(try PrinterSlips.drawn())
        rig.cancel()
        #expect(rig.endings == [.cancelled])
        rig.settle(for: .seconds(1))
        #expect(rig.twin.rowsMoved == 0)
        #expect(rig.print(try PrinterSlips.drawn()) == nil)
    }

    @Test(arguments: [1, 30, 100, 129, 300, 599])
    func `a slip whose cable is pulled is void, and its rest never comes out with the next one`(row: Int) throws {
        var rig = plugged()
        try halfway(&rig, to: row)
        rig.unplug()
        #expect(rig.endings == [.unplugged])
        #expect(rig.session.status == [.unknown, .offline])
        rig.settle(for: .seconds(5))
        rig.plug()
        rig.settle(for: .seconds(2))
        let next = try PrinterSlips.drawn(rows: 150, seed: 7)
        #expect(rig.print(next) == nil)
        #expect(rig.slips.last?.shows(next) == true)
        #expect(rig.slips.count == 2)
        #expect(rig.twin.strayBytes == 0)
    }

    @Test func `the rest is cleared before anything else, even when nobody prints`() throws {
        var rig = plugged()
        try halfway(&rig)
        rig.unplug()
        rig.plug()
        rig.settle(for: .seconds(2))
        #expect(rig.slips.count == 1)
        #expect(rig.twin.unfinished == nil)
    }

    @Test func `a printer that is full and out of paper keeps nobody waiting, and is clean when paper comes`() throws {
        var profile = PrinterProfile.standard
        profile.clearing = .none
        var rig = plugged(profile)
        rig.later = (60, { $0.twin.troubles.sensed = .paperOut })
        let error = rig.print(try PrinterSlips.drawn(rows: 800, seed: 8))
        guard case .stopped(let status)? = error else { throw Unexpected("\(String(describing: error))") }
        #expect(status.contains(.paperOut))
        let stopped = rig.now
        rig.cancel()
        while rig.orders.last != .cleared, rig.now - stopped < .seconds(60) { rig.turn() }
        #expect(rig.now - stopped < .seconds(10))
        #expect(rig.twin.room == 0)
        guard case .notReady? = rig.print(try PrinterSlips.drawn()) else { throw Unexpected("it printed") }
        rig.twin.troubles = PrinterTroubles()
        rig.settle(for: .seconds(10))
        let next = try PrinterSlips.drawn(rows: 100, seed: 4)
        #expect(rig.print(next) == nil)
        #expect(rig.slips.last?.shows(next) == true)
    }

    @Test func `a kiosk that went down within a slip cuts off what hangs in the printer`() throws {
        var first = plugged()
        try halfway(&first)
        var second = PrinterRig(mayHoldTorso: true)
        second.twin = first.twin
        second.plug()
        second.settle(for: .seconds(2))
        #expect(second.slips.count == 1)
        let next = try PrinterSlips.drawn(rows: 100, seed: 4)
        #expect(second.print(next) == nil)
        #expect(second.slips.last?.shows(next) == true)
    }

    @Test func `a kiosk that starts as usual uses no paper`() {
        let rig = plugged()
        #expect(rig.twin.rowsMoved == 0 && rig.slips.isEmpty)
        #expect(rig.session.status == .ready)
    }

    @Test func `a printer that cannot make the kiosk wait is waited for after each band`() throws {
        let line = try SerialLine(device: "/dev/ttyS0", baud: 9_600, flow: .none)
        var profile = PrinterProfile.standard
        profile.encoder = try EscPos(bandRows: PrinterProfile.bandRows(head: 576, buffer: 4_096))
        var rig = PrinterRig(profile, connection: .serial(line))
        rig.chunk = 4_096
        rig.plug()
        let drawn = try PrinterSlips.drawn(rows: 500)
        #expect(rig.print(drawn) == nil)
        #expect(rig.slips.last?.shows(drawn) == true)
        let inOrder = PrinterQuestion.inOrder.bytes
        #expect(rig.carried.indices.filter { rig.carried[$0...].starts(with: inOrder) }.count == 9 + 1)
    }

    @Test func `a slow line is given the time that its bytes take`() throws {
        let line = try SerialLine(device: "/dev/ttyS0", baud: 9_600)
        var session = PrinterSession(profile: .standard, encoder: .standard, connection: .serial(line))
        let now = MonotonicTime.boot
        _ = session.opened(at: now)
        // The white of a whole band takes ten seconds on this line, and only then the question is out.
        _ = session.sent(session.output.count, at: now)
        _ = session.sent(session.output.count, at: now)
        let wake = try #require(session.wake)
        #expect(wake - now > .seconds(10))
    }
}
