import Hub
import Hummingbird

extension StaffDesk {
    func keepRedemption(_ fields: FormFields, of opened: Case, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try mustBeMine(opened, me)
        return try await keep(fields, of: opened, me, context) ?? goOn(to: "/cases/\(opened.id.number)?done=saved")
    }

    /// Keeps all that stands on the page of a case, whichever of its buttons was pressed: what was asked, and what became of
    /// referrals; with `adding` a new one.
    ///
    /// - Returns: the page again, as it was filled in, with what must be mended; then nothing is kept. `nil`: all is kept.
    func keep(
        _ fields: FormFields, of opened: Case, _ me: SignedIn, _ context: DeskContext, adding referral: Referral? = nil
    ) async throws -> Response? {
        func refuse(_ error: String? = nil, referral: String? = nil, _ status: HTTPResponse.Status) async throws -> Response {
            try await casePage(opened, context, fields: fields, error: error, referralError: referral, status: status)
        }
        switch try RedemptionFields.redemption(fields, before: opened.redemption) {
        case .failure(let objection): return try await refuse(objection.text, .unprocessableContent)
        case .success(var redemption):
            guard let moved = try ReferralFields.moved(opened.referrals, fields) else {
                return try await refuse(referral: ReferralFields.onlyForward, .conflict)
            }
            guard referral != nil || !ReferralFields.isBegun(fields) else {
                return try await refuse(referral: ReferralFields.begun, .unprocessableContent)
            }
            if referral != nil { redemption.consent.share = true }
            try await store.keep(redemption, referrals: moved + (referral.map { [$0] } ?? []), of: opened.id)
            try await audit("case.kept", by: me.member.id, of: opened.id.text)
            if moved != opened.referrals { try await audit("referral.moved", by: me.member.id, of: opened.id.text) }
            return nil
        }
    }
}
