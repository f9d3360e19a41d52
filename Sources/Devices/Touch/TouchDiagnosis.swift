/// What a technician wants to know of the touch panel; nothing of it tells what was touched.
public struct TouchDiagnosis: Hashable, Sendable {
    /// The panel that is read; nil while there is none.
    public var device: Device?
    /// Other devices by their nodes, with their names and why each is not the panel.
    public var others: [String: String] = [:]
    /// Why there is no panel, in words; nil while there is one.
    public var trouble: String?
    /// How many events were read since the start.
    public var events: UInt64 = 0
    /// How often the kernel's queue was full and events were lost.
    public var drops: UInt64 = 0
    /// How often whoever reads the signals was too slow and signals were lost.
    public var overflows: UInt64 = 0
    /// How often the panel sent more than any panel does, and had to wait.
    public var floods: UInt64 = 0
    /// When it last did.
    public var lastFlood: MonotonicTime?
    /// How often a panel came.
    public var arrivals: UInt64 = 0
    /// When the kernel got the last event from the panel.
    public var lastEventAt: MonotonicTime?
    /// When the last event was read from the kernel.
    public var lastEventRead: MonotonicTime?

    /// Describes a panel that was not found yet.
    public init() {}

    /// One panel.
    public struct Device: Hashable, Sendable {
        /// The maker's name.
        public var name: String
        /// How it is connected.
        public var bus: InputBus
        /// Where it is plugged in, as the kernel says.
        public var place: String
        /// For example `/dev/input/event3`.
        public var node: String
        /// How it reports contacts.
        public var reporting: ContactDecoder.Reporting
        /// Whether nobody else can read it.
        public var isGrabbed: Bool

        /// Describes a panel.
        public init(
            name: String, bus: InputBus, place: String, node: String, reporting: ContactDecoder.Reporting,
            isGrabbed: Bool
        ) {
            self.name = name
            self.bus = bus
            self.place = place
            self.node = node
            self.reporting = reporting
            self.isGrabbed = isGrabbed
        }
    }
}
