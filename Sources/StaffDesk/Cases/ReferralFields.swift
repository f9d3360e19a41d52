import Hub

/// Between a case's referrals and the fields of its form. They stand in the same form as what was asked, so that no button
/// leaves anything behind.
enum ReferralFields {
    static let onlyForward =
        "A referral only moves forward, and a colleague may have moved it meanwhile. Load the page again, look, and write it down anew; or "
        + "make another referral. Nothing was changed."
    static let begun =
        "You chose who can help, or that the person agrees, and did not press Refer. Press it, or take the choice away. Nothing was changed."

    static let service = "refer-to", agrees = "refer-agrees", number = "refer-number"

    static func state(of referral: Referral) -> String { "state-\(referral.number)" }

    static func result(of referral: Referral) -> String { "result-\(referral.number)" }

    /// Whether a new referral was begun.
    static func isBegun(_ fields: FormFields) -> Bool { !fields[service].isEmpty || fields.isTicked(agrees) }

    /// The referrals as the form has them; those that it does not have stay as they are. `nil` where one would go back.
    ///
    /// - Throws: ``DeskProblem`` for values that the form does not have.
    static func moved(_ referrals: [Referral], _ fields: FormFields) throws(DeskProblem) -> [Referral]? {
        var moved = referrals
        for (place, before) in referrals.enumerated() where !fields[state(of: before)].isEmpty {
            let state: Referral.State = try fields.choice(state(of: before))
            let result: Referral.Result = try fields.choice(result(of: before))
            guard state == before.state || before.state.mayBecome(state) else { return nil }
            (moved[place].state, moved[place].result) = (state, result)
        }
        return moved
    }
}
