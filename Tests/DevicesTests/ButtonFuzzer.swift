import Devices
import SimulatedDevices

/// Plays a key whose levels are mutated and whose edges get lost, and holds what comes out to the rules.
struct ButtonFuzzer {
    let corpus: [[(after: Int, isDown: Bool)]]

    /// What is wrong with the case of this seed; nil: nothing.
    func fault(seed: UInt64) -> String? {
        var random = SeededRandom(seed: seed)
        var debouncer = Debouncer()
        var rules = ButtonRules()
        var now = Trace.at(1_000)
        var isDown = false, pushes = 0
        for change in levels(&random) {
            let moment = now + .milliseconds(change.after)
            // Readings that are due before the change see the level of before.
            while let reading = debouncer.nextReading, reading < moment {
                if let fault = take(isDown, at: reading, &debouncer, &rules, pushes) { return fault }
            }
            now = moment
            if change.isDown, !isDown { pushes += 1 }
            isDown = change.isDown
            // An edge that is lost, or that comes late and finds another level, is nothing special.
            if random.once(in: 4) { continue }
            let late = random.once(in: 4) ? now + .milliseconds(Int.random(in: -5...15, using: &random)) : now
            if let fault = take(isDown, at: late, &debouncer, &rules, pushes) { return fault }
        }
        if !random.once(in: 2), let fault = take(false, at: now, &debouncer, &rules, pushes) { return fault }
        return comeToRest(&debouncer, &rules, pushes)
    }

    /// The key came up, and its edge may be lost: it is found by reading again.
    private func comeToRest(_ debouncer: inout Debouncer, _ rules: inout ButtonRules, _ pushes: Int) -> String? {
        for _ in 0..<ButtonFuzzer.mostReadings {
            guard let reading = debouncer.nextReading else { return rules.endFault(isDown: debouncer.isDown) }
            if let fault = take(false, at: reading, &debouncer, &rules, pushes) { return fault }
        }
        return "it wants to be read for ever"
    }

    private static let mostReadings = 5

    private func take(
        _ isDown: Bool, at time: MonotonicTime, _ debouncer: inout Debouncer, _ rules: inout ButtonRules, _ pushes: Int
    ) -> String? {
        for action in debouncer.receive(isDown: isDown, at: time) {
            if action == .pressed, !isDown { return "pressed by a key that is up" }
            if let fault = rules.fault(action, pushes: pushes) { return fault }
        }
        return nil
    }

    private func levels(_ random: inout SeededRandom) -> [(after: Int, isDown: Bool)] {
        var levels = corpus[Int.random(in: 0..<corpus.count, using: &random)]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !levels.isEmpty else { break }
            let place = Int.random(in: 0..<levels.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: levels[place].after = Int.random(in: 0...150, using: &random)
            case 1: levels[place].after = random.once(in: 10) ? 65_000 : 2_500
            case 2: levels[place].isDown.toggle()
            case 3: levels.remove(at: place)
            default: levels.insert(contentsOf: levels[place...].prefix(4), at: place)
            }
        }
        return levels
    }
}

/// What must be true of the actions of one key.
struct ButtonRules {
    private enum State { case up, down, stuck }

    private var state = State.up
    private var presses = 0

    /// The rule that an action breaks, after so many pushes.
    mutating func fault(_ action: ButtonAction, pushes: Int) -> String? {
        defer { change(action) }
        switch action {
        case .pressed:
            presses += 1
            if state != .up { return "pressed while it was down" }
            return presses > pushes ? "pressed more often than somebody pushed" : nil
        case .released: return state == .down ? nil : "released while it was \(state)"
        // A key that was held on from an echo may hang without a press.
        case .stuck: return state == .stuck ? "stuck twice" : nil
        case .freed: return state == .stuck ? nil : "freed while it was not stuck"
        }
    }

    /// What is wrong with a key that rests.
    func endFault(isDown: Bool) -> String? {
        if isDown { return "down at the end, although the key came up" }
        return state == .up ? nil : "\(state) at the end, although the key came up"
    }

    private mutating func change(_ action: ButtonAction) {
        switch action {
        case .pressed: state = .down
        case .released, .freed: state = .up
        case .stuck: state = .stuck
        }
    }
}
