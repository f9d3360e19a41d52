import Devices

/// The way of a buffer to the glass.
///
/// Each call hands a change to the card. `cookie` comes back in the event that tells of its arrival.
protocol Scanout: AnyObject {
    /// Whether changes are handed over in atomic commits.
    var isAtomic: Bool { get }

    /// Drives the panel, and shows this buffer first; what it showed before stays until then.
    func start(with framebuffer: UInt32, cookie: UInt64) throws(SystemFailure) -> Arrival

    /// Shows this buffer instead of the other one; `damage` is all that was drawn in it since it was last shown.
    func flip(to framebuffer: UInt32, damage: [PixelRect], cookie: UInt64) throws(SystemFailure) -> Arrival

    /// Sends the panel to sleep.
    func darken(cookie: UInt64) throws(SystemFailure) -> Arrival
}

/// Whether a change is on the glass.
enum Arrival: Equatable {
    /// There was nothing to change.
    case unneeded
    /// It is.
    case here
    /// An event will tell.
    case announced
}
