import Devices
import SimulatedDevices

/// Plays mutated streams into the decoder, the reports of a turn and the tracker, and holds what comes out to the rules.
struct TouchFuzzer {
    let corpus: [[InputEvent]]
    private let axes: TouchAxes?

    init(corpus: [[InputEvent]]) {
        self.corpus = corpus
        // A wrong range would show as a fault of every case.
        axes = try? TouchAxes(x: -20...1_023, y: 0...4_095, panel: .tenInch)
    }

    /// What is wrong with the case of this seed; nil: nothing.
    func fault(seed: UInt64) -> String? {
        guard let axes else { return "the axes are refused" }
        var random = SeededRandom(seed: seed)
        let kinds: [ContactDecoder.Reporting] = [.slots, .anonymous, .single]
        var decoder = ContactDecoder(axes: axes, reporting: kinds[Int(seed % 3)])
        var tracker = TouchTracker(panel: .tenInch)
        var rules = TouchRules(panel: .tenInch)
        var reports = Reports()
        var now = MonotonicTime.boot
        if decoder.wantsReread, let fault = reread(&decoder, &reports, &random) { return fault }
        var isBlind = false
        for event in stream(&random) {
            if let signal = decoder.receive(event) {
                if isBlind, case .contacts = signal { return "contacts before the state was read again" }
                // Without slots every report is whole.
                if signal == .interrupted { isBlind = seed % 3 != 1 }
                reports.add(signal)
            }
            if decoder.wantsReread, random.once(in: 2) {
                if let fault = reread(&decoder, &reports, &random) { return fault }
                isBlind = false
            }
            guard random.once(in: 2) else { continue }
            now += .milliseconds(random.once(in: 40) ? 31_000 : Int.random(in: 0...90, using: &random))
            guard let signals = reports.take() else { return "a turn's reports lost or changed something" }
            for signal in signals {
                if let fault = rules.fault(signal, tracker.receive(signal, at: now)) { return fault }
            }
            if tracker.isTouching != rules.isTouching { return "the tracker does not know whether somebody touches" }
        }
        return nil
    }

    /// The kernel's state, or what a broken driver takes for it.
    private func reread(
        _ decoder: inout ContactDecoder, _ reports: inout Reports, _ random: inout SeededRandom
    ) -> String? {
        let states = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            SlotState(
                slot: Int.random(in: -1...33, using: &random), trackingID: Int32.random(in: -1...9, using: &random),
                x: value(&random), y: value(&random), touchMajor: random.once(in: 3) ? value(&random) : nil)
        }
        reports.add(decoder.reread(states, selected: Int.random(in: -1...33, using: &random)))
        return decoder.wantsReread ? "the state was read and is wanted again" : nil
    }

    /// The reports of a turn, and all that went into them.
    private struct Reports {
        private var reports = TouchReports()
        private var all: [TouchSignal] = []

        mutating func add(_ signal: TouchSignal) {
            reports.add(signal)
            all.append(signal)
        }

        /// What came out; nil if a finger that came or went, or where the fingers were last, is not in it.
        mutating func take() -> [TouchSignal]? {
            defer { all = [] }
            let taken = reports.take()
            return Reports.steps(taken) == Reports.steps(all) && taken.count <= all.count ? taken : nil
        }

        /// The last report of each set of fingers.
        private static func steps(_ signals: [TouchSignal]) -> [TouchSignal] {
            var steps: [TouchSignal] = []
            for signal in signals {
                if let last = steps.last, fingers(last) == fingers(signal), fingers(last) != nil { steps.removeLast() }
                steps.append(signal)
            }
            return steps
        }

        private static func fingers(_ signal: TouchSignal) -> [Contact]? {
            guard case .contacts(let contacts) = signal else { return nil }
            return contacts.map { Contact(id: $0.id, point: Point(x: 0, y: 0), isPalm: $0.isPalm) }
        }
    }

    /// A stream of the corpus with one to four mutations.
    private func stream(_ random: inout SeededRandom) -> [InputEvent] {
        var events = corpus[Int.random(in: 0..<corpus.count, using: &random)]
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&events, &random) }
        return events
    }

    private func mutate(_ events: inout [InputEvent], _ random: inout SeededRandom) {
        guard !events.isEmpty else { return events.append(.dropped) }
        let place = Int.random(in: 0..<events.count, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: events[place].value = value(&random)
        case 1: events[place].value &+= Int32.random(in: -3...3, using: &random)
        case 2: events[place].code = TouchFuzzer.codes[Int.random(in: 0..<TouchFuzzer.codes.count, using: &random)]
        case 3: events[place].type ^= 1 << UInt16.random(in: 0...15, using: &random)
        case 4: events.insert(.dropped, at: place)
        case 5: events.insert(random.once(in: 2) ? .report : .contactReport, at: place)
        case 6: events.removeSubrange(place..<min(place + 3, events.count))
        case 7: events.insert(contentsOf: events[place..<min(place + 6, events.count)], at: place)
        default: events.replaceSubrange(place..., with: corpus[Int.random(in: 0..<corpus.count, using: &random)].suffix(12))
        }
    }

    private func value(_ random: inout SeededRandom) -> Int32 {
        let odd: [Int32] = [.min, .max, -1, 0, 31, 32, 33, 65_535]
        return random.once(in: 2)
            ? odd[Int.random(in: 0..<odd.count, using: &random)] : Int32.random(in: -50...5_000, using: &random)
    }

    private static let codes: [UInt16] = [
        InputCode.slot, InputCode.trackingID, InputCode.contactX, InputCode.contactY, InputCode.touchMajor,
        InputCode.toolType, InputCode.x, InputCode.y, InputCode.touch, InputCode.report, InputCode.dropped,
    ]
}

