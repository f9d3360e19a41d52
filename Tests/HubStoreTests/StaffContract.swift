import Hub
import Testing

/// What every store promises of the staff.
@Suite struct StaffContract {
    @Test(arguments: StoreKind.here) func `a member of the staff is kept, and replaced`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        var amina = Samples.member("amina")
        #expect(try await store.member("amina") == amina)
        (amina.role, amina.languages, amina.isActive, amina.sealedTOTPSecret) = (.coordinator, [], false, nil)
        try await store.keep(amina)
        #expect(try await store.staff() == [amina, Samples.member("basil")])
        #expect(try await store.member("nobody") == nil)
    }

    @Test(arguments: StoreKind.here) func `failures to sign in are counted one at a time`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await store.noteFailure(of: "amina") { $0 < 20 ? nil : Samples.days($0) }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.sorted() == Array(1...20))
        let amina = try #require(await store.member("amina"))
        #expect(amina.failures == 20 && amina.lockedUntil == Samples.days(20))
        #expect(try await store.member("basil")?.failures == 0)
        await #expect(throws: HubStoreError.notFound(doing: "noting a failed sign-in")) {
            try await store.noteFailure(of: "nobody") { _ in nil }
        }
    }

    @Test(arguments: StoreKind.here) func `a code is good once, and a success forgets the failures`(kind: StoreKind) async throws
    {
        let store = try await kind.open().store
        _ = try await store.noteFailure(of: "amina") { _ in Samples.days(1) }
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do { try await store.noteSuccess(of: "amina", totpStep: 7) } catch { return false }
                    return true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
        let amina = try #require(await store.member("amina"))
        #expect(amina.failures == 0 && amina.lockedUntil == nil && amina.lastTOTPStep == 7)
        for step: Int64 in [6, 7] {
            await #expect(throws: HubStoreError.changedMeanwhile(doing: "noting a sign-in")) {
                try await store.noteSuccess(of: "amina", totpStep: step)
            }
        }
        try await store.keep(Samples.member("amina"))
        #expect(try await store.member("amina")?.lastTOTPStep == 7, "a code that was used stays used")
        await #expect(throws: HubStoreError.notFound(doing: "noting a sign-in")) {
            try await store.noteSuccess(of: "nobody", totpStep: 1)
        }
    }

    @Test(arguments: StoreKind.here) func `a session that ended does not come back`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        var session = Samples.session(1, of: "amina")
        try await store.begin(session)
        #expect(try await store.session(session.digest) == session)
        (session.lastSeen, session.isLocked) = (Samples.days(1), true)
        try await store.keep(session)
        #expect(try await store.session(session.digest) == session)
        await #expect(throws: HubStoreError.inUse(doing: "beginning a session")) { try await store.begin(session) }
        try await store.end(session.digest)
        #expect(try await store.session(session.digest) == nil)
        await #expect(throws: HubStoreError.notFound(doing: "keeping a session")) { try await store.keep(session) }
        await #expect(throws: HubStoreError.notFound(doing: "beginning a session")) {
            try await store.begin(Samples.session(2, of: "nobody"))
        }
    }

    @Test(arguments: StoreKind.here) func `who leaves is signed out everywhere, and nobody else is`(kind: StoreKind) async throws
    {
        let store = try await kind.open().store
        for (number, staff) in [(1, "amina"), (2, "amina"), (3, "basil")] {
            try await store.begin(Samples.session(UInt8(number), of: staff))
        }
        try await store.endSessions(of: "amina")
        for number: UInt8 in [1, 2] { #expect(try await store.session(Samples.digest(number)) == nil) }
        #expect(try await store.session(Samples.digest(3)) != nil)
    }

    @Test(arguments: StoreKind.here) func `the log is read from its end, page by page`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        for number in 1...5 {
            try await store.append(AuditEntry(time: Samples.days(number), who: "amina", what: "case.opened", whom: "\(number)"))
        }
        let newest = try await store.audit(limit: 2, before: nil)
        #expect(newest.map(\.entry.whom) == ["5", "4"])
        let rest = try await store.audit(limit: 10, before: newest.last?.number)
        #expect(rest.map(\.entry.whom) == ["3", "2", "1"])
        #expect(rest.last?.entry == AuditEntry(time: Samples.days(1), who: "amina", what: "case.opened", whom: "1"))
        #expect(try await store.audit(limit: 0, before: nil).isEmpty)
    }
}
