import Devices
import Foundation
import Intake
import Logging
import Proofs
import Scene
import Sealing
import SimulatedDevices
import Synchronization
import Testing
import Visit

@testable import Appliance

@Suite struct `Calling the staff page` {
    private func at(_ milliseconds: Int) -> MonotonicTime { MonotonicTime(sinceBoot: .milliseconds(milliseconds)) }

    private func isCalled(_ chord: inout StaffChord, _ milliseconds: Int) -> Bool { chord.isCalled(at: at(milliseconds)) }

    @Test func `two buttons that are held for three seconds call once`() {
        var chord = StaffChord()
        chord.receive(.leave, isDown: true, at: at(0))
        #expect(chord.deadline == nil)
        chord.receive(.help, isDown: true, at: at(500))
        #expect(chord.deadline == at(3_500))
        #expect(!isCalled(&chord, 3_499))
        #expect(isCalled(&chord, 3_500))
        #expect(!isCalled(&chord, 9_000))
        #expect(chord.deadline == nil)
        chord.receive(.help, isDown: false, at: at(9_100))
        chord.receive(.help, isDown: true, at: at(9_300))
        #expect(isCalled(&chord, 12_300))
    }

    @Test func `one button, other buttons and short presses call nobody`() {
        var chord = StaffChord()
        for button in [HardwareButton.leave, .fastSlip, .up] { chord.receive(button, isDown: true, at: at(0)) }
        #expect(!isCalled(&chord, 60_000))
        chord.receive(.help, isDown: true, at: at(60_000))
        chord.receive(.leave, isDown: false, at: at(62_000))
        #expect(!isCalled(&chord, 63_500))
        chord.receive(.leave, isDown: true, at: at(64_000))
        #expect(!isCalled(&chord, 66_900))
        #expect(isCalled(&chord, 67_000))
    }

