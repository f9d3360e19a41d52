/// What a technician wants to know of one key of the case.
public struct ButtonDiagnosis: Hashable, Sendable {
    /// What it is wired to: `HELP_BUTTON`, `gpiochip0:17`, `KEY_F1`.
    public var wire: String
    /// Why it cannot be read, in words; nil while it can.
    public var trouble: String?
    /// How often its level changed since the start, chatter included.
    public var changes: UInt64 = 0
    /// How often it changed more often than any contact does, and was not listened to for a moment.
    public var storms: UInt64 = 0

    /// Describes a key that was not found yet.
    public init(wire: String, trouble: String? = nil) {
        self.wire = wire
        self.trouble = trouble
    }
}
