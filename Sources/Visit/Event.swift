import Guide
import Intake

/// Something that happened.
public enum Event: Equatable, Sendable {
    case touched(Action)
    /// The keys moved on to this control.
    case focused(ControlID)
    case pressed(HardwareKey)
    /// A moment has come; how the model learns of time.
    case timePassed
    /// The answer to an effect, for the visit that asked for it.
    case answered(VisitNumber, Answer)
    case became(Fact)

    /// A button of the booth, by its meaning.
    public enum HardwareKey: Equatable, Sendable { case leave, help, fastSlip, back }

    public enum Answer: Equatable, Sendable {
        case saved(Ticket)
        case couldNotSave
        case printed(SlipKind)
        case couldNotPrint(SlipKind)
        case lookedUp(TokenState?)
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
        case outOfOrder(String?)
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
    /// "Are you still there?", for who does not look: the one sentence that is said aloud without a headset.
    case alert
    /// Whatever is left of a visit outside the model goes too.
    case forget(VisitNumber)

    public enum Slip: Equatable, Sendable {
        case number(Ticket)
        case numbers

        public var kind: SlipKind {
            switch self {
            case .number: .number
            case .numbers: .numbers
            }
        }
    }
}
