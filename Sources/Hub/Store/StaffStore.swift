/// People at the desk, their sessions, and what they did.
public protocol StaffStore: Sendable {
    /// Adds somebody, or replaces what is known of them.
    func keep(_ member: StaffMember) async throws(HubStoreError)

    func member(_ id: String) async throws(HubStoreError) -> StaffMember?

    /// Everybody, by id.
    func staff() async throws(HubStoreError) -> [StaffMember]

    /// Notes a failure to sign in, one at a time even on several hubs.
    ///
    /// - Returns: how many there were since the last success.
    func noteFailure(of id: String, lockedUntil: @escaping @Sendable (_ failures: Int) -> HubTime?) async throws(HubStoreError) -> Int

    /// Notes a success, and the time step of the code that was used.
    ///
    /// - Throws: ``HubStoreError/changedMeanwhile(doing:)`` when a code of this step or a later one was used already.
    func noteSuccess(of id: String, totpStep: Int64) async throws(HubStoreError)

    func begin(_ session: StaffSession) async throws(HubStoreError)
    func session(_ digest: [UInt8]) async throws(HubStoreError) -> StaffSession?
    /// Replaces what is known of a session.
    func keep(_ session: StaffSession) async throws(HubStoreError)
    func end(_ digest: [UInt8]) async throws(HubStoreError)
    /// Ends all sessions of somebody: they left, or their password changed.
    func endSessions(of id: String) async throws(HubStoreError)

    func append(_ entry: AuditEntry) async throws(HubStoreError)
    /// Lines of the log, the newest first.
    func audit(limit: Int, before: Int64?) async throws(HubStoreError) -> [(number: Int64, entry: AuditEntry)]
}