    @Test(arguments: 1...20) func `chatter does not begin the hold anew`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var chord = StaffChord()
        for button in [HardwareButton.leave, .help] {
            var time = 0
            for _ in 0..<8 {
                chord.receive(button, isDown: true, at: at(time))
                time += Int.random(in: 0...5, using: &random)
                chord.receive(button, isDown: false, at: at(time))
                time += Int.random(in: 0...30, using: &random)
            }
            chord.receive(button, isDown: true, at: at(time))
        }
        #expect(isCalled(&chord, 3_100), "seed \(seed)")
    }

    // MARK: Points

    private func contact(_ x: Double, _ y: Double, id: Int32 = 1, isPalm: Bool = false) -> Contact {
        Contact(id: id, point: Point(x: Millimetres(x), y: Millimetres(y)), isPalm: isPalm)
    }

    @Test func `a touch is one point, its middle, wherever a badly set panel feels it`() {
        var picker = PointPicker()
        for x in [-20.0, -22, -24] { #expect(picker.receive(.contacts([contact(x, 300)])) == nil) }
        #expect(picker.receive(.contacts([])) == Point(x: -22, y: 300))
        #expect(picker.receive(.contacts([])) == nil)
    }

    @Test func `a second finger, a palm and lost messages spoil a touch, but not the next one`() {
        var picker = PointPicker()
        let spoilers: [TouchSignal] = [
            .contacts([contact(1, 1), contact(9, 9, id: 2)]), .contacts([contact(5, 5, isPalm: true)]), .interrupted, .unplugged,
        ]
        for spoiler in spoilers {
            _ = picker.receive(.contacts([contact(1, 1)]))
            #expect(picker.receive(spoiler) == nil)
            _ = picker.receive(.contacts([contact(1, 1)]))
            #expect(picker.receive(.contacts([])) == nil, "\(spoiler)")
            _ = picker.receive(.contacts([contact(3, 4)]))
            #expect(picker.receive(.contacts([])) == Point(x: 3, y: 4))
        }
    }

    @Test func `crosses that are felt beside themselves give a setting that puts them right`() async throws {
        let applied = Mutex<[CalibrationMatrix]>([])
        let saved = Mutex<[CalibrationMatrix]>([])
        let setting = TouchSetting(
            panel: .tenInch, apply: { matrix in applied.withLock { $0.append(matrix) } }, save: { matrix in saved.withLock { $0.append(matrix) } })
        let marks = Spot.corners.map { CalibrationMark(shown: $0, felt: Spot(x: $0.x * 0.8 + 0.1, y: $0.y * 0.9)) }
        #expect(await setting.put(marks))
        let matrix = try #require(applied.withLock { $0.last })
        let expected = [1.25, 0, -0.125, 0, 1 / 0.9, 0]
        #expect(zip(matrix.numbers, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(matrix.numbers)")
        await setting.drop()
        #expect(applied.withLock { $0.last } == .identity)
        #expect(await setting.put(marks))
        await setting.keep()
        #expect(saved.withLock { $0 } == [matrix])
        await setting.drop()
        #expect(applied.withLock { $0.last } == matrix, "what was kept was dropped")
    }

    @Test func `crosses that were not touched give no setting`() async {
        let setting = TouchSetting(panel: .tenInch, apply: { _ in Issue.record("applied") }, save: { _ in Issue.record("saved") })
        let one = Spot.corners.map { CalibrationMark(shown: $0, felt: Spot(x: 0.5, y: 0.5)) }
        let crossed = zip(Spot.corners, Spot.corners.reversed()).map { CalibrationMark(shown: $0, felt: Spot(x: $1.x, y: $0.y * 0.3)) }
        for marks in [one, Array(crossed.prefix(3)), []] { #expect(await !setting.put(marks)) }
        await setting.keep()
        await setting.drop()
    }
}

@Suite struct `The staff page of a whole kiosk` {
    @Test func `the key inside the case ends the visit before anything of the staff is seen`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        try await house.answer()
        let code = try await house.code()
        await house.rehearsal.press(.staff)
        #expect(await house.page == "staff")
        for case .text(let run) in await house.scene.elements {
            for group in code.groups { #expect(!run.phrase.string.contains(group)) }
        }
        try await house.find("staff.finish")
        #expect(await house.page == "welcome")
        await house.rehearsal.stop()
    }

    @Test func `fingers are shown where they are felt, and still hit what they touch`() throws {
        try BundledFonts.require()
        var model = Model()
        model.session.page = .staff(.touch(hit: [], felt: nil))
        model.session.staff = StaffSession()
        model.session.staff?.isTrusted = true
        let desk = Desk(handbook: try HandbookFixture.airport, look: try HandbookFixture.look, panel: .tenInch, model: model)
        let corner = Point(x: 3, y: 2)
        _ = desk.feel(.contacts([Contact(id: 1, point: corner)]), at: .boot + .seconds(1))
        _ = desk.feel(.contacts([]), at: .boot + .milliseconds(1_100))
        guard case .staff(.touch(let hit, let felt?)) = desk.model.session.page else {
            Issue.record("on \(desk.model.session.page)")
            return
        }
        #expect(hit == [0])
        #expect(abs(felt.x - 3 / Panel.tenInch.width.value) < 0.001)
    }

    @Test func `four touches on the crosses ask for a setting, even off the glass`() throws {
        try BundledFonts.require()
        var model = Model()
        model.session.page = .staff(.calibration([]))
        model.session.staff = StaffSession()
        model.session.staff?.isTrusted = true
        let desk = Desk(handbook: try HandbookFixture.airport, look: try HandbookFixture.look, panel: .tenInch, model: model)
        var effects: [Effect] = []
        let felt = [Point(x: -9, y: 5), Point(x: 230, y: 6), Point(x: 228, y: 120), Point(x: -8, y: 121)]
        for (second, point) in felt.enumerated() {
            effects += desk.feel(.contacts([Contact(id: Int32(second), point: point)]), at: .boot + .seconds(second))
            effects += desk.feel(.contacts([]), at: .boot + .seconds(second) + .milliseconds(90))
        }
        guard case .calibrate(_, let marks)? = effects.last else {
            Issue.record("\(effects)")
            return
        }
        #expect(marks.map(\.shown) == Spot.corners)
        #expect(abs((marks.first?.felt.x ?? 0) + 9 / Panel.tenInch.width.value) < 1e-9)
    }

    @Test func `while buttons are tried they do nothing else`() throws {
        try BundledFonts.require()
        var model = Model()
        model.session.page = .staff(.buttons([]))
        let desk = Desk(handbook: try HandbookFixture.airport, look: try HandbookFixture.look, panel: .tenInch, model: model)
        for button in HardwareButton.allCases { _ = desk.push(button, at: .boot + .seconds(1)) }
        #expect(desk.model.session.page == .staff(.buttons(Set(desk.handbook.staff.buttons))))
    }
}

@Suite struct `Writing the report down` {
    @Test func `what changed is written at once, what did not once a minute`() async throws {
        try await withFolder { folder in
            let clock = SimulatedClock()
            let kiosk = KioskIdentity()
            let desk = FactsDesk()
            let writer = HealthWriter(
                folder: folder, identity: kiosk, clock: clock, logger: Logger(label: "x") { _ in SwiftLogNoOpLogHandler() },
                gather: { desk.facts }, tell: { desk.tell($0) })
            await writer.look()
            let first = try HealthFile.read(folder)
            #expect(first.state == .healthy)
            #expect(try SignedNote.decode(first.signed, from: KioskPublicKey(text: first.publicKey)).contains("amman-1"))
            desk.change { $0.uptimeSeconds += 5; $0.board.celsius = 50; $0.clock.wallSeconds += 5 }
            await writer.look()
            #expect(try HealthFile.read(folder) == first, "written without a change")
            #expect(desk.told == 1)
            desk.change { $0.set(HealthFacts.Device(printer: .paperOut, profile: "")) }
            await writer.look()
            #expect(try HealthFile.read(folder).findings.map(\.code) == ["P2"])
            await clock.advance(by: .seconds(60))
            desk.change { $0.writtenSeconds = 99_000 }
            await writer.look()
            #expect(try HealthFile.read(folder).facts.writtenSeconds == 99_000)
            await writer.note(.sound, false)
            #expect(try HealthFile.read(folder).findings.map(\.code) == ["P2", "Z1"])
            let signed = try HealthFile.read(folder).signed
            #expect(await writer.slip().qr == signed)
        }
    }

    @Test func `a folder that cannot be written to is told once`() async throws {
        let log = LogBook()
        let desk = FactsDesk()
        let writer = HealthWriter(
            folder: URL(fileURLWithPath: "/nowhere/at/all"), identity: nil, clock: SimulatedClock(), logger: Logger(label: "x") { _ in log.handler },
            gather: { desk.facts }, tell: { desk.tell($0) })
        await writer.look()
        desk.change { $0.guide = nil }
        await writer.look()
        #expect(log.lines.count == 1)
        #expect(desk.told == 2, "the staff page is told all the same")
    }
}

/// The facts of a kiosk that a test changes by hand.
private final class FactsDesk: Sendable {
    private let kept = Mutex(soundFacts())
    private let tellings = Mutex(0)

    var facts: HealthFacts { kept.withLock { $0 } }
    var told: Int { tellings.withLock { $0 } }

    func change(_ change: (inout HealthFacts) -> Void) { kept.withLock { change(&$0) } }
    func tell(_ report: StaffReport) { tellings.withLock { $0 += 1 } }
}
