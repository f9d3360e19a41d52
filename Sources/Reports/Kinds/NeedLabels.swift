import Intake

extension NeedCode {
    /// What a report calls it.
    public var label: String {
        switch self {
        case .recruitmentFraud: "False job"
        case .deploymentDelay: "Not sent, or no job"
        case .feeOverchargeDebt: "Fees and debt"
        case .contractSubstitution: "Contract changed"
        case .noContract: "No contract in hand"
        case .documentsWithheld: "Papers kept"
        case .wagesUnpaid: "Not paid"
        case .wagesUnderpaid: "Paid too little"
        case .excessiveHours: "Too long hours"
        case .noLeave: "No rest day or leave"
        case .livingConditions: "Bad food or housing"
        case .unsafeWork: "Dangerous work"
        case .injuryCompensation: "Injury or sickness"
        case .socialProtection: "Social security"
        case .dismissal: "Lost the job"
        case .finalPay: "Last pay"
        case .permitStatus: "Permit"
        case .movementIsolation: "Locked in or cut off"
        case .threats: "Threats"
        case .safeTalk: "Safety"
        case .forcedLabourSigns: "Signs of forced labour"
        case .discrimination: "Unfair treatment"
        case .birthFamilyPapers: "Birth and family papers"
        case .detention: "Arrest or detention"
        case .returnHome: "Wants to go home"
        case .missingPerson: "Relative not reached"
        case .deathAbroad: "Death of a worker"
        case .unionRights: "Union"
        case .money: "Money"
        case .healthWellbeing: "Health"
        case .child: "About a child"
        case .trainingSkills: "Training"
        case .other: "Something else"
        }
    }
}
