/// The reports that there are.
///
/// Source: `domain.md` 1.4, R1 to R12.
public enum ReportKind: String, CaseIterable, Hashable, Sendable {
    case services = "R1", ageAndSex = "R2", corridors = "R3", sectors = "R4", complaints = "R5", caseFlow = "R6"
    case remedies = "R7", referrals = "R8", kioskReach = "R9", numbers = "R10", content = "R11", activities = "R12"

    public var title: String {
        switch self {
        case .services: "Services given"
        case .ageAndSex: "Clients by age and sex"
        case .corridors: "Clients by country of origin and of work"
        case .sectors: "Clients by kind of work and sex"
        case .complaints: "What clients needed"
        case .caseFlow: "What became of cases"
        case .remedies: "What was won"
        case .referrals: "Referrals"
        case .kioskReach: "Use of the kiosks"
        case .numbers: "From number to counsellor"
        case .content: "State of the guide"
        case .activities: "Outreach, training, events and membership"
        }
    }

    /// Reports on the same people. What is told in one must be cut like what is told in the others.
    public enum Family: Hashable, Sendable {
        case clients, kiosks, content, activities
    }

    public var family: Family {
        switch self {
        case .services, .ageAndSex, .corridors, .sectors, .complaints, .caseFlow, .remedies, .referrals: .clients
        case .kioskReach, .numbers: .kiosks
        case .content: .content
        case .activities: .activities
        }
    }

    /// Whether it tells the sex of clients or what kind of client they are, as the others of these do: of two of them that were
    /// made of different people the difference would tell who was added.
    ///
    /// R3, R6, R7 and R8 share nothing with another report but how many there are, and cases and referrals go on after the
    /// period; of R9 and R10 no two tables tell the same.
    public var isCutAlike: Bool {
        switch self {
        case .services, .ageAndSex, .sectors, .complaints: true
        case .corridors, .caseFlow, .remedies, .referrals, .kioskReach, .numbers, .content, .activities: false
        }
    }

    /// Whether its figures could point at somebody.
    public var isAboutPeople: Bool { family != .content }
}
