import Devices
import SimulatedDevices
import Testing

@Suite struct PrinterSessionTests {
    private func plugged(_ rig: PrinterRig = PrinterRig()) -> PrinterRig {
        var rig = rig
        rig.plug()
        return rig
    }

    @Test func `a slip counts as printed when the printer said so after its last byte`() throws {
        var rig = plugged()
        let drawn = try PrinterSlips.drawn()
        #expect(rig.print(drawn) == nil)
        #expect(rig.slips.map { $0.shows(drawn) } == [true])
        let cut = EscPos.standard.slip(drawn).suffix(4)
        let end = try #require(rig.carried.indices.last { rig.carried[$0...].starts(with: cut) })
        let questions = PrinterQuestion.inOrder.bytes + StatusRequest.allCases.flatMap(\.bytes)
        #expect(Array(rig.carried[(end + 4)...]) == questions)
        #expect(rig.twin.strayBytes == 0)
    }

    @Test func `the printer gets the slip byte for byte, with questions only between its commands`() throws {
        var rig = plugged()
        let drawn = try PrinterSlips.drawn(rows: 700)
        let before = rig.carried.count
        #expect(rig.print(drawn) == nil)
        var left = Array(rig.carried[before...])
        let brief = StatusRequest.printer.bytes
        for question in [PrinterQuestion.inOrder.bytes, StatusRequest.automaticStatus] + StatusRequest.allCases.map(\.bytes) {
            while let place = left.indices.first(where: { left[$0...].starts(with: question) }) {
                left.removeSubrange(place..<place + question.count)
            }
        }
        #expect(left == EscPos.standard.slip(drawn))
        #expect(rig.carried.indices.filter { rig.carried[$0...].starts(with: brief) }.count >= 5 + 2)
    }

    @Test(arguments: [
        ("paper", PrinterStatus.paperOut), ("cover", .coverOpen), ("cutter", .cutterFault), ("heat", .overheated),
        ("broken", .fault),
    ])
    func `a printer that is not ready gets nothing of the slip, and says why`(name: String, trouble: PrinterStatus) throws {
        var rig = plugged()
        rig.twin.troubles.sensed = trouble
        let before = rig.carried.count
        let error = rig.print(try PrinterSlips.drawn(rows: 20))
        guard case .notReady(let status)? = error else { throw Unexpected("\(String(describing: error))") }
        #expect(status.isSuperset(of: trouble))
        #expect(rig.carried.count - before == 12)
        rig.twin.troubles = PrinterTroubles()
        #expect(rig.print(try PrinterSlips.drawn(rows: 20)) == nil)
    }

    @Test func `a printer that answers nothing is unknown and gets nothing`() throws {
        var rig = plugged()
        rig.twin.troubles.isMute = true
        let begun = rig.now
        #expect(rig.print(try PrinterSlips.drawn()) == .notReady(.unknown))
        #expect(rig.now - begun < .seconds(3))
        #expect(rig.twin.rowsMoved == 0)
        #expect(rig.session.status == .unknown)
    }

    @Test func `a printer that answers rubbish is unknown and gets nothing`() throws {
        var rig = plugged()
        rig.twin.troubles.answersRubbish = true
        #expect(rig.print(try PrinterSlips.drawn()) == .notReady(.unknown))
        #expect(rig.twin.rowsMoved == 0)
        rig.twin.troubles.answersRubbish = false
        rig.settle(for: .seconds(6))
        #expect(rig.session.status == .ready)
    }

    @Test func `a roll near its end still prints, and says so`() throws {
        var rig = plugged()
        rig.twin.troubles.sensed = .paperNearEnd
        #expect(rig.print(try PrinterSlips.drawn()) == nil)
        #expect(rig.session.status == [.ready, .paperNearEnd])
    }

    @Test(
        arguments: [PrinterStatus.paperOut, .coverOpen, .cutterFault, .overheated, .fault],
        [PrinterProfile.Clearing.recovery, .buffers, .none])
    func `a slip that stops in the middle is void, and no row of it comes with the next one`(
        trouble: PrinterStatus, clearing: PrinterProfile.Clearing
    ) throws {
        var profile = PrinterProfile.standard
        profile.clearing = clearing
        var rig = plugged(PrinterRig(profile))
        rig.later = (150, { $0.twin.troubles.sensed = trouble })
        let error = rig.print(try PrinterSlips.drawn(rows: 600, seed: 2))
        guard case .stopped(let status)? = error else { throw Unexpected("\(String(describing: error))") }
        #expect(status.isSuperset(of: trouble))
        #expect(!rig.session.status.canPrint)
        rig.settle(for: .seconds(30))
        rig.twin.troubles = PrinterTroubles()
        rig.settle(for: .seconds(10))
        let next = try PrinterSlips.drawn(rows: 200, seed: 3)
        #expect(rig.print(next) == nil)
        #expect(rig.slips.last?.shows(next) == true)
        #expect(rig.twin.strayBytes == 0)
        #expect(rig.twin.unfinished == nil)
    }

