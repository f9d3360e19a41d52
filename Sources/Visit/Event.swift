import Guide
import Intake

/// Something that happened.
public enum Event: Equatable, Sendable {
    case touched(Action)
    /// The keys moved on to this control.
    case focused(ControlID)
    case pressed(HardwareKey)
    /// The frame that moves by itself stands on this control; no sign of a visitor.
    case framed(ControlID)
    /// A moment has come; how the model learns of time.
    case timePassed
    /// The answer to an effect, for the visit that asked for it.
    case answered(VisitNumber, Answer)
    case became(Fact)
    /// Two buttons were held for long, or the key inside the case was pressed: staff want their page, or leave it.
    case staffCalled
    /// Where the glass felt a finger; only while ``Model/isCalibrating`` or the touch test is open.
    case felt(Spot)
    /// A button went down, by the name that configuration gives it; only while ``Model/triesButtons``.
    case tried(button: String)
    /// The service ends: everything is cleared, and a last page says why.
    case stopping(Halt)

    /// A button of the booth, by its meaning.
    public enum HardwareKey: Equatable, Sendable { case leave, help, fastSlip, back, listen, aSwitch }

    public enum Answer: Equatable, Sendable {
        case saved(Ticket)
        case couldNotSave
        case printed(SlipKind)
        case couldNotPrint(SlipKind)
        case lookedUp(TokenState?)
        /// Whether it was the right PIN; `false` also where it could not be checked.
        case pin(Bool)
        /// Whether the four points made a setting, which is then on trial.
        case calibrated(Bool)
    }

    /// Something that the machine learned of itself.
    public enum Fact: Equatable, Sendable {
        case paper(Machine.Paper, canPrint: Bool)
        case headset(Bool)
        case network(Bool)
        case storage(Bool)
        case day(GuideDate?)
        case counsellors(Machine.Counsellors)
        case kept(Machine.Kept)
        /// `nil`: in order again.
        case outOfOrder(OutOfOrder?)
        case report(StaffReport)
        /// All that staff have put up.
        case notices([Notice])
    }
}

/// Something to be done outside; at most one answer comes back.
public enum Effect: Equatable, Sendable {
    /// Seal the answers, write them down durably, and answer `saved` or `couldNotSave`.
    case save(VisitNumber, Answers, Language)
    /// Answer `printed` or `couldNotPrint`.
    case print(VisitNumber, Slip, Language)
    case cancelPrint
    /// The number is no longer good; its record is erased.
    case void(Lookup)
    /// The number is on the glass: from now on it may be in somebody's memory, and it is good.
    case shown(Lookup)
    /// Answer `lookedUp`.
    case lookUp(VisitNumber, Code)
    case count(Counter)
    case silence
    /// Into the headset only.
    case sayCode(Code, Language)
    case readPage
    /// The control that the keys have reached; into the headset only.
    case readControl(ControlID)
    /// One sentence; into the headset only.
    case tell(TextID)
    /// The frame goes to the next control; answered by `framed`.
    case moveFrame
    case holdSpeech
    /// Goes on, or says it again if all was said.
    case resumeSpeech
    /// Says the last thing again, as loud and as fast as it is now set.
    case repeatSpeech
    /// "Are you still there?", for who does not look: the one sentence that is said aloud without a headset.
    case alert
    /// Whatever is left of a visit outside the model goes too.
    case forget(VisitNumber)
    /// So many PINs were tried since the last right one: write it down, so that a restart shortens no wait.
    case keepTries(Int)
    /// Answer `pin`.
    case checkPIN(VisitNumber, PIN)
    /// Make a setting of the touch panel from where four crosses were felt, put it on trial, and answer `calibrated`.
    case calibrate(VisitNumber, [CalibrationMark])
    /// The setting on trial is good: write it down.
    case keepCalibration
    /// The setting on trial is not confirmed: the one before comes back.
    case dropCalibration
    /// What staff said of a test: for the report of the kiosk's health.
    case tested(StaffTest, Bool)

    public enum Slip: Equatable, Sendable {
        case number(Ticket)
        case numbers
        case handout(Handout)
        /// A picture that shows what the printer can do.
        case test
        /// The kiosk's own health.
        case report

        public var kind: SlipKind {
            switch self {
            case .number: .number
            case .numbers: .numbers
            case .handout(let handout): .handout(handout)
            case .test: .test
            case .report: .report
            }
        }
    }
}
