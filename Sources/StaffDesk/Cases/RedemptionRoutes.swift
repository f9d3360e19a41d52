import Hub
import Hummingbird

extension StaffDesk {
    /// Keeps what was asked; a form that cannot be kept comes back as it was filled in.
    func keepRedemption(_ fields: FormFields, of opened: Case, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try mustBeMine(opened, me)
        switch try RedemptionFields.redemption(fields, before: opened.redemption) {
        case .failure(let objection):
            return try await casePage(opened, context, fields: fields, error: objection.text, status: .unprocessableContent)
        case .success(let redemption):
            try await store.keep(redemption, referrals: opened.referrals, of: opened.id)
            try await audit("case.kept", by: me.member.id, of: opened.id.text)
            return goOn(to: "/cases/\(opened.id.number)?done=saved")
        }
    }
}
