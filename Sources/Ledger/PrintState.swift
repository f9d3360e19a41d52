/// How far the slip of a token has come.
///
/// A slip is printed once at the most, and a code that may be in somebody's hand is never dead.
public enum PrintState: String, CaseIterable, Hashable, Sendable {
    /// On the disk; nobody has decided about a slip yet.
    case issued
    /// Bytes may be on their way to the printer.
    case printing
    case printed
    /// The visitor has the code from the glass, by choice or for want of paper, or may have: the code is good.
    case shown
    /// The machine stopped, or the visitor left, while it printed: the slip may have come out, so the code is good.
    case uncertain
    /// The slip did not come out: the code is no longer good.
    case void

    /// The state after a step, or `nil` if it does not follow.
    public func after(_ step: PrintStep) -> PrintState? {
        switch (step, self) {
        case (.printing, .issued), (.printing, .shown): .printing
        case (.printed, .printing), (.printed, .uncertain): .printed
        case (.shown, .issued), (.shown, .shown): .shown
        case (.interrupted, .issued): .shown
        case (.interrupted, .printing): .uncertain
        case (.voided, _): .void
        default: nil
        }
    }

    /// Whether the record goes to the counsellors: as soon as the code may be in somebody's hand.
    public var isDelivered: Bool { self == .printed || self == .shown || self == .uncertain }
}

/// What can happen to a slip.
public enum PrintStep: String, CaseIterable, Hashable, Sendable {
    case printing, printed, shown, interrupted, voided
}
