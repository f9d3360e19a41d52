import Guide

/// The guided tests of the staff page.
extension Turn {
    /// Targets of the touch test: one in every corner and at the middle of every edge.
    static let targets = 8

    mutating func test(_ action: StaffAction) {
        switch action {
        case .tests: if case .staff(.calibrated(true)) = session.page { attend(.back) } else { showStaff(.tests) }
        case .test(let test): begin(test)
        case .hit(let target): hit(target)
        case .nextPattern: nextPattern()
        case .listen: if case .staff(.sound) = session.page { effects += [.silence, .alert] }
        case .printReport: askFor(.report)
        case .worked(let test, let didWork): if isOn(test) { note(test, didWork); showStaff(.tests) }
        case .keep: keepCalibration()
        default: break
        }
    }

    private mutating func begin(_ test: StaffTest) {
        switch test {
        case .touch: showStaff(.touch(hit: [], felt: nil))
        case .calibration: showStaff(.calibration([]))
        case .screen: showStaff(.screen(.red))
        case .sound:
            showStaff(.sound)
            effects.append(.alert)
        case .print: askFor(.test)
        case .buttons: showStaff(.buttons([]))
        }
    }

    /// Whether the page in sight is one of this test.
    private func isOn(_ test: StaffTest) -> Bool {
        switch (session.page, test) {
        case (.staff(.touch), .touch), (.staff(.sound), .sound), (.staff(.buttons), .buttons): true
        case (.staff(.asked(let asked)), _): asked == test
        default: false
        }
    }

    /// Remembers what came of a test, until the next one.
    mutating func note(_ test: StaffTest, _ didWork: Bool) {
        model.machine.tests[test] = didWork
        effects.append(.tested(test, didWork))
    }

    // MARK: Touch

    private mutating func hit(_ target: Int) {
        guard case .staff(.touch(var hit, let felt)) = session.page, (0..<Turn.targets).contains(target) else { return }
        hit.insert(target)
        session.page = .staff(.touch(hit: hit, felt: felt))
        guard hit.count == Turn.targets else { return }
        note(.touch, true)
        showStaff(.tests)
    }

    /// The glass felt a finger here.
    mutating func feel(_ spot: Spot) {
        switch session.page {
        case .staff(.touch(let hit, _)): session.page = .staff(.touch(hit: hit, felt: spot))
        case .staff(.calibration(let spots)):
            let felt = spots + [spot]
            guard felt.count == Spot.corners.count else { return session.page = .staff(.calibration(felt)) }
            showStaff(.fitting)
            effects.append(.calibrate(model.visit, zip(Spot.corners, felt).map { CalibrationMark(shown: $0, felt: $1) }))
        default: break
        }
    }

    private mutating func keepCalibration() {
        guard case .staff(.calibrated(true)) = session.page else { return }
        effects.append(.keepCalibration)
        note(.calibration, true)
        showStaff(.tests)
    }

    // MARK: Screen, printer, buttons

    private mutating func nextPattern() {
        guard case .staff(.screen(let pattern)) = session.page else { return }
        let rest = ScreenPattern.allCases.drop { $0 != pattern }.dropFirst()
        if let next = rest.first { showStaff(.screen(next)) } else { showStaff(.asked(.screen)) }
    }

    private mutating func askFor(_ slip: Effect.Slip) {
        guard model.machine.canPrint else {
            if slip == .test { note(.print, false) }
            return showStaff(.tests)
        }
        showStaff(.printing(slip.kind))
        effects.append(.print(model.visit, slip, language))
    }

    /// A button went down while buttons are being tried.
    mutating func tryOut(button name: String) {
        guard case .staff(.buttons(var pressed)) = session.page, handbook.staff.buttons.contains(name) else { return }
        pressed.insert(name)
        session.page = .staff(.buttons(pressed))
    }
}

extension Model {
    /// Whether every button is only tried and does nothing else: feed ``Event/tried(button:)`` instead of ``Event/pressed(_:)``.
    public var triesButtons: Bool { if case .staff(.buttons) = session.page { true } else { false } }

    /// Whether every lamp shall blink, so that staff see whether one is broken.
    public var triesLamps: Bool { triesButtons }

    /// Whether the page shows where fingers are felt, besides what they touch: feed ``Event/felt(_:)`` too.
    public var showsTouches: Bool { if case .staff(.touch) = session.page { true } else { false } }

    /// Whether touches count as points and not as touches of controls: feed ``Event/felt(_:)``.
    public var isCalibrating: Bool { if case .staff(.calibration) = session.page { true } else { false } }
}
