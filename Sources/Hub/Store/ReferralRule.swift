extension Case {
    /// Whether these may stand in the place of the referrals there are: none goes missing, and none goes back.
    public func mayGoOn(with next: [Referral]) -> Bool {
        referrals.allSatisfy { old in
            next.contains { $0.number == old.number && ($0.state == old.state || old.state.mayBecome($0.state)) }
        }
    }
}
