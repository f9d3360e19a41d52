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
        guard let last = steps.last else { return false }
        let milliseconds = span.components.seconds % 3_600 * 1_000 + span.components.attoseconds / 1_000_000_000_000_000
        let moment = ((milliseconds % last.until) + last.until) % last.until
        return steps.first { moment < $0.until }?.isLit ?? false
    }

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