/// What must be true of signals and gestures, whatever a panel sends.
struct TouchRules {
    let panel: Panel
    private(set) var isTouching = false
    private var isBlind = false
    private var mayBegin = true

    init(panel: Panel) {
        self.panel = panel
    }

    /// The first rule that is broken by a signal and the gestures that came of it.
    mutating func fault(_ signal: TouchSignal, _ gestures: [TouchGesture]) -> String? {
        switch signal {
        case .contacts(let contacts):
            if let fault = fault(in: contacts) { return fault }
            mayBegin = !contacts.isEmpty && !isBlind
            if isBlind, gestures.contains(where: { if case .began = $0 { true } else { false } }) {
                return "what was on the glass when events were lost began a touch"
            }
            isBlind = false
        case .interrupted, .unplugged, .plugged:
            mayBegin = false
            isBlind = true
        }
        for gesture in gestures { if let fault = fault(in: gesture) { return fault } }
        if isBlind, isTouching { return "a touch went on after events were lost" }
        return nil
    }

    private func fault(in contacts: [Contact]) -> String? {
        if contacts.count > ContactDecoder.mostContacts { return "\(contacts.count) contacts" }
        for (index, contact) in contacts.enumerated() {
            if contact.id < 0 { return "a contact has the number \(contact.id)" }
            if !contact.point.x.value.isFinite || !contact.point.y.value.isFinite { return "a contact is nowhere" }
            for other in contacts[..<index] where other.id == contact.id { return "two contacts have the number \(other.id)" }
        }
        return nil
    }

    private mutating func fault(in gesture: TouchGesture) -> String? {
        switch gesture {
        case .began(let point):
            if isTouching { return "a touch began twice" }
            if !mayBegin { return "a touch began with no contact" }
            isTouching = true
            return fault(at: point)
        case .moved(let point):
            return isTouching ? fault(at: point) : "a touch moved that had not begun"
        case .ended(let point):
            if !isTouching { return "a touch ended that had not begun" }
            isTouching = false
            return fault(at: point)
        case .cancelled:
            if !isTouching { return "a touch was cancelled that had not begun" }
            isTouching = false
            return nil
        }
    }

    private func fault(at point: Point) -> String? {
        let isInside = point.x >= 0 && point.x <= panel.width && point.y >= 0 && point.y <= panel.height
        return isInside ? nil : "a gesture is off the glass"
    }
}