    @Test func `a printer that falls silent within a slip stopped it`() throws {
        var rig = plugged()
        rig.later = (150, { $0.twin.troubles.isMute = true })
        #expect(rig.print(try PrinterSlips.drawn(rows: 600)) == .stopped(.unknown))
        rig.twin.troubles.isMute = false
        rig.settle(for: .seconds(20))
        let next = try PrinterSlips.drawn(rows: 50, seed: 9)
        #expect(rig.print(next) == nil)
        #expect(rig.slips.last?.shows(next) == true)
    }

    @Test func `the cable's status explains a silence, and is not believed against an answer`() throws {
        var rig = plugged()
        rig.portStatus = PortStatus.decode(0x30)
        #expect(rig.look() == .ready)
        rig.twin.troubles.isMute = true
        #expect(rig.look() == [.unknown, .paperOut])
        #expect(PortStatus.decode(0x18) == [])
        #expect(PortStatus.decode(0x00) == [.offline, .fault])
    }

    @Test func `a printer that is silent while it is offline is told as both`() throws {
        var profile = PrinterProfile.standard
        profile.quirks.isSilentOffline = true
        var habits = PrinterTwin.Habits()
        habits.isSilentOffline = true
        var rig = plugged(PrinterRig(profile, habits: habits))
        rig.twin.troubles.sensed = .paperOut
        #expect(rig.print(try PrinterSlips.drawn()) == .notReady([.unknown, .offline]))
    }

    @Test func `one slip at a time`() throws {
        var rig = plugged()
        let drawn = try PrinterSlips.drawn()
        #expect(rig.begin(drawn) == nil)
        #expect(rig.begin(drawn) == .busy)
    }

    @Test func `without a printer nothing begins`() throws {
        var rig = PrinterRig()
        #expect(rig.print(try PrinterSlips.drawn()) == .unplugged)
        #expect(rig.session.status == [.unknown, .offline])
        #expect(rig.look() == [.unknown, .offline])
    }

    @Test func `what a printer tells by itself is told at once`() throws {
        var rig = plugged()
        rig.twin.troubles.sensed = .coverOpen
        rig.settle(for: .milliseconds(1))
        #expect(rig.statuses.last == [.coverOpen, .offline])
        rig.twin.troubles.sensed = []
        rig.settle(for: .milliseconds(1))
        #expect(rig.statuses.last == .ready)
    }

    @Test func `a printer that tells nothing by itself is asked every few seconds`() throws {
        var habits = PrinterTwin.Habits()
        habits.tellsByItself = false
        var rig = plugged(PrinterRig(habits: habits))
        rig.twin.troubles.sensed = .paperOut
        rig.settle(for: .seconds(6))
        #expect(rig.session.status.contains(.paperOut))
    }

    @Test func `a printer that cannot tell what it has printed is given the time for it`() throws {
        var profile = PrinterProfile.standard
        profile.questions = [.realTime]
        profile.speed = 50
        var habits = PrinterTwin.Habits()
        habits.answersInOrder = false
        var rig = plugged(PrinterRig(profile, habits: habits))
        let begun = rig.now
        #expect(rig.print(try PrinterSlips.drawn(rows: 800)) == nil)
        // 800 rows and 12 mm are 112 mm.
        #expect(rig.now - begun > .seconds(2))
    }

    @Test func `a printer that answers only in its turn can be used`() throws {
        var profile = PrinterProfile.standard
        profile.questions = [.inOrder]
        var rig = plugged(PrinterRig(profile))
        let drawn = try PrinterSlips.drawn()
        #expect(rig.print(drawn) == nil)
        rig.twin.troubles.sensed = .paperOut
        // Its answer waits for paper, so it is silent.
        #expect(rig.print(drawn) == .notReady(.unknown))
    }

    @Test func `a printer that cannot be asked prints nothing`() throws {
        var profile = PrinterProfile.standard
        profile.questions = []
        var rig = plugged(PrinterRig(profile))
        #expect(rig.print(try PrinterSlips.drawn()) == .notReady(.unknown))
        #expect(rig.twin.rowsMoved == 0)
    }
}

/// A test got something else than it waited for.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
