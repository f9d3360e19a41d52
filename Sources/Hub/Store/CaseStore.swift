import Intake

/// What counsellors work on.
public protocol CaseStore: Sendable {
    /// Makes a case of an opened record: the record goes, the token is opened, and the case waits. Works for a record that the
    /// hub never received, too: then only the slip brought it.
    ///
    /// - Returns: the case; the one that there is already if this number was opened before; `nil` when the number is void.
    func open(_ opened: OpenedIntake, at now: HubTime) async throws(HubStoreError) -> Case?

    /// The case of a number that was opened before.
    func `case`(of lookup: Lookup) async throws(HubStoreError) -> Case?

    /// A case by its number.
    func `case`(_ id: CaseID) async throws(HubStoreError) -> Case?

    /// Cases that nobody has taken, the longest waiting first.
    func waitingCases() async throws(HubStoreError) -> [Case]

    /// Cases of a counsellor that are not closed, the oldest first.
    func openCases(of counsellor: String) async throws(HubStoreError) -> [Case]

    /// Gives a waiting case to a counsellor.
    ///
    /// - Throws: ``HubStoreError/changedMeanwhile(doing:)`` when somebody else has it.
    func take(_ id: CaseID, by counsellor: String) async throws(HubStoreError)

    /// Lays a case back for others.
    func giveBack(_ id: CaseID, at now: HubTime) async throws(HubStoreError)

    /// Keeps what was asked and confirmed, and the referrals, and tells the token's state.
    func keep(_ redemption: Redemption, referrals: [Referral], of id: CaseID) async throws(HubStoreError)

    /// Closes a case; its answers are erased at once.
    func close(_ id: CaseID, at now: HubTime) async throws(HubStoreError)
}
