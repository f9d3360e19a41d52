import Hub
import Intake
import Reports

/// What the desk calls the values that the store keeps.
enum CaseWords {
    static func urgency(_ urgency: NeedCode.Urgency) -> String {
        switch urgency {
        case .red: "Today"
        case .amber: "This week"
        case .green: "When there is time"
        }
    }

    static func label(_ channel: Redemption.Channel) -> String {
        switch channel {
        case .walkIn: "Came in"
        case .phone: "Telephone"
        case .online: "Online"
        case .outreach: "Outreach"
        }
    }

    static func label(_ type: Redemption.ClientType) -> String {
        switch type {
        case .potential: "Wants to go abroad"
        case .migrant: "Works abroad"
        case .returned: "Came back"
        case .family: "Family member"
        case .notSaid: "Not said"
        }
    }

    static func label(_ sex: Redemption.Sex) -> String {
        switch sex {
        case .woman: "Woman"
        case .man: "Man"
        case .other: "Other"
        case .notSaid: "Not said"
        }
    }

    static func label(_ age: Redemption.AgeBand) -> String {
        switch age {
        case .under18: "Under 18"
        case .from18: "18–24"
        case .from25: "25–34"
        case .from35: "35–49"
        case .from50: "50 and over"
        case .notSaid: "Not said"
        }
    }

    static func label(_ outcome: Redemption.Outcome) -> String {
        switch outcome {
        case .informed: "Informed"
        case .counselled: "Counselled"
        case .referred: "Referred"
        case .declined: "Declined by the person"
        case .caseOpened: "Case file opened at the centre"
        case .notYet: "Not yet known"
        }
    }

    static func label(_ kind: Remedy.Kind) -> String {
        switch kind {
        case .wages: "Wages"
        case .documents: "Documents returned"
        case .deployment: "Deployment"
        case .injury: "Injury benefit"
        case .death: "Death benefit"
        case .ticket: "Return ticket"
        case .feeRefund: "Refund of fees"
        case .jobChange: "Change of job"
        }
    }

    static func label(_ state: Referral.State) -> String {
        switch state {
        case .pending: "Waiting for an answer"
        case .accepted: "Accepted"
        case .rejected: "Rejected"
        case .done: "Done"
        }
    }

    static func label(_ result: Referral.Result) -> String {
        switch result {
        case .provided: "Service was provided"
        case .unavailable: "Service unavailable"
        case .unknown: "Not known"
        case .alreadyReceived: "Received already"
        case .notApplicable: "Does not apply"
        case .declinedByClient: "Declined by client"
        }
    }

    /// Where on the way somebody is, as reports tell it; not said is none of them.
    static let stages = Dimension.stage.values.filter { $0.id != CounterDimension.notSaid }

    /// The kinds of work that are counted. Source: ``CounterDimension/sector``.
    static let sectors: [(value: String, label: String)] = [
        ("home", "Home and care of a household"), ("factory", "Factory"), ("building", "Building"), ("fishing", "Fishing"),
        ("farm", "Farm"), ("shop", "Shop, hotel, restaurant"), ("care", "Care and health"), ("other", "Other"),
    ]
}

/// What a counsellor did, by raw code; the CLIENT category may be mapped anew later, the code stays.
///
/// Source: ILO-MRC-2022, section 1.1, and the offers listed in the lessons learned from 65 centres.
enum ServiceWords {
    struct Service {
        var code: String
        var label: String
        var category: ClientCategory
    }

    static let all: [Service] = [
        Service(code: "advice", label: "Counselling and advice", category: .counselling),
        Service(code: "psychosocial", label: "Psychosocial counselling", category: .counselling),
        Service(code: "career", label: "Career guidance", category: .counselling),
        Service(code: "legal-advice", label: "Legal advice", category: .legalAid),
        Service(code: "mediation", label: "Talks with the employer or agency", category: .legalAid),
        Service(code: "complaint", label: "Help with a complaint", category: .legalAid),
        Service(code: "court", label: "Going along to a court or authority", category: .legalAid),
        Service(code: "social-claim", label: "Claim for social protection", category: .legalAid),
        Service(code: "information", label: "General information", category: .informationEducation),
        Service(code: "briefing", label: "Briefing before departure or on arrival", category: .informationEducation),
        Service(code: "training", label: "Training", category: .informationEducation),
        Service(code: "meeting", label: "Meeting or exchange in a group", category: .networking),
        Service(code: "peer-support", label: "Peer support", category: .networking),
        Service(code: "union-information", label: "Information about the union", category: .tradeUnion),
        Service(code: "union-joining", label: "Joining a union", category: .tradeUnion),
        Service(code: "emergency", label: "Shelter, food or cash in an emergency", category: .other),
        Service(code: "ticket", label: "Return ticket", category: .other),
        Service(code: "school", label: "Child's school or birth papers", category: .other),
    ]

    /// The category of a code; codes that are no longer offered keep the one they were given.
    static func given(_ code: String, before: [ServiceGiven]) -> ServiceGiven? {
        if let service = all.first(where: { $0.code == code }) { return ServiceGiven(code: code, category: service.category) }
        return before.first { $0.code == code }
    }

    static func label(_ category: ClientCategory) -> String {
        switch category {
        case .counselling: "Counselling"
        case .legalAid: "Legal aid"
        case .informationEducation: "Information and education"
        case .networking: "Networking"
        case .tradeUnion: "Trade union"
        case .other: "Other"
        }
    }
}
