/// The lights on the case.
public protocol Lamps: Sendable {
    /// Lights a lamp in this way until told otherwise.
    func show(_ pattern: LampPattern, on lamp: Lamp) async
}

/// The lights that a kiosk can have.
public enum Lamp: String, CaseIterable, Hashable, Sendable {
    /// In the help button.
    case help
    /// At the mouth of the printer: take your paper.
    case paper
    /// On top of the kiosk, seen from afar.
    case tower
}

/// How a lamp shines; none flashes more than twice in a second.
///
/// Source: WCAG 2.2, 2.3.1 (no more than three flashes in a second).
public enum LampPattern: String, CaseIterable, Hashable, Sendable {
    /// Dark.
    case off
    /// Lit.
    case steady
    /// One second lit, one second dark.
    case slowBlink
    /// Two short flashes, then a pause: something needs staff.
    case doubleBlink

    /// Whether the lamp is lit this long after the pattern was started.
    public func isLit(after span: Duration) -> Bool {
        let steps = LampPattern.steps(of: self)
        let moment = milliseconds(into: span)
        return steps.first { moment < $0.until }?.isLit ?? false
    }

    /// When the lamp changes next, counted from when the pattern was started; nil for one that never changes.
    public func nextChange(after span: Duration) -> Duration? {
        let steps = LampPattern.steps(of: self)
        guard steps.count > 1 else { return nil }
        let moment = milliseconds(into: span)
        guard let step = steps.first(where: { moment < $0.until }) else { return nil }
        let (_, attoseconds) = span.components
        let rest = Duration(secondsComponent: 0, attosecondsComponent: attoseconds % LampPattern.millisecond)
        return span - rest + .milliseconds(step.until - moment)
    }

    /// Where in its round the pattern is; an hour is a whole number of rounds.
    private func milliseconds(into span: Duration) -> Int64 {
        guard let round = LampPattern.steps(of: self).last?.until else { return 0 }
        let (seconds, attoseconds) = span.components
        let moment = (seconds % 3_600 * 1_000 + attoseconds / LampPattern.millisecond) % round
        return (moment + round) % round
    }

    /// In attoseconds.
    private static let millisecond: Int64 = 1_000_000_000_000_000

    /// The milliseconds until each change, from the start of one round.
    private static func steps(of pattern: LampPattern) -> [(until: Int64, isLit: Bool)] {
        switch pattern {
        case .off: [(1_000, false)]
        case .steady: [(1_000, true)]
        case .slowBlink: [(1_000, true), (2_000, false)]
        case .doubleBlink: [(250, true), (500, false), (750, true), (2_000, false)]
        }
    }
}
