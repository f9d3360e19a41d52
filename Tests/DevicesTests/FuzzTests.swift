import Devices
import Foundation
import SimulatedDevices
import Testing

/// Streams of the corpus, mutated by the million: `KIOSK_FUZZ_CASES` says how many, `KIOSK_FUZZ_SEED` with which to begin.
///
/// Case n is always the same; a failure names its number, and `KIOSK_FUZZ_SEED=n KIOSK_FUZZ_CASES=1` plays it alone.
@Suite struct FuzzTests {
    static let cases = number("KIOSK_FUZZ_CASES") ?? 200_000
    static let firstSeed = number("KIOSK_FUZZ_SEED") ?? 1
    /// More failures of one kind say nothing new.
    static let mostFailures = 10

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test func `no stream of events breaks a rule of touch`() throws {
        let fuzzer = TouchFuzzer(corpus: try Corpus().streams)
        hunt { fuzzer.fault(seed: UInt64($0)) }
    }

    @Test func `no levels of a key break a rule of buttons`() throws {
        let fuzzer = ButtonFuzzer(corpus: try Corpus().levels)
        hunt { fuzzer.fault(seed: UInt64($0)) }
    }

    private func hunt(_ fault: (Int) -> String?) {
        var failures = 0
        for seed in Self.firstSeed..<(Self.firstSeed + Self.cases) {
            guard let fault = fault(seed) else { continue }
            Issue.record("case \(seed): \(fault)")
            failures += 1
            if failures == Self.mostFailures { return }
        }
    }

    @Test func `the rules of touch notice every kind of mistake`() {
        let finger = Trace.finger(1, 10, 10), other = Trace.finger(2, 50, 50)
        func fault(_ steps: [(TouchSignal, [TouchGesture])]) -> String? {
            var rules = TouchRules(panel: .tenInch)
            for (signal, gestures) in steps {
                if let fault = rules.fault(signal, gestures) { return fault }
            }
            return nil
        }
        let began = TouchGesture.began(at: finger.point), ended = TouchGesture.ended(at: finger.point)
        #expect(fault([(.contacts([finger]), [began]), (.contacts([]), [ended])]) == nil)
        #expect(fault([(.contacts([finger, finger]), [])]) == "two contacts have the number 1")
        let many = (0..<33).map { Trace.finger($0, 1, 1) }
        #expect(fault([(.contacts(many), [])]) == "33 contacts")
        #expect(fault([(.contacts([Trace.finger(-1, 1, 1)]), [])]) == "a contact has the number -1")
        #expect(fault([(.contacts([Trace.finger(1, .nan, 1)]), [])]) == "a contact is nowhere")
        #expect(fault([(.contacts([finger]), [began, began])]) == "a touch began twice")
        #expect(fault([(.contacts([]), [ended])]) == "a touch ended that had not begun")
        #expect(fault([(.contacts([finger]), [.moved(to: finger.point)])]) == "a touch moved that had not begun")
        #expect(fault([(.contacts([]), [began])]) == "a touch began with no contact")
        let off = TouchGesture.began(at: Trace.point(-9, 9))
        #expect(fault([(.contacts([finger]), [off])]) == "a gesture is off the glass")
        #expect(
            fault([(.contacts([finger]), [began]), (.interrupted, []), (.contacts([]), [ended])])
                == "a touch went on after events were lost")
        #expect(
            fault([(.interrupted, []), (.contacts([other]), [.began(at: other.point)])])
                == "what was on the glass when events were lost began a touch")
    }

    @Test func `the rules of buttons notice every kind of mistake`() {
        func fault(_ actions: [ButtonAction], edges: Int = 9, isDown: Bool = false) -> String? {
            var rules = ButtonRules()
            for action in actions { if let fault = rules.fault(action, pushes: edges) { return fault } }
            return rules.endFault(isDown: isDown)
        }
        #expect(fault([.pressed, .released, .pressed, .stuck, .freed]) == nil)
        #expect(fault([.pressed, .pressed]) == "pressed while it was down")
        #expect(fault([.released]) == "released while it was up")
        #expect(fault([.stuck, .released]) == "released while it was stuck")
        #expect(fault([.freed]) == "freed while it was not stuck")
        #expect(fault([.pressed], edges: 0) == "pressed more often than somebody pushed")
        #expect(fault([.pressed], isDown: true) == "down at the end, although the key came up")
    }
}
