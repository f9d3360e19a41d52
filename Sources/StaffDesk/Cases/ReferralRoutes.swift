import Guide
import Hub
import Hummingbird

extension StaffDesk {
    /// More than anybody is sent to for one matter.
    private static let mostReferrals = 20

    /// Writes a referral down, with all that stands on the page.
    func refer(_ fields: FormFields, _ opened: Case, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try mustBeMine(opened, me)
        let number = opened.referrals.count + 1
        let (given, chosen) = (fields[ReferralFields.number], fields[ReferralFields.service])
        if let before = opened.referrals.first(where: { "\($0.number)" == given }), before.service == chosen {
            // The same form, sent twice.
            return goOn(to: "/cases/\(opened.id.number)?done=referred")
        }
        let book = try await shelf.book(of: opened.site, store, now: clock())
        guard given == "\(number)" else {
            return try await refuse(fields, "The case was changed meanwhile. Look at its referrals, and refer again.", opened, context, .conflict)
        }
        guard let service = book?.services.first(where: { $0.id == chosen }) else {
            return try await refuse(fields, "Choose from the list who can help.", opened, context)
        }
        guard fields.isTicked(ReferralFields.agrees) else {
            return try await refuse(fields, "Ask the person first, and tick that they agree.", opened, context)
        }
        guard number <= Self.mostReferrals else {
            return try await refuse(fields, "A case has at most \(Self.mostReferrals) referrals.", opened, context)
        }
        let referral = Referral(
            number: number, service: service.id, providerKind: service.kind.rawValue, madeOnDay: settings.dayNumber(at: clock()))
        if let refusal = try await keep(fields, of: opened, me, context, adding: referral) { return refusal }
        try await audit("case.referred", by: me.member.id, of: opened.id.text)
        return goOn(to: "/cases/\(opened.id.number)?done=referred")
    }

    private func refuse(
        _ fields: FormFields, _ error: String, _ opened: Case, _ context: DeskContext,
        _ status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        try await casePage(opened, context, fields: fields, referralError: error, status: status)
    }
}
