import Devices

/// What a kiosk that lives does all the time.
public struct VitalSigns: Equatable, Sendable {
    /// Pictures that reached the glass since start.
    public var pictures: UInt64
    /// Since when a picture waits to get onto a panel that is there; `nil`: the glass shows what it should.
    public var pictureDueSince: MonotonicTime?
    /// How often the loop asked the input devices.
    public var inputPolls: UInt64
    /// How often the ledger answered, well or badly; a ledger that is known to be missing answers by that.
    public var ledgerProbes: UInt64

    public init(pictures: UInt64, pictureDueSince: MonotonicTime?, inputPolls: UInt64, ledgerProbes: UInt64) {
        self.pictures = pictures
        self.pictureDueSince = pictureDueSince
        self.inputPolls = inputPolls
        self.ledgerProbes = ledgerProbes
    }
}

/// Decides whether the watchdog may be fed: only if everything that must go on went on since the last look.
///
/// A kiosk that shows nothing new because nobody is there lives; one that has a picture to show and does not show it, one
/// whose loop asks no device, and one whose ledger does not answer do not. A ledger that answers "I cannot" is a fault
/// that a new start would not mend, and does not starve the watchdog.
struct Watchdog {
    /// A picture may be on its way for so long. Chosen: far more than any page takes, less than a visitor bears.
    static let pictureLimit = Duration.seconds(10)

    enum Verdict: Equatable {
        case feed
        /// In words, for the log.
        case starve(String)
    }

    private var before: VitalSigns?

    init() {}

    mutating func judge(_ signs: VitalSigns, at now: MonotonicTime) -> Verdict {
        defer { before = signs }
        if let since = signs.pictureDueSince, now - since >= Watchdog.pictureLimit { return .starve("a picture does not reach the glass") }
        guard let before else { return .feed }
        if signs.inputPolls == before.inputPolls { return .starve("nobody asks the input devices") }
        if signs.ledgerProbes == before.ledgerProbes { return .starve("the ledger does not answer") }
        return .feed
    }
}
