/// People at the desk, their sessions, and what they did.
public protocol StaffStore: Sendable {
    /// Adds somebody, or replaces what people decide about them. What the store counts itself (failures, codes that were
    /// used) starts anew with a new password, or a new secret, and else stays as it is.
    ///
    /// - Parameter before: what the change was decided on; `nil`: nobody has this id yet.
    /// - Throws: ``HubStoreError/changedMeanwhile(doing:)`` when somebody else changed them since, and
    ///   ``HubStoreError/inUse(doing:)`` when the id has somebody already.
    func keep(_ member: StaffMember, replacing before: StaffMember?) async throws(HubStoreError)

    func member(_ id: String) async throws(HubStoreError) -> StaffMember?

    /// Everybody, by id.
    func staff() async throws(HubStoreError) -> [StaffMember]

    /// Notes a failure to sign in, one at a time even on several hubs.
    ///
    /// - Returns: how many there were since the last success.
    func noteFailure(of id: String, lockedUntil: @escaping @Sendable (_ failures: Int) -> HubTime?) async throws(HubStoreError) -> Int

    /// Notes a success, and forgets the failures: the last thing before somebody is let in.
    ///
    /// - Parameters:
    ///   - seen: whose password and secret were looked at.
    ///   - totpStep: the time step of the code that was used; `nil`: the password alone, at a session that was locked.
    /// - Throws: ``HubStoreError/changedMeanwhile(doing:)`` when a code of this step or a later one was used already, when no
    ///   try counts at this time, or when password, secret or the right to be here changed since they were read.
    func noteSuccess(of seen: StaffMember, totpStep: Int64?, at now: HubTime) async throws(HubStoreError)

    func begin(_ session: StaffSession) async throws(HubStoreError)
    func session(_ digest: [UInt8]) async throws(HubStoreError) -> StaffSession?
    /// Notes an action of a session that is neither locked nor over.
    ///
    /// - Throws: ``HubStoreError/notFound(doing:)`` where there is none such any more.
    func touch(_ digest: [UInt8], at now: HubTime) async throws(HubStoreError)
    /// Locks a session until the password is given again.
    func lock(_ digest: [UInt8]) async throws(HubStoreError)
    /// Opens a locked session again.
    ///
    /// - Throws: ``HubStoreError/notFound(doing:)`` where it has ended.
    func unlock(_ digest: [UInt8], at now: HubTime) async throws(HubStoreError)
    func end(_ digest: [UInt8]) async throws(HubStoreError)
    /// Ends all sessions of somebody: they left, or their password changed.
    func endSessions(of id: String) async throws(HubStoreError)

    func append(_ entry: AuditEntry) async throws(HubStoreError)
    /// Lines of the log, the newest first.
    func audit(limit: Int, before: Int64?) async throws(HubStoreError) -> [(number: Int64, entry: AuditEntry)]
}
