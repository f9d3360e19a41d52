/// Decides which control a touch acts on: the one in which it started and ended.
///
/// A press acts when the finger is lifted, however long it lasted. A finger that slides off its control and back is
/// still on it; one that is lifted elsewhere does nothing.
public struct PressTracker<ControlKey: Hashable & Sendable>: Sendable {
    private struct Press {
        let key: ControlKey
        var isHighlighted: Bool
    }

    private var press: Press?

    /// Makes a tracker that nobody touches.
    public init() {}

    /// The control that looks pressed now.
    public var highlighted: ControlKey? {
        press.flatMap { $0.isHighlighted ? $0.key : nil }
    }

    /// Takes the next gesture; `hit` finds the control at a place of the page that the visitor sees now.
    public mutating func receive(
        _ gesture: TouchGesture, hit: (Point) -> ControlKey?
    ) -> PressOutcome<ControlKey>? {
        switch gesture {
        case .began(let point):
            press = hit(point).map { Press(key: $0, isHighlighted: true) }
            return press.map { .highlight($0.key) }
        case .moved(let point):
            return follow(hit(point))
        case .ended(let point):
            return finish(hit(point))
        case .cancelled:
            return abandon()
        }
    }

    /// Forgets the press because another page came under the finger: nobody acts on what they did not choose.
    public mutating func pageChanged() -> PressOutcome<ControlKey>? {
        abandon()
    }

    private mutating func follow(_ key: ControlKey?) -> PressOutcome<ControlKey>? {
        guard let current = press else { return nil }
        let isInside = key == current.key
        guard isInside != current.isHighlighted else { return nil }
        press?.isHighlighted = isInside
        return isInside ? .highlight(current.key) : .release
    }

    private mutating func finish(_ key: ControlKey?) -> PressOutcome<ControlKey>? {
        guard let current = press else { return nil }
        press = nil
        if key == current.key { return .activate(current.key) }
        return current.isHighlighted ? .release : nil
    }

    private mutating func abandon() -> PressOutcome<ControlKey>? {
        guard let current = press else { return nil }
        press = nil
        return current.isHighlighted ? .release : nil
    }
}

/// What a gesture means for the controls of the page.
public enum PressOutcome<ControlKey: Hashable & Sendable>: Hashable, Sendable {
    /// Show this control as pressed.
    case highlight(ControlKey)
    /// Do what this control does, and show it as not pressed.
    case activate(ControlKey)
    /// Show no control as pressed; nothing else happens.
    case release
}
