/// The panel that the visitor touches.
public protocol TouchPanel: Sendable {
    /// What the panel senses, in order; for one listener.
    ///
    /// Asking again ends the earlier stream. When the listener is slow the oldest signals are dropped, and
    /// `interrupted` says so.
    var events: AsyncStream<TouchSignal> { get }
}

/// One message of a touch panel.
public enum TouchSignal: Hashable, Sendable {
    /// All contacts that there are now; none when the last finger was lifted.
    case contacts([Contact])
    /// Messages were lost: what is known of contacts is worth nothing, and no touch of before may still act.
    ///
    /// The next `contacts` say what was on the glass when the state was read again.
    case interrupted
    /// The panel is gone.
    case unplugged
    /// The panel is there again.
    case plugged
}

/// Something that touches the glass at one moment.
public struct Contact: Hashable, Sendable {
    /// A number that stays the same from touching down to lifting off, and is not used again soon.
    public var id: Int32
    /// Where its middle is.
    public var point: Point
    /// The longer axis of the area that touches; nil when the panel does not say.
    public var width: Millimetres?
    /// Whether the panel itself took it for a palm.
    public var isPalm: Bool

    /// Describes a contact.
    public init(id: Int32, point: Point, width: Millimetres? = nil, isPalm: Bool = false) {
        self.id = id
        self.point = point
        self.width = width
        self.isPalm = isPalm
    }
}
