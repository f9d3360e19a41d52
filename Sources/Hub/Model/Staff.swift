/// What somebody at the desk may do.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Opens numbers and works on cases.
    case counsellor
    /// And sees all cases, reports and the staff, and keeps the guides.
    case coordinator
    /// Sees the fleet and keeps kiosks; opens no number.
    case technician
}

/// Somebody who works at the desk.
public struct StaffMember: Hashable, Sendable {
    /// The name to sign in with: 2–32 lower-case letters, digits, dots and hyphens.
    public var id: String
    /// What colleagues call them.
    public var name: String
    public var role: Role
    /// BCP 47 tags of the languages they counsel in.
    public var languages: [String]
    /// Visitors may ask for a woman.
    public var isWoman: Bool
    public var isActive: Bool
    /// scrypt's output with its salt and parameters, as ``PasswordHash`` writes it.
    public var passwordHash: String
    /// The shared secret of RFC 6238, encrypted under the hub's own key; `nil` until it is set up.
    public var sealedTOTPSecret: [UInt8]?
    /// The last time step whose code was taken: no code is good twice.
    public var lastTOTPStep: Int64
    /// Failures since the last success, and until when no try counts.
    public var failures: Int
    public var lockedUntil: HubTime?

    public init(
        id: String, name: String, role: Role, languages: [String], isWoman: Bool, isActive: Bool = true, passwordHash: String,
        sealedTOTPSecret: [UInt8]? = nil, lastTOTPStep: Int64 = 0, failures: Int = 0, lockedUntil: HubTime? = nil
    ) {
        (self.id, self.name, self.role, self.languages, self.isWoman) = (id, name, role, languages, isWoman)
        (self.isActive, self.passwordHash, self.sealedTOTPSecret) = (isActive, passwordHash, sealedTOTPSecret)
        (self.lastTOTPStep, self.failures, self.lockedUntil) = (lastTOTPStep, failures, lockedUntil)
    }
}

/// Somebody signed in. The cookie's token is stored nowhere, only its digest.
public struct StaffSession: Hashable, Sendable {
    /// SHA-256 of the cookie's token.
    public var digest: [UInt8]
    public var staff: String
    public var began: HubTime
    public var lastSeen: HubTime
    /// Locked after a time without an action: the password opens it again.
    public var isLocked: Bool

    public init(digest: [UInt8], staff: String, began: HubTime, lastSeen: HubTime, isLocked: Bool = false) {
        (self.digest, self.staff, self.began, self.lastSeen, self.isLocked) = (digest, staff, began, lastSeen, isLocked)
    }
}

/// One line of the audit log. Lines are only ever added.
public struct AuditEntry: Hashable, Sendable {
    public var time: HubTime
    /// A member of the staff, a kiosk (`kiosk:amman-airport-2`), or `hub`.
    public var who: String
    /// A fixed word, such as `case.opened`.
    public var what: String
    /// The case, kiosk or member it was done to; empty: none. Never a code, a lookup or an answer.
    public var whom: String

    public init(time: HubTime, who: String, what: String, whom: String = "") {
        (self.time, self.who, self.what, self.whom) = (time, who, what, whom)
    }
}
