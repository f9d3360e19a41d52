/// What became of a number, in the words that a visitor reads.
public enum TokenState: String, CaseIterable, Hashable, Sendable {
    /// No counsellor has opened it yet.
    case waiting
    /// A counsellor has read what was touched.
    case opened
    /// Passed on, with the person's agreement, to someone who can help.
    case referred
    /// Finished.
    case closed
    /// Its slip did not come out, so it is no longer good.
    case void
    /// Not known here; it may be from another machine.
    case unknown

    /// Whether news of `later` may replace this state: a state only moves on, `void` is final, and `unknown` is no news.
    public func mayBecome(_ later: TokenState) -> Bool {
        guard self != .void, later != .unknown else { return false }
        return later == .void || later.rank > rank
    }

    private var rank: Int {
        switch self {
        case .unknown: 0
        case .waiting: 1
        case .opened: 2
        case .referred: 3
        case .closed: 4
        case .void: 5
        }
    }
}
