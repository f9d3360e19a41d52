/// When somebody may sign in, and for how long they are.
public struct SignInRules: Sendable {
    /// Without an action for so long, the session is locked. Default: 30 minutes.
    public var idle: Duration = .seconds(30 * 60)
    /// After so long the session ends. Default: 12 hours.
    public var longest: Duration = .seconds(12 * 3600)
    /// How many failures are followed by no delay. Default: 2.
    public var freeFailures = 2
    /// The delay after the first failure that has one; it doubles with each further one. Default: 2 seconds.
    public var firstDelay: Duration = .seconds(2)
    /// The delay never grows beyond this: who guesses wins nothing, and who forgot is back soon. Default: 15 minutes.
    public var longestDelay: Duration = .seconds(15 * 60)

    public init() {}

    /// Until when no try counts after so many failures; `nil`: at once.
    public func lockedUntil(failures: Int, now: HubTime) -> HubTime? {
        guard failures > freeFailures else { return nil }
        var (delay, left) = (firstDelay, failures - freeFailures - 1)
        while left > 0, delay < longestDelay { (delay, left) = (delay + delay, left - 1) }
        return now + min(delay, longestDelay)
    }

    /// What a session is good for.
    public enum SessionState: Hashable, Sendable {
        case good
        /// The password opens it again.
        case locked
        case over
    }

    /// What a session is good for now. A clock that was set back ends none.
    public func state(of session: StaffSession, now: HubTime) -> SessionState {
        if now >= session.began + longest { return .over }
        return session.isLocked || now >= session.lastSeen + idle ? .locked : .good
    }
}

/// What can be done at the desk.
public enum Deed: CaseIterable, Hashable, Sendable {
    case openNumbers, seeAllCases, keepStaff, readAudit, seeReports, keepGuides, seeFleet, keepFleet
}

extension Role {
    /// Whether the role includes a deed.
    public func may(_ deed: Deed) -> Bool {
        switch deed {
        case .openNumbers: self != .technician
        case .seeAllCases, .keepStaff, .readAudit, .seeReports, .keepGuides: self == .coordinator
        case .seeFleet: self != .counsellor
        case .keepFleet: self == .technician
        }
    }
}

extension StaffMember {
    /// Whether a sign-in name is 2–32 lower-case letters, digits, dots and hyphens, and begins with a letter.
    public static func isID(_ id: some StringProtocol) -> Bool {
        let bytes = Array(id.utf8)
        guard (2...32).contains(bytes.count), let first = bytes.first, (0x61...0x7A).contains(first) else { return false }
        return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
    }
}
