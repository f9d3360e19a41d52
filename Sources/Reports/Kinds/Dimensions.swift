import Intake

/// What figures are broken down by. The last value is "other", "not said" or "not yet known", or the list is closed.
extension Dimension {
    public static let sex = Dimension(
        name: "Sex",
        values: [.init("woman", "Women"), .init("man", "Men"), .init("other", "Other"), .init("not-said", "Not said")],
        othersName: "Others")

    public static let age = Dimension(
        name: "Age",
        values: [
            .init("<18", "Under 18"), .init("18-24", "18–24"), .init("25-34", "25–34"), .init("35-49", "35–49"),
            .init("50+", "50 and over"),
            .init("not-said", "Not said"),
        ], isOrdered: true, othersName: "Others")

    public static let clientType = Dimension(
        name: "Client",
        values: [
            .init("potential", "May migrate"), .init("migrant", "Migrant worker"), .init("returned", "Returned"),
            .init("family", "Family member"), .init("not-said", "Not said"),
        ], othersName: "Others")

    /// The sectors of the kiosk's form.
    public static let sector = Dimension(
        name: "Work",
        values: [
            .init("home", "Homes"), .init("factory", "Factory"), .init("building", "Building"),
            .init("fishing", "Fishing and seafood"), .init("farm", "Farm and plantation"), .init("shop", "Shop, hotel, cleaning"),
            .init("care", "Care"), .init("other", "Other work"), .init("none", "Not said"),
        ], othersName: "Others")

    /// Source: ILO-MRC-2022, section 1.1 (the CLIENT model).
    public static let service = Dimension(
        name: "Service",
        values: [
            .init("C", "Counselling"), .init("L", "Legal aid"), .init("IE", "Information and education"),
            .init("N", "Networking"),
            .init("T", "Trade union membership"), .init("other", "Other"),
        ], othersName: "Other services")

    /// The need codes that a site may tell of; the others are ``safetyNeeds``.
    public static let need = Dimension(
        name: "Need", values: NeedCode.allCases.filter { !isGuarded($0) }.map { .init($0.rawValue, $0.label) },
        othersName: "Other needs", isClosed: true)

    /// Safety, births and permits: never told of one site.
    public static let guardedNeed = Dimension(
        name: "Need", values: NeedCode.allCases.filter(isGuarded).map { .init($0.rawValue, $0.label) }, othersName: "Other needs")

    public static let outcome = Dimension(
        name: "Outcome",
        values: [
            .init("informed", "Informed"), .init("counselled", "Counselled"), .init("referred", "Referred"),
            .init("case-opened", "Case taken up"), .init("declined", "Declined by the client"), .init("not-yet", "Not yet known"),
        ], othersName: "Other outcomes")

    /// The way on which a case was taken further, as far as the services that were given tell it.
    public static let way = Dimension(
        name: "Way",
        values: [
            .init("mediation", "Talks with the employer or agency"), .init("complaint", "Complaint to an authority"),
            .init("court", "Court or hearing"), .init("social-claim", "Claim for social protection"),
        ], othersName: "Other ways", isClosed: true)

    public static let closing = Dimension(
        name: "Case", values: [.init("closed", "Closed"), .init("open", "Open")], othersName: "Open or closed", isClosed: true)

    public static let remedy = Dimension(
        name: "Remedy",
        values: [
            .init("wages", "Wages"), .init("fee-refund", "Fees paid back"), .init("documents", "Papers given back"),
            .init("deployment", "Sent to work"), .init("injury", "Injury benefit"), .init("death", "Death benefit"),
            .init("ticket", "Ticket home"), .init("job-change", "Change of job"),
        ], othersName: "Other remedies", isClosed: true)

    /// Kinds of the referral directory.
    public static let provider = Dimension(
        name: "Provider",
        values: [
            .init("mrc", "Migrant centre"), .init("embassy", "Embassy"), .init("police", "Police"),
            .init("labour-office", "Labour office"),
            .init("social-security", "Social security"), .init("hospital", "Health"), .init("women", "Women and shelter"),
            .init("child", "Children"), .init("union", "Union"), .init("legal-aid", "Legal aid"),
            .init("ngo", "Association or NGO"),
            .init("other", "Other"),
        ], othersName: "Other providers")

    public static let referralState = Dimension(
        name: "Referral",
        values: [
            .init("waiting", "Waiting"), .init("accepted", "Accepted"), .init("provided", "Provided"),
            .init("declined", "Declined by the client"), .init("unavailable", "Service not available"), .init("other", "Other"),
        ], othersName: "Others")

    public static let stage = Dimension(
        name: "Stage",
        values: [
            .init("pre", "Before leaving"), .init("arr", "On arrival"), .init("work", "At work"), .init("prob", "With a problem"),
            .init("ret", "Going home"), .init("fam", "Family"), .init("none", "Not said"),
        ], othersName: "Others")

    public static let block = Dimension(
        name: "Time",
        values: [
            .init("weekday-day", "Weekday, day"), .init("weekday-evening", "Weekday, evening"),
            .init("weekend-day", "Weekend, day"),
            .init("weekend-evening", "Weekend, evening"), .init("none", "Clock not trusted"),
        ], othersName: "Other times")

    public static let answer = Dimension(
        name: "Useful?", values: [.init("yes", "Yes"), .init("no", "No")], othersName: "Yes or no", isClosed: true)

    public static let numberState = Dimension(
        name: "Number",
        values: [
            .init("opened", "Opened by a counsellor"), .init("waiting", "Waiting"), .init("expired", "Expired"),
            .init("void", "Slip did not come out"),
        ], othersName: "Others", isClosed: true)

    public static let activity = Dimension(
        name: "Activity",
        values: [
            .init("outreach", "Outreach"), .init("training", "Training"), .init("event", "Events"),
            .init("membership", "New union members"),
        ], othersName: "Other activities", isClosed: true)

    /// Safety, births, and the state of permits. Source: `domain.md` 7.7, tier S.
    public static func isGuarded(_ need: NeedCode) -> Bool {
        need.isSafety || need == .birthFamilyPapers || need == .permitStatus
    }
}
