/// The body of `POST /v1/kiosks/{id}/health`: how a kiosk is, for the page of the fleet. Nothing of a visit, and of time only days.
public struct HealthNote: Codable, Hashable, Sendable {
    /// `healthy`, `degraded` or `out-of-order`, as `kioskctl doctor` says it.
    public var state: String
    /// What is wrong and what to do, the worst first. Range: 0–``mostFindings``.
    public var findings: [Finding]
    /// The program's version.
    public var program: String
    /// The guide's version, or empty.
    public var guide: String
    /// What the printer says of its paper: `ok`, `low`, `out`, `unknown`.
    public var paper: String
    /// What the printer is: `working`, `missing`, `faulty`, `unknown`.
    public var printer: String
    /// How far the clock is to be trusted: `none`, `set`, `network`, `hub`.
    public var clock: String
    /// Of the processor, in degrees Celsius; `nil` where nothing measures it.
    public var temperatureC: Double?
    /// How much of the card's life is used, in per cent; `nil` where the card does not say.
    public var storageWearPercent: Int?
    /// Records that wait to be delivered.
    public var waiting: Int
    /// The day on which somebody touched it last, such as `2026-11-22`; empty: unknown.
    public var lastTouched: String

    public struct Finding: Codable, Hashable, Sendable {
        /// Such as `P2`; never changes its meaning.
        public var code: String
        /// `note`, `degraded`, `out-of-order`.
        public var severity: String
        public var what: String
        public var whatToDo: String

        enum CodingKeys: String, CodingKey {
            case code, severity, what
            case whatToDo = "what_to_do"
        }

        public init(code: String, severity: String, what: String, whatToDo: String) {
            (self.code, self.severity, self.what, self.whatToDo) = (code, severity, what, whatToDo)
        }
    }

    /// More than a kiosk has parts.
    public static let mostFindings = 64

    enum CodingKeys: String, CodingKey {
        case state, findings, program, guide, paper, printer, clock, waiting
        case temperatureC = "temperature_c"
        case storageWearPercent = "storage_wear_percent"
        case lastTouched = "last_touched"
    }

    public init(
        state: String, findings: [Finding] = [], program: String, guide: String, paper: String, printer: String, clock: String,
        temperatureC: Double? = nil, storageWearPercent: Int? = nil, waiting: Int, lastTouched: String
    ) {
        (self.state, self.findings, self.program, self.guide) = (state, findings, program, guide)
        (self.paper, self.printer, self.clock, self.temperatureC) = (paper, printer, clock, temperatureC)
        (self.storageWearPercent, self.waiting, self.lastTouched) = (storageWearPercent, waiting, lastTouched)
    }
}
