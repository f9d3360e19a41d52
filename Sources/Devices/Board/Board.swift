/// The computer itself: its supply, its heat, its storage, its clock.
public protocol Board: Sendable {
    /// How the board is at this moment; takes milliseconds, because storage is probed.
    func health() async -> BoardHealth
}

/// How the board is; `nil` stands for what this board cannot tell, which is no trouble.
public struct BoardHealth: Hashable, Sendable {
    /// The supply's voltage.
    public var supply: Supply?
    /// The processor's temperature. °C.
    public var celsius: Double?
    /// The storage on which the ledger lies.
    public var storage: Storage
    /// Whether the board has a clock with a battery.
    public var hasBatteryClock: Bool?
    /// How far the wall clock may be believed.
    public var clockTrust: ClockTrust
    /// Memory that programs can still get. Bytes.
    public var freeMemoryBytes: Int64?
    /// What else the board's sensors complain about, for example `cpu_thermal temp1_crit_alarm`.
    public var alarms: [String]

    /// Describes a board.
    public init(
        supply: Supply? = nil, celsius: Double? = nil, storage: Storage = Storage(), hasBatteryClock: Bool? = nil,
        clockTrust: ClockTrust = .none, freeMemoryBytes: Int64? = nil, alarms: [String] = []
    ) {
        self.supply = supply
        self.celsius = celsius
        self.storage = storage
        self.hasBatteryClock = hasBatteryClock
        self.clockTrust = clockTrust
        self.freeMemoryBytes = freeMemoryBytes
        self.alarms = alarms
    }

    /// What the supply did since the board started.
    public enum Supply: String, Hashable, Sendable {
        /// It was always high enough.
        case good
        /// It was too low at some moment.
        case wasLow
        /// It is too low now.
        case isLow
    }

    /// The storage on which the ledger lies.
    public struct Storage: Hashable, Sendable {
        /// Whether what was written came back; `nil`: not tried yet.
        public var isWritable: Bool?
        /// Bytes that can still be written.
        public var freeBytes: Int64?
        /// Bytes in all.
        public var totalBytes: Int64?
        /// How much of its life the card has behind it, as it says itself. Percent, 0–100 and more.
        public var wearPercent: Int?
        /// How much is left of what the card keeps for cells that wear out, as it says itself.
        public var reserve: Reserve?

        /// Describes a storage.
        public init(
            isWritable: Bool? = nil, freeBytes: Int64? = nil, totalBytes: Int64? = nil, wearPercent: Int? = nil,
            reserve: Reserve? = nil
        ) {
            self.isWritable = isWritable
            self.freeBytes = freeBytes
            self.totalBytes = totalBytes
            self.wearPercent = wearPercent
            self.reserve = reserve
        }

        /// What a card keeps for cells that wear out.
        ///
        /// Source: JEDEC JESD84-B51, `PRE_EOL_INFO`.
        public enum Reserve: Int, Hashable, Sendable {
            /// Enough.
            case normal = 1
            /// 80 % of it are used up.
            case warning = 2
            /// 90 % of it are used up.
            case urgent = 3
        }
    }
}
