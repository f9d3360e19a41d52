/// What the wall clock shows, and how far it may be believed.
public struct WallTime: Hashable, Sendable {
    /// Seconds since 1 January 1970, UTC.
    public var secondsSince1970: Int64
    /// Where the time came from.
    public var trust: ClockTrust

    /// Makes a time of the wall clock.
    public init(secondsSince1970: Int64, trust: ClockTrust) {
        self.secondsSince1970 = secondsSince1970
        self.trust = trust
    }

    /// Whole days since 1 January 1970, UTC: the only part of the date that may be kept of a visit.
    public var daysSince1970: Int64 {
        let day: Int64 = 86_400
        let (quotient, remainder) = secondsSince1970.quotientAndRemainder(dividingBy: day)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

/// How far the wall clock may be believed; a later case counts for more.
public enum ClockTrust: Int, Comparable, CaseIterable, Sendable {
    /// Nobody ever set it.
    case none
    /// It goes on from the time that was written down at the last shutdown, or from a battery.
    case low
    /// A time server of the network set it.
    case network
    /// The hub set it.
    case hub

    public static func < (left: ClockTrust, right: ClockTrust) -> Bool {
        left.rawValue < right.rawValue
    }
}
