import Guide
import Hub
import Hummingbird

extension StaffDesk {
    /// More than anybody is sent to for one matter.
    private static let mostReferrals = 20

    /// Writes a referral down.
    func refer(_ fields: FormFields, _ opened: Case, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try mustBeMine(opened, me)
        let number = opened.referrals.count + 1
        if let before = opened.referrals.first(where: { "\($0.number)" == fields["number"] }), before.service == fields["service"] {
            // The same form, sent twice.
            return goOn(to: "/cases/\(opened.id.number)?done=referred")
        }
        guard fields["number"] == "\(number)" else {
            throw DeskProblem(.conflict, "The case was changed meanwhile", "Load it again and look before you refer.")
        }
        let book = try await shelf.book(of: opened.site, store, now: clock())
        guard let service = book?.services.first(where: { $0.id == fields["service"] }) else {
            return try await refuse(fields, "Choose from the list who can help.", opened, context)
        }
        guard fields.isTicked("agrees") else {
            return try await refuse(fields, "Ask the person first, and tick that they agree.", opened, context)
        }
        guard number <= Self.mostReferrals else {
            return try await refuse(fields, "A case has at most \(Self.mostReferrals) referrals.", opened, context)
        }
        var redemption = opened.redemption ?? Redemption()
        redemption.consent.share = true
        let referral = Referral(
            number: number, service: service.id, providerKind: service.kind.rawValue, madeOnDay: settings.dayNumber(at: clock()))
        try await store.keep(redemption, referrals: opened.referrals + [referral], of: opened.id)
        try await audit("case.referred", by: me.member.id, of: opened.id.text)
        return goOn(to: "/cases/\(opened.id.number)?done=referred")
    }

    private func refuse(_ fields: FormFields, _ error: String, _ opened: Case, _ context: DeskContext) async throws -> Response {
        try await casePage(opened, context, referralError: error, referral: fields, status: .unprocessableContent)
    }

    /// Writes down what became of a referral; it only moves forward.
    func moveReferral(_ fields: FormFields, _ opened: Case, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try mustBeMine(opened, me)
        let state: Referral.State = try fields.choice("state")
        let result: Referral.Result = try fields.choice("result")
        var referrals = opened.referrals
        guard let number = context.parameters.get("referral", as: Int.self),
            let place = referrals.firstIndex(where: { $0.number == number }), let redemption = opened.redemption
        else { throw DeskProblem.notFound }
        let before = referrals[place]
        guard before.state == state || before.state.mayBecome(state) else {
            throw DeskProblem(
                .conflict, "A referral only moves forward",
                "It is \(CaseWords.label(before.state).lowercased()) already. Make another referral instead. Nothing was changed.")
        }
        (referrals[place].state, referrals[place].result) = (state, result)
        try await store.keep(redemption, referrals: referrals, of: opened.id)
        try await audit("referral.moved", by: me.member.id, of: opened.id.text)
        return goOn(to: "/cases/\(opened.id.number)?done=moved")
    }
}
