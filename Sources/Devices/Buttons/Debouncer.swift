/// Makes one action of one press of a key whose contacts chatter, whose edges get lost, or which hangs.
///
/// It takes levels, never edges: after each edge the key's level is read again, and once more at ``nextReading``. A
/// press acts with the first level that says "down", so it costs no time; the chatter after it is swallowed.
public struct Debouncer: Sendable {
    /// How long the contacts may chatter.
    ///
    /// The default is 20 ms. Range: 1–100 ms.
    public let settle: Duration

    /// How long after a release another press is taken for its echo.
    ///
    /// The default is 0.1 s. Range: 0–0.5 s.
    ///
    /// Source: EN 301 549 V3.2.1, 5.8.
    public let repeatGuard: Duration

    /// How long a key may be held before it is taken for stuck.
    ///
    /// The default is 60 s. Range: 5–600 s.
    public let stuckAfter: Duration

    /// What ``settle`` may be.
    public static let settleRange: ClosedRange<Duration> = .milliseconds(1) ... .milliseconds(100)
    /// What ``repeatGuard`` may be.
    public static let repeatGuardRange: ClosedRange<Duration> = .zero ... .milliseconds(500)
    /// What ``stuckAfter`` may be.
    public static let stuckAfterRange: ClosedRange<Duration> = .seconds(5) ... .seconds(600)

    private enum Key {
        case up(since: MonotonicTime?)
        case down(since: MonotonicTime)
        /// Held since within the guard: it does not act, but may still hang.
        case echo(since: MonotonicTime)
        case stuck
    }

    private var key = Key.up(since: nil)
    private var level = false
    private var changedAt: MonotonicTime?
    private var latest = MonotonicTime.boot

    /// Makes a debouncer for one key that is up, with the usual times.
    public init() {
        settle = .milliseconds(20)
        repeatGuard = .milliseconds(100)
        stuckAfter = .seconds(60)
    }

    /// Makes a debouncer for one key that is up.
    ///
    /// - Throws: `OutOfRange`, which names the first time that is not allowed.
    public init(
        settle: Duration = .milliseconds(20), repeatGuard: Duration = .milliseconds(100),
        stuckAfter: Duration = .seconds(60)
    ) throws(OutOfRange) {
        try OutOfRange.check(settle, in: Debouncer.settleRange, "button settle")
        try OutOfRange.check(repeatGuard, in: Debouncer.repeatGuardRange, "button guard")
        try OutOfRange.check(stuckAfter, in: Debouncer.stuckAfterRange, "button stuck after")
        self.settle = settle
        self.repeatGuard = repeatGuard
        self.stuckAfter = stuckAfter
    }

    /// Makes a debouncer for one key that is up, with the guard of its case.
    public init(of wiring: ButtonWiring) {
        settle = .milliseconds(20)
        repeatGuard = wiring.repeatGuard
        stuckAfter = .seconds(60)
    }

    /// Whether the key counts as held.
    public var isDown: Bool {
        if case .up = key { false } else { true }
    }

    /// When the level must be read again even if no edge comes; nil while the key rests.
    ///
    /// A key that is held is read every second, so that a lost release does not matter for long.
    public var nextReading: MonotonicTime? {
        if let changedAt { return changedAt + settle }
        return isDown ? latest + Debouncer.readingWhileHeld : nil
    }

    private static let readingWhileHeld: Duration = .seconds(1)

    /// Takes the level of a key that was down when somebody looked for the first time: nobody pressed it just now, so it
    /// does not act, but it may hang.
    public mutating func found(isDown newLevel: Bool, at time: MonotonicTime) {
        guard newLevel, case .up(nil) = key else { return }
        latest = max(latest, time)
        level = true
        key = .echo(since: latest)
    }

    /// Takes the level as it was read at this time; a time before the last one counts as the last one.
    public mutating func receive(isDown newLevel: Bool, at time: MonotonicTime) -> [ButtonAction] {
        let actions = settleBefore(time)
        guard newLevel != level else { return actions }
        level = newLevel
        changedAt = latest
        return actions + pressIfFirst()
    }

    /// What became of a level that has now been the same for long enough, and of a key that hangs.
    private mutating func settleBefore(_ time: MonotonicTime) -> [ButtonAction] {
        latest = max(latest, time)
        var actions: [ButtonAction] = []
        if let since = changedAt, latest - since >= settle {
            changedAt = nil
            actions += accept(since: since)
        }
        return actions + noticeStuck()
    }

    private mutating func accept(since: MonotonicTime) -> [ButtonAction] {
        switch (key, level) {
        case (.down, false):
            key = .up(since: since)
            return [.released]
        case (.stuck, false):
            key = .up(since: since)
            return [.freed]
        case (.echo, false):
            key = .up(since: since)
            return []
        case (.up, true):
            key = .echo(since: since)
            return []
        case (.up, false), (.down, true), (.echo, true), (.stuck, true):
            return []
        }
    }

    private mutating func pressIfFirst() -> [ButtonAction] {
        guard case .up(let since) = key, level else { return [] }
        if let since, latest - since < repeatGuard { return [] }
        key = .down(since: latest)
        return [.pressed]
    }

    private mutating func noticeStuck() -> [ButtonAction] {
        switch key {
        case .down(let since), .echo(let since):
            guard level, latest - since > stuckAfter else { return [] }
            key = .stuck
            return [.stuck]
        case .up, .stuck:
            return []
        }
    }
}

/// What a key did.
public enum ButtonAction: Hashable, Sendable {
    /// It was pressed: the moment that acts.
    case pressed
    /// It was let go.
    case released
    /// It has been down for too long: staff should look at it, and it does nothing until it comes up.
    case stuck
    /// A key that hung has come up.
    case freed
}
