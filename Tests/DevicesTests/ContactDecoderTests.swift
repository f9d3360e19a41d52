import Devices
import Testing

@Suite struct ContactDecoderTests {
    /// 10 numbers to a millimetre.
    let axes: TouchAxes

    init() throws {
        let panel = Panel(name: "test", widthPixels: 1_000, heightPixels: 500, width: 200, height: 100)
        axes = try TouchAxes(x: 0...2_000, y: 0...1_000, panel: panel)
    }

    private func decoder(_ reporting: ContactDecoder.Reporting) -> ContactDecoder {
        var decoder = ContactDecoder(axes: axes, reporting: reporting)
        if decoder.wantsReread { _ = decoder.reread([]) }
        return decoder
    }

    private func play(_ events: [InputEvent], into decoder: inout ContactDecoder) -> [TouchSignal] {
        events.compactMap { decoder.receive($0) }
    }

    @Test func `two fingers in slots are two contacts in millimetres`() {
        var decoder = decoder(.slots)
        let signals = play(
            [
                .slot(0), .tracking(45), .x(100), .y(200), .slot(1), .tracking(46), .x(1_000), .y(500), .touch(true),
                .report, .slot(0), .tracking(-1), .report, .slot(1), .tracking(-1), .touch(false), .report,
            ], into: &decoder)
        #expect(
            signals == [
                .contacts([Trace.finger(45, 10, 20), Trace.finger(46, 100, 50)]),
                .contacts([Trace.finger(46, 100, 50)]), .contacts([]),
            ])
    }

    @Test func `a second finger at the very place of the first comes without a place and has it all the same`() {
        var decoder = decoder(.slots)
        let signals = play(
            [.tracking(1), .x(100), .y(200), .report, .tracking(-1), .report, .tracking(2), .report], into: &decoder)
        #expect(signals.last == .contacts([Trace.finger(2, 10, 20)]))
    }

    @Test func `a contact whose place nobody knows is none`() {
        var decoder = decoder(.slots)
        #expect(play([.tracking(1), .x(100), .report], into: &decoder) == [.contacts([])])
    }

    @Test func `a slot that no panel has moves no contact`() {
        var decoder = decoder(.slots)
        let signals = play(
            [.tracking(1), .x(100), .y(200), .slot(99), .x(1_500), .tracking(-1), .slot(-7), .y(900), .report],
            into: &decoder)
        #expect(signals == [.contacts([Trace.finger(1, 10, 20)])])
    }

    @Test func `a palm is reported as a palm and a wide contact with its width`() {
        var decoder = decoder(.slots)
        let signals = play(
            [
                .tracking(1), .x(100), .y(200), .axis(InputCode.toolType, InputCode.palm),
                .axis(InputCode.touchMajor, 400), .report,
            ], into: &decoder)
        let palm = Contact(id: 1, point: Trace.point(10, 20), width: 40, isPalm: true)
        #expect(signals == [.contacts([palm])])
    }

    @Test func `contacts without numbers keep their number while they move`() {
        var decoder = decoder(.anonymous)
        let signals = play(
            [
                .x(100), .y(200), .contactReport, .x(1_000), .y(500), .contactReport, .report,
                // The kernel lists them the other way round now.
                .x(1_010), .y(500), .contactReport, .x(120), .y(210), .contactReport, .report,
                .x(1_010), .y(500), .contactReport, .report,
                .contactReport, .report,
            ], into: &decoder)
        #expect(
            signals == [
                .contacts([Trace.finger(1, 10, 20), Trace.finger(2, 100, 50)]),
                .contacts([Trace.finger(2, 101, 50), Trace.finger(1, 12, 21)]),
                .contacts([Trace.finger(2, 101, 50)]), .contacts([]),
            ])
    }

    @Test func `a contact without a number that is suddenly far away is another finger`() {
        var decoder = decoder(.anonymous)
        let signals = play(
            [.x(100), .y(200), .contactReport, .report, .x(1_500), .y(200), .contactReport, .report], into: &decoder)
        #expect(signals == [.contacts([Trace.finger(1, 10, 20)]), .contacts([Trace.finger(2, 150, 20)])])
    }

    @Test func `a panel for one finger says so with its contact switch`() {
        var decoder = decoder(.single)
        let signals = play(
            [
                .axis(InputCode.x, 300), .axis(InputCode.y, 400), .touch(true), .report, .axis(InputCode.x, 310),
                .report, .touch(false), .report,
            ], into: &decoder)
        #expect(
            signals == [
                .contacts([Trace.finger(1, 30, 40)]), .contacts([Trace.finger(1, 31, 40)]), .contacts([]),
            ])
    }

    @Test func `after a dropped queue nothing counts until the state was read again`() {
        var decoder = decoder(.slots)
        let before = play([.tracking(1), .x(100), .y(200), .report], into: &decoder)
        #expect(before.count == 1)

        // The rest of the broken packet, up to its report, is rubbish.
        #expect(play([.dropped, .tracking(7), .x(5), .report], into: &decoder) == [.interrupted])
        #expect(decoder.wantsReread)
        #expect(play([.x(50), .report], into: &decoder).isEmpty)

        let states = [
            SlotState(slot: 0, trackingID: -1, x: 100, y: 200), SlotState(slot: 1, trackingID: 9, x: 400, y: 300),
        ]
        #expect(decoder.reread(states, selected: 1) == .contacts([Trace.finger(9, 40, 30)]))
        #expect(!decoder.wantsReread)
        #expect(play([.x(410), .report], into: &decoder) == [.contacts([Trace.finger(9, 41, 30)])])
    }

    @Test func `without slots every report is whole, so a dropped queue needs no reading again`() {
        var decoder = decoder(.anonymous)
        let signals = play(
            [.x(100), .dropped, .y(200), .contactReport, .report, .x(300), .y(400), .contactReport, .report],
            into: &decoder)
        #expect(signals == [.interrupted, .contacts([Trace.finger(1, 30, 40)])])
        #expect(!decoder.wantsReread)
    }

    @Test(arguments: [
        (TouchAxes.Turn.none, 10.0, 20.0), (.quarter, 80.0, 5.0), (.half, 190.0, 80.0), (.threeQuarters, 20.0, 95.0),
    ])
    func `one setting turns the touch with the picture`(turn: TouchAxes.Turn, x: Double, y: Double) throws {
        let lying = Panel(name: "test", widthPixels: 1_000, heightPixels: 500, width: 200, height: 100)
        let upright = Panel(name: "test", widthPixels: 500, heightPixels: 500, width: 100, height: 100)
        let isLying = turn == .none || turn == .half
        let axes = try TouchAxes(x: 0...2_000, y: 0...1_000, panel: isLying ? lying : upright, turn: turn)
        let point = axes.point(rawX: 100, rawY: 200)
        #expect(abs(point.x.value - x) < 0.001)
        #expect(abs(point.y.value - y) < 0.001)
    }

    @Test func `an axis with a single number is refused with its name`() {
        #expect(throws: OutOfRange.self) { try TouchAxes(x: 0...0, y: 0...10, panel: .tenInch) }
        do {
            _ = try TouchAxes(x: 0...10, y: 4...4, panel: .tenInch)
        } catch {
            #expect(
                error.description
                    == "the vertical touch axis is 4 to 4; allowed is at least two different numbers")
        }
    }
}
