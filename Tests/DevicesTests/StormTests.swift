import Devices
import SimulatedDevices
import Testing

/// Seeded storms: whatever a device says, nothing traps, and the rules hold.
@Suite struct StormTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5]

    @Test(arguments: seeds, [ContactDecoder.Reporting.slots, .anonymous, .single])
    func `no events of a panel trap, and no report has two contacts of one number`(
        seed: UInt64, reporting: ContactDecoder.Reporting
    ) throws {
        var random = SeededRandom(seed: seed)
        var decoder = ContactDecoder(
            axes: try TouchAxes(x: -100...4_095, y: 0...4_095, panel: .tenInch), reporting: reporting)
        var tracker = TouchTracker(panel: .tenInch)
        var rules = GestureRules()
        var now = MonotonicTime.boot
        for _ in 0..<20_000 {
            if decoder.wantsReread, random.once(in: 3) {
                _ = decoder.reread(slots(&random), selected: Int.random(in: -2...40, using: &random))
            }
            guard let signal = decoder.receive(event(&random)) else { continue }
            now += .milliseconds(Int.random(in: 0...40, using: &random))
            if case .contacts(let contacts) = signal {
                #expect(Set(contacts.map(\.id)).count == contacts.count, "seed \(seed)")
            }
            rules.check(tracker.receive(signal, at: now), seed: seed)
        }
    }

    @Test(arguments: seeds)
    func `no touches trap, and every touch begins once and ends once`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var tracker = TouchTracker(panel: .sevenInch)
        var press = PressTracker<Int>()
        var rules = GestureRules()
        var now = MonotonicTime.boot
        for _ in 0..<20_000 {
            now += .milliseconds(Int.random(in: -5...200, using: &random))
            if random.once(in: 500) { now += .seconds(40) }
            let gestures = random.once(in: 10)
                ? tracker.tick(at: now) : tracker.receive(signal(&random), at: now)
            rules.check(gestures, seed: seed)
            for gesture in gestures {
                _ = press.receive(gesture) { $0.x.value.isFinite ? Int($0.x.value) / 15 : nil }
            }
            #expect(tracker.isTouching == rules.isTouching, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `no levels of a key trap, and presses and releases take turns`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var debouncer = Debouncer()
        var last: ButtonAction?
        var now = MonotonicTime.boot
        for _ in 0..<20_000 {
            now += .milliseconds(random.once(in: 300) ? 70_000 : Int.random(in: -3...60, using: &random))
            for action in debouncer.receive(isDown: Bool.random(using: &random), at: now) {
                #expect(action != last, "seed \(seed)")
                if action == .pressed { #expect(last != .stuck, "seed \(seed)") }
                last = action
            }
        }
    }

    private func event(_ random: inout SeededRandom) -> InputEvent {
        let codes: [UInt16] = [
            InputCode.slot, InputCode.trackingID, InputCode.contactX, InputCode.contactY, InputCode.touchMajor,
            InputCode.toolType, InputCode.x, InputCode.y,
        ]
        switch Int.random(in: 0..<40, using: &random) {
        case 0: return .dropped
        case 1...7: return .report
        case 8...12: return .contactReport
        case 13...16: return .touch(Bool.random(using: &random))
        case 17: return InputEvent(type: .max, code: .max, value: .min)
        case 18: return .axis(codes.randomElement(using: &random) ?? 0, random.once(in: 2) ? .max : .min)
        default:
            return .axis(
                codes.randomElement(using: &random) ?? 0, Int32.random(in: -5...4_200, using: &random))
        }
    }

    private func slots(_ random: inout SeededRandom) -> [SlotState] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            SlotState(
                slot: Int.random(in: -3...50, using: &random), trackingID: Int32.random(in: -1...9, using: &random),
                x: Int32.random(in: .min ... .max, using: &random), y: 7)
        }
    }

    private func signal(_ random: inout SeededRandom) -> TouchSignal {
        switch Int.random(in: 0..<60, using: &random) {
        case 0: return .interrupted
        case 1: return .unplugged
        case 2: return .plugged
        default:
            let count = Int.random(in: 0...3, using: &random)
            return .contacts(
                (0..<count).map { _ in
                    let x = random.once(in: 50) ? .nan : Double.random(in: -20...180, using: &random)
                    let width = random.once(in: 9) ? Millimetres(60) : nil
                    return Trace.finger(
                        Int32.random(in: 0...4, using: &random), x, Double.random(in: 0...90, using: &random),
                        width: width)
                })
        }
    }
}

/// What must be true of any order of gestures.
struct GestureRules {
    private(set) var isTouching = false

    mutating func check(_ gestures: [TouchGesture], seed: UInt64) {
        for gesture in gestures {
            switch gesture {
            case .began:
                #expect(!isTouching, "seed \(seed)")
                isTouching = true
            case .moved:
                #expect(isTouching, "seed \(seed)")
            case .ended, .cancelled:
                #expect(isTouching, "seed \(seed)")
                isTouching = false
            }
        }
    }
}
