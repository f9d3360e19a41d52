import CSystemd
import Glibc

/// What a descriptor is ready for.
public struct Readiness: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// There is something to read, or the other end is gone and reading says so.
    public static let readable = Readiness(rawValue: EPOLLIN.rawValue)
    /// There is room to write.
    public static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
    /// Out-of-band news, as GPIO lines and sysfs attributes send it.
    public static let urgent = Readiness(rawValue: EPOLLPRI.rawValue)
    /// The device reported an error; always told, never asked for.
    public static let failed = Readiness(rawValue: EPOLLERR.rawValue)
    /// The other end is gone; always told, never asked for.
    public static let hungUp = Readiness(rawValue: EPOLLHUP.rawValue)

    var epollEvents: UInt32 { rawValue }

    init(epollEvents: UInt32) {
        self.init(rawValue: epollEvents)
    }
}
