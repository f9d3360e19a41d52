/// What a visitor may want to talk about, as counsellors write it down.
///
/// Each case's raw value is the code on a counsellor's sheet, `C01` to `C99`.
///
/// Source: the complaint and service categories of the trade-union migrant resource centres (ILO, TRIANGLE in ASEAN and
/// FAIRWAY programmes), put into one list.
public enum NeedCode: String, CaseIterable, Hashable, Sendable {
    case recruitmentFraud = "C01"
    case deploymentDelay = "C02"
    case feeOverchargeDebt = "C03"
    case contractSubstitution = "C04"
    case noContract = "C05"
    case documentsWithheld = "C06"
    case wagesUnpaid = "C07"
    case wagesUnderpaid = "C08"
    case excessiveHours = "C09"
    case noLeave = "C10"
    case livingConditions = "C11"
    case unsafeWork = "C12"
    case injuryCompensation = "C13"
    case socialProtection = "C14"
    case dismissal = "C15"
    case finalPay = "C16"
    case permitStatus = "C17"
    case movementIsolation = "C18"
    case threats = "C19"
    case safeTalk = "C20"
    case forcedLabourSigns = "C21"
    case discrimination = "C22"
    case birthFamilyPapers = "C23"
    case detention = "C24"
    case returnHome = "C25"
    case missingPerson = "C26"
    case deathAbroad = "C27"
    case unionRights = "C28"
    case money = "C29"
    case healthWellbeing = "C30"
    case child = "C31"
    case trainingSkills = "C32"
    case other = "C99"

    /// How soon a counsellor should take it up.
    public enum Urgency: String, CaseIterable, Hashable, Sendable {
        /// The same day.
        case red
        /// This week.
        case amber
        /// When there is time.
        case green
    }

    /// How soon a counsellor should take this up, before knowing anything else.
    public var urgency: Urgency {
        switch self {
        case .movementIsolation, .threats, .safeTalk, .forcedLabourSigns, .detention, .child:
            .red
        case .recruitmentFraud, .deploymentDelay, .feeOverchargeDebt, .contractSubstitution, .documentsWithheld,
            .wagesUnpaid, .livingConditions, .unsafeWork, .injuryCompensation, .dismissal, .finalPay, .permitStatus,
            .birthFamilyPapers, .returnHome, .missingPerson, .deathAbroad, .healthWellbeing:
            .amber
        case .noContract, .wagesUnderpaid, .excessiveHours, .noLeave, .socialProtection, .discrimination,
            .unionRights, .money, .trainingSkills, .other:
            .green
        }
    }

    /// Whether the public sees it only under the one tile "safety", so that no slip and no count tells which it was.
    public var isSafety: Bool { urgency == .red }
}
