/// Something about the board that somebody should do something about.
public enum BoardTrouble: Hashable, Sendable {
    /// The supply's voltage is too low now.
    case supplyIsLow
    /// It was too low at some moment since the start.
    case supplyWasLow
    /// The processor is so hot that it slows down. °C.
    case hot(Double)
    /// The processor is as hot as it may get. °C.
    case tooHot(Double)
    /// Another sensor complains.
    case alarm(String)
    /// What was written did not come back.
    case storageRefuses
    /// There is no room to keep an intake.
    case storageFull(freeBytes: Int64)
    /// There will soon be none.
    case storageLow(freeBytes: Int64)
    /// The card has most of its life behind it. Percent.
    case storageWorn(Int)
    /// The card has used up what it keeps for worn cells.
    case storageEnding
    /// Nobody set the clock, and the board has none with a battery.
    case noBatteryClock
    /// Nobody set the clock.
    case clockUnset
    /// Programs will soon be ended for want of memory.
    case memoryLow(freeBytes: Int64)

    /// How bad it is.
    public enum Severity: Int, Comparable, CaseIterable, Sendable {
        /// The kiosk works, but not for ever or not in full.
        case degraded
        /// The kiosk cannot do what it is for.
        case outOfOrder

        public static func < (left: Severity, right: Severity) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// A name that stays the same in every version and language, for reports and telephone calls.
    public var id: String {
        switch self {
        case .supplyIsLow: "P1 under-voltage"
        case .supplyWasLow: "P2 under-voltage before"
        case .hot: "H1 hot"
        case .tooHot: "H2 too hot"
        case .alarm: "A1 sensor alarm"
        case .storageRefuses: "S1 storage refuses"
        case .storageFull: "S2 storage full"
        case .storageLow: "S3 storage low"
        case .storageWorn: "S4 storage worn"
        case .storageEnding: "S5 storage ending"
        case .noBatteryClock: "C1 no battery clock"
        case .clockUnset: "C2 clock not set"
        case .memoryLow: "M1 memory low"
        }
    }

    /// How bad it is.
    public var severity: Severity {
        switch self {
        case .storageRefuses, .storageFull: .outOfOrder
        default: .degraded
        }
    }

    /// What is the matter, in words.
    public var words: String {
        switch self {
        case .supplyIsLow: "The power supply gives too little voltage."
        case .supplyWasLow: "The power supply gave too little voltage since the last start."
        case .hot(let celsius): "The processor is at \(Int(celsius)) °C and slows down."
        case .tooHot(let celsius): "The processor is at \(Int(celsius)) °C, as hot as it may get."
        case .alarm(let name): "A sensor of the board complains: \(name)."
        case .storageRefuses: "The memory card does not keep what is written to it."
        case .storageFull(let free): "The memory card is full: \(free / 1_000_000) MB are left."
        case .storageLow(let free): "The memory card is nearly full: \(free / 1_000_000) MB are left."
        case .storageWorn(let percent): "The memory card has \(percent) % of its life behind it."
        case .storageEnding: "The memory card has used up what it keeps for worn cells."
        case .noBatteryClock: "Nobody set the clock, and the board has no clock with a battery."
        case .clockUnset: "Nobody set the clock."
        case .memoryLow(let free): "Programs have \(free / 1_000_000) MB of memory left."
        }
    }

    /// What to do about it, in words for the person at the case.
    public var advice: String {
        switch self {
        case .supplyIsLow, .supplyWasLow: "Use the supply that belongs to the board, and a short, thick cable."
        case .hot, .tooHot: "Check the fan and the openings of the case; keep the kiosk out of the sun."
        case .alarm: "Check the fan and the supply; note the name and tell the staff of the project."
        case .storageRefuses: "Change the memory card. Do not switch off before the intakes of this kiosk are with the hub."
        case .storageFull, .storageLow: "Connect the kiosk to the hub, so that it can hand over what it keeps."
        case .storageWorn, .storageEnding: "Order a new memory card and change it within a month."
        case .noBatteryClock: "Connect the kiosk to a network, or put a battery clock on the board."
        case .clockUnset: "Connect the kiosk to a network; if it happens again, change the battery of the clock."
        case .memoryLow: "Start the kiosk anew; if it happens again, tell the staff of the project."
        }
    }
}
