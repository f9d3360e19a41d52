import Devices

/// Two buttons of the case that are held together for long call the staff page: no visitor does that by chance.
///
/// It takes the levels of all buttons, debounced or not: contacts that chatter do not begin the hold anew.
public struct StaffChord: Sendable {
    /// The two buttons.
    ///
    /// The default is `leave` and `help`.
    public let buttons: Set<HardwareButton>
    /// How long they are held.
    ///
    /// The default is 3 s. Range: 1–30 s.
    public let hold: Duration

    private var down: [HardwareButton: MonotonicTime] = [:]
    private var up: [HardwareButton: MonotonicTime] = [:]
    private var hasCalled = false

    /// A contact that opens for less than this has not been let go. Source: the settling time of the debouncer, twice.
    static let chatter = Duration.milliseconds(40)

    public init(_ one: HardwareButton = .leave, _ other: HardwareButton = .help, hold: Duration = .seconds(3)) {
        buttons = [one, other]
        self.hold = hold
    }

    /// Takes a button's level.
    public mutating func receive(_ button: HardwareButton, isDown: Bool, at time: MonotonicTime) {
        guard buttons.contains(button) else { return }
        if !isDown {
            if down[button] != nil, up[button] == nil { up[button] = time }
        } else if let opened = up[button], time - opened < StaffChord.chatter {
            up[button] = nil
        } else if down[button] == nil || up[button] != nil {
            (down[button], up[button]) = (time, nil)
            hasCalled = false
        }
        settle(at: time)
    }

    /// When ``isCalled(at:)`` has to be asked; `nil`: the two are not held, or have called already.
    public var deadline: MonotonicTime? {
        guard !hasCalled, buttons.count == 2, down.count == 2, up.isEmpty else { return nil }
        return down.values.max().map { $0 + hold }
    }

    /// Whether the staff page is called now: once for each time that both are held.
    public mutating func isCalled(at now: MonotonicTime) -> Bool {
        settle(at: now)
        guard let deadline, now >= deadline else { return false }
        hasCalled = true
        return true
    }

    /// A button that stayed open has been let go.
    private mutating func settle(at now: MonotonicTime) {
        for (button, opened) in up where now - opened >= StaffChord.chatter { (down[button], up[button]) = (nil, nil) }
        if down.count < buttons.count { hasCalled = false }
    }
}
