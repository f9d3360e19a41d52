import Devices
import Visit

/// From what the ports say to what the report says: the one place where each is put into words.
extension HealthFacts.Device {
    /// The printer by its status; an empty or unknown one is not working.
    public init(printer status: PrinterStatus, profile: String) {
        let condition: Condition =
            if status.canPrint { .working } else if status.isEmpty || status.contains(.unknown) { .unknown } else { .faulty }
        self.init(.printer, condition, name: profile, detail: status.names.joined(separator: ", "))
    }

    /// The touch panel as its driver found it.
    public init(touch diagnosis: TouchDiagnosis) {
        guard let device = diagnosis.device else {
            self.init(.touch, .missing, detail: diagnosis.trouble ?? "no touch panel was found")
            return
        }
        self.init(.touch, .working, name: device.name, detail: device.isGrabbed ? "" : "others can read it too")
    }

    /// The screen as far as the kiosk has come with it.
    public init(display status: DisplayStatus) {
        let condition: Condition =
            switch status {
            case .connected: .working
            case .unplugged, .noCard, .noConnector: .missing
            case .noModes, .refused, .inUse: .faulty
            case .starting, .finished: .unknown
            }
        self.init(.display, condition, detail: "\(status)")
    }

    /// The buttons: faulty if one is stuck or cannot be read, missing if none can. `library` reads their lines.
    public init(buttons: [HardwareButton: ButtonDiagnosis], stuck: Set<HardwareButton>, library: String = "") {
        let unread = buttons.compactMap { button, diagnosis in diagnosis.trouble.map { "\(button.rawValue): \($0)" } }
        let words = stuck.map { "\($0.rawValue) is stuck" } + unread
        let condition: Condition = words.isEmpty ? .working : unread.count == buttons.count ? .missing : .faulty
        self.init(
            .buttons, buttons.isEmpty ? .missing : condition, name: library, detail: words.sorted().joined(separator: "; "))
    }

    /// A device that is there or not, where its driver knows no more.
    public init(_ kind: Kind, isThere: Bool?, name: String = "", detail: String = "") {
        self.init(kind, isThere.map { $0 ? .working : .missing } ?? .unknown, name: name, detail: detail)
    }
}

extension HealthFacts.Board {
    /// What the board says of itself.
    public init(_ health: BoardHealth) {
        self.init()
        supply = health.supply?.rawValue
        celsius = health.celsius.map { ($0 * 10).rounded() / 10 }
        freeMemoryBytes = health.freeMemoryBytes
        isStorageWritable = health.storage.isWritable
        freeStorageBytes = health.storage.freeBytes
        storageBytes = health.storage.totalBytes
        storageWearPercent = health.storage.wearPercent
        hasBatteryClock = health.hasBatteryClock
        troubles = health.troubles.map { HealthFacts.Trouble(code: $0.code, what: $0.words, whatToDo: $0.advice) }
    }
}

extension BoardTrouble {
    /// The code in reports, in which the parts of the kiosk share one alphabet.
    var code: String {
        switch self {
        case .supplyIsLow: "U1"
        case .supplyWasLow: "U2"
        case .hot: "H1"
        case .tooHot: "H2"
        case .alarm: "H3"
        case .memoryLow: "H4"
        case .storageRefuses: "E1"
        case .storageFull: "E2"
        case .storageLow: "E3"
        case .storageWorn: "E4"
        case .storageEnding: "E5"
        case .clockUnset: "Y1"
        case .noBatteryClock: "Y2"
        }
    }
}

extension Machine.Paper {
    /// The name in reports.
    public var name: String {
        switch self {
        case .fine: "fine"
        case .nearEnd: "near-end"
        case .out: "out"
        case .unknown: "unknown"
        }
    }
}
