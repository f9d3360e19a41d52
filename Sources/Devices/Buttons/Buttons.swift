/// The keys on the kiosk's case.
public protocol Buttons: Sendable {
    /// Every change of a key, not debounced, in order; for one listener.
    ///
    /// Asking again ends the earlier stream.
    var events: AsyncStream<ButtonSignal> { get }

    /// Whether the key is held down at this moment: read again after each change, because edges can be lost.
    func isDown(_ button: HardwareButton) -> Bool
}

/// The keys that a kiosk can have; every page can be used with the arrows, `select` and `back` alone.
public enum HardwareButton: String, CaseIterable, Hashable, Sendable {
    /// Ends the visit at once.
    case leave
    /// Opens the page with help.
    case help
    /// Prints the slip with the numbers to keep, without any question.
    case fastSlip
    /// Inside the case, for staff.
    case staff
    /// The previous control.
    case up
    /// The next control.
    case down
    /// The control to the left, or the previous page.
    case left
    /// The control to the right, or the next page.
    case right
    /// Does what the focused control does.
    case select
    /// One page back.
    case back
    /// Holds what is being said, goes on, and says it again.
    case listen
    /// Louder.
    case volumeUp
    /// Quieter.
    case volumeDown
    /// The one of two switches that moves the frame to the next control; where the frame moves by itself it chooses.
    case switchNext
    /// The one of two switches that does what the framed control does.
    case switchChoose
}

/// One change of a key.
public struct ButtonSignal: Hashable, Sendable {
    /// The key.
    public var button: HardwareButton
    /// Its level as it was read after the edge.
    public var isDown: Bool
    /// When it changed.
    public var at: MonotonicTime

    /// Makes a signal.
    public init(button: HardwareButton, isDown: Bool, at: MonotonicTime) {
        self.button = button
        self.isDown = isDown
        self.at = at
    }
}
