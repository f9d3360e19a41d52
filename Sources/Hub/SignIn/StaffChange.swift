extension StaffMember {
    /// What is kept when `next`, which was decided on by looking at `before`, comes in the place of what is kept now.
    ///
    /// Failures are not compared: whoever guesses at a name could keep a coordinator from ever changing it.
    ///
    /// - Throws: ``HubStoreError/changedMeanwhile(doing:)``
    public func replaced(by next: StaffMember, decidedOn before: StaffMember, doing: String) throws(HubStoreError) -> StaffMember {
        guard isDecided(as: before) else { throw .changedMeanwhile(doing: doing) }
        var kept = next
        if next.passwordHash == passwordHash { (kept.failures, kept.lockedUntil) = (failures, lockedUntil) }
        // Codes of another secret say nothing of the ones of this: a phone whose clock was years ahead locks nobody out for good.
        if next.sealedTOTPSecret == sealedTOTPSecret { kept.lastTOTPStep = lastTOTPStep }
        return kept
    }

    /// What is kept after a failure to sign in.
    public func failed(lockedUntil: (_ failures: Int) -> HubTime?) -> StaffMember {
        var kept = self
        kept.failures += 1
        kept.lockedUntil = lockedUntil(kept.failures)
        return kept
    }

    /// What is kept after the right password, or the right code.
    ///
    /// - Parameter totpStep: `nil`: no code was asked for.
    /// - Throws: ``HubStoreError/changedMeanwhile(doing:)``
    public func succeeded(
        as seen: StaffMember, totpStep: Int64?, at now: HubTime, doing: String
    ) throws(HubStoreError) -> StaffMember {
        guard isActive, passwordHash == seen.passwordHash, sealedTOTPSecret == seen.sealedTOTPSecret, !isLocked(at: now),
            totpStep.map({ $0 > lastTOTPStep }) ?? true
        else { throw .changedMeanwhile(doing: doing) }
        var kept = self
        (kept.failures, kept.lockedUntil) = (0, nil)
        if let totpStep { kept.lastTOTPStep = totpStep }
        return kept
    }

    /// Whether no try to sign in counts now.
    public func isLocked(at now: HubTime) -> Bool { lockedUntil.map { now < $0 } ?? false }

    /// Whether people decided the same about them: all but what the store counts.
    private func isDecided(as other: StaffMember) -> Bool {
        var same = other
        (same.failures, same.lockedUntil, same.lastTOTPStep) = (failures, lockedUntil, lastTOTPStep)
        return same == self
    }
}
