/// What the one finger that acts does.
public enum TouchGesture: Hashable, Sendable {
    /// It touched down.
    case began(at: Point)
    /// It moved farther than a trembling finger does, and is now here.
    case moved(to: Point)
    /// It was lifted; the place is where it touched down if it never moved.
    case ended(at: Point)
    /// It counts no more, and nothing may come of it.
    case cancelled(TouchCancellation)
}

/// Why a touch counts no more.
public enum TouchCancellation: Hashable, Sendable {
    /// It rested too long without moving: water, a thing on the glass, or a fault. Staff should look at the panel.
    case stuck
    /// It turned out to be a palm.
    case palm
    /// Messages of the panel were lost.
    case interrupted
    /// The panel is gone.
    case unplugged
}
