import Guide
import Intake

/// The whole state of a kiosk: the visit that is going on, and what the machine knows of itself.
public struct Model: Equatable, Sendable {
    /// Counts visits since start; effects and their answers carry it.
    public var visit: VisitNumber
    /// Replaced whole at the end of a visit.
    public var session: Session
    public var machine: Machine

    public init(machine: Machine = Machine()) {
        visit = VisitNumber(1)
        session = Session()
        self.machine = machine
    }

    /// Whether nobody is in the middle of anything.
    public var isBetweenVisits: Bool { session.page == .welcome || session.page == .dark }

    /// The day for deciding what is past review: today if the clock can be trusted, else the day the guide was built.
    public func today(_ guide: Guide) -> GuideDate { machine.today ?? guide.builtOn }
}

/// Which visit since the start; nothing that points at a person or a time.
public struct VisitNumber: Hashable, Sendable {
    public var value: UInt64

    public init(_ value: UInt64) { self.value = value }
}

/// One visitor's session. A fresh one is equal to that after a boot: nothing of the visitor before is in it.
public struct Session: Equatable, Sendable {
    public var page: Page = .welcome
    /// First spot in sight of the page.
    public var place: Place = .top
    /// Pages to go back to, the latest last. At most `trailLimit`.
    public var trail: [Step] = []
    public var language: Language?
    public var size: TextSize = .normal
    public var theme: Theme = .day
    /// Whether each part of a page holds one thing only.
    public var isOneByOne = false
    /// Whether everything that can be touched lies in the lower part of the glass, for who sits.
    public var isLow = false
    /// Whether the glass is black while the voice goes on.
    public var isHidden = false
    /// How switches move the frame; `nil`: no switch was pressed in this visit.
    public var scan: Scan?
    /// In steps of 5 dB below full. Range: 0–8. Default: 3.
    public var attenuation: Int = 3
    public var speed: SpeechSpeed = .normal
    /// Whether the voice waits in the middle of what it says.
    var isSpeechHeld = false
    public var answers = Answers()
    /// Whether the visitor came to the intake by the safe path: the record then says `safety` and nothing else.
    public var isSafePath = false
    /// Whether the visitor said to be under 18: no questions are asked any more.
    public var isUnderAge = false
    /// Whether the answers have gone into the counts.
    public var isCounted = false
    public var ticket: Ticket?
    /// The control that keys act on; `nil`: none is shown as focused.
    public var focus: ControlID?
    /// When the visitor last did something, since boot.
    public var lastTouch: Duration = .zero
    /// When the alert "are you still there?" came up; `nil`: it is not up.
    public var alertSince: Duration?
    /// When the code came into sight; it is hidden a minute later.
    public var codeSince: Duration?
    /// The number being typed on the status page.
    public var entry = Entry()
    /// Who has the staff page open; `nil`: nobody.
    public var staff: StaffSession?
    /// The article that has been called useful or not, so that it counts once.
    public var feedback: [Article.ID: Bool] = [:]

    public init() {}

    /// The stage of the journey by which the visitor came here; `nil`: by none.
    var stage: Stage? {
        trail.reversed().lazy.compactMap { step in if case .stage(let stage) = step.page { stage } else { nil } }.first
    }

    /// Going back further than this many pages is going to the start page. Chosen: deeper than the guide is.
    static let trailLimit = 24

    /// A page with the spot in it, to go back to.
    public struct Step: Hashable, Sendable {
        public var page: Page
        public var place: Place
    }

    /// The status page's state. Its description tells nothing.
    public struct Entry: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
        /// At most twelve digits.
        public var digits = ""
        public var outcome: Outcome?
        public var wrongTries = 0
        /// No look-up before this moment, since boot.
        public var waitUntil: Duration?
        /// What the page says of that: whole seconds left.
        public var secondsLeft = 0

        public enum Outcome: Equatable, Sendable {
            case looking
            case found(TokenState)
            case unknown
            case wrongDigits
        }

        public init() {}

        public var description: String { "Entry(hidden)" }
        public var customMirror: Mirror { Mirror(self, children: []) }
    }
}

/// A number that was issued: what the slip needs. Its description tells nothing.
public struct Ticket: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    public var code: Code
    /// Under which the ledger keeps it.
    public var lookup: Lookup
    /// What the slip's QR symbol says.
    public var qr: String

    public init(code: Code, lookup: Lookup, qr: String) {
        self.code = code
        self.lookup = lookup
        self.qr = qr
    }

    public var description: String { "Ticket(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the machine knows of itself; outlives the visits.
public struct Machine: Equatable, Sendable {
    public enum Paper: Equatable, Sendable { case fine, nearEnd, out, unknown }
    public enum Counsellors: Equatable, Sendable { case here, notToday, unknown }

    public var paper: Paper = .unknown
    /// Whether the printer answers and has no fault.
    public var canPrint = false
    public var hasHeadset = false
    public var hasNetwork = false
    public var canSave = true
    /// `nil`: the clock cannot be trusted.
    public var today: GuideDate?
    public var counsellors: Counsellors = .unknown
    public var kept = Kept()
    /// What the staff of this kiosk have put up, whether it holds today or not.
    public var notices: [Notice] = []
    /// Why it cannot serve; `nil`: in order.
    public var outOfOrder: OutOfOrder?
    /// Why the service ends; `nil`: it goes on.
    public var halt: Halt?
    /// How it is, for staff; `nil`: nothing was said yet.
    public var report: StaffReport?
    /// What staff said of the tests since the start.
    public var tests: [StaffTest: Bool] = [:]
    public var staffLock = StaffLock()
    /// Whether the glass is so high that pages can stand in its lower part alone.
    public var isGlassTall = true
    /// How many greetings have gone by on the welcome page; the site's languages take turns.
    public var greeting = 0

    /// What "About this machine" tells.
    public struct Kept: Equatable, Sendable {
        public var sealedRecords = 0
        public var delivered = 0
        public var counted = 0
        /// `2026-W47`; empty: nothing yet.
        public var since = ""

        public init(sealedRecords: Int = 0, delivered: Int = 0, counted: Int = 0, since: String = "") {
            self.sealedRecords = sealedRecords
            self.delivered = delivered
            self.counted = counted
            self.since = since
        }
    }

    public init() {}

    /// Whether visitors can do anything at all.
    var isServing: Bool { outOfOrder == nil && halt == nil }
}

/// What a kiosk knows by heart: the guide of its site and the form of its intake.
public struct Handbook: Sendable {
    public let guide: Guide
    public let form: Form
    public let inactivity: Inactivity
    public let staff: StaffAccess
    /// The languages that can be heard.
    public let voices: Set<Language>

    public init(
        guide: Guide, form: Form, inactivity: Inactivity = .standard, staff: StaffAccess = .readOnly, voices: Set<Language> = []
    ) {
        self.guide = guide
        self.form = form
        self.inactivity = inactivity
        self.staff = staff
        self.voices = voices
    }
}
