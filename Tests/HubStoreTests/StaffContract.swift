import Hub
import Testing

/// What every store promises of the staff.
@Suite struct StaffContract {
    @Test(arguments: StoreKind.here) func `a member of the staff is kept, and replaced`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        var amina = Samples.member("amina")
        #expect(try await store.member("amina") == amina)
        let before = amina
        (amina.role, amina.languages, amina.isActive, amina.sealedTOTPSecret) = (.coordinator, [], false, nil)
        try await store.keep(amina, replacing: before)
        #expect(try await store.staff() == [amina, Samples.member("basil")])
        #expect(try await store.member("nobody") == nil)
        let doing = "keeping a member of the staff"
        await #expect(throws: HubStoreError.inUse(doing: doing)) { try await store.keep(Samples.member("basil"), replacing: nil) }
        await #expect(throws: HubStoreError.notFound(doing: doing)) {
            try await store.keep(Samples.member("chan"), replacing: Samples.member("chan"))
        }
    }

    @Test(arguments: StoreKind.here) func `who decides on what is no longer so changes nothing`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let seen = Samples.member("amina")
        var gone = seen
        (gone.isActive, gone.passwordHash) = (false, "scrypt$2")
        try await store.keep(gone, replacing: seen)
        // Somebody else had the page open before she left.
        var renamed = seen
        renamed.name = "Ms A"
        let stale = renamed
        await #expect(throws: HubStoreError.changedMeanwhile(doing: "keeping a member of the staff")) {
            try await store.keep(stale, replacing: seen)
        }
        #expect(try await store.member("amina") == gone)
    }

    @Test(arguments: StoreKind.here) func `who guesses at a name does not keep a coordinator from changing it`(kind: StoreKind)
        async throws
    {
        let store = try await kind.open().store
        let seen = Samples.member("amina")
        _ = try await store.noteFailure(of: "amina") { _ in Samples.days(1) }
        var gone = seen
        gone.isActive = false
        try await store.keep(gone, replacing: seen)
        let kept = try #require(await store.member("amina"))
        #expect(!kept.isActive && kept.failures == 1 && kept.lockedUntil == Samples.days(1), "the failures are still counted")
        var reset = kept
        reset.passwordHash = "scrypt$2"
        (reset.failures, reset.lockedUntil) = (0, nil)
        try await store.keep(reset, replacing: kept)
        #expect(try await store.member("amina") == reset, "a new password begins anew")
    }

    @Test(arguments: StoreKind.here) func `a new secret cures a telephone whose clock was years ahead`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let seen = Samples.member("amina")
        try await store.noteSuccess(of: seen, totpStep: 900_000, at: Samples.now)
        var reset = try #require(await store.member("amina"))
        let before = reset
        reset.sealedTOTPSecret = [1, 1, 1]
        reset.lastTOTPStep = 0
        try await store.keep(reset, replacing: before)
        try await store.noteSuccess(of: reset, totpStep: 7, at: Samples.now)
        #expect(try await store.member("amina")?.lastTOTPStep == 7)
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
        let seen = Samples.member("amina")
        _ = try await store.noteFailure(of: "amina") { _ in Samples.now }
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do { try await store.noteSuccess(of: seen, totpStep: 7, at: Samples.now) } catch { return false }
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
                try await store.noteSuccess(of: seen, totpStep: step, at: Samples.now)
            }
        }
        var renamed = amina
        (renamed.name, renamed.lastTOTPStep) = ("Ms A", 0)
        try await store.keep(renamed, replacing: amina)
        #expect(try await store.member("amina")?.lastTOTPStep == 7, "a code that was used stays used")
        await #expect(throws: HubStoreError.notFound(doing: "noting a sign-in")) {
            try await store.noteSuccess(of: Samples.member("nobody"), totpStep: 1, at: Samples.now)
        }
    }

    @Test(arguments: StoreKind.here) func `nobody is let in while no try counts, or by a password of before`(kind: StoreKind)
        async throws
    {
        let store = try await kind.open().store
        let seen = Samples.member("amina")
        let refusal = HubStoreError.changedMeanwhile(doing: "noting a sign-in")
        // The right code was among many that were tried at once: the others had failed already.
        for _ in 0..<3 { _ = try await store.noteFailure(of: "amina") { $0 < 3 ? nil : Samples.now + .seconds(2) } }
        for step in [7, nil] as [Int64?] {
            await #expect(throws: refusal) { try await store.noteSuccess(of: seen, totpStep: step, at: Samples.now) }
        }
        #expect(try await store.member("amina")?.failures == 3)
        try await store.noteSuccess(of: seen, totpStep: nil, at: Samples.now + .seconds(2))
        #expect(try await store.member("amina")?.failures == 0, "the password at a locked session forgets them as well")
        let changes: [@Sendable (inout StaffMember) -> Void] = [
            { $0.passwordHash = "scrypt$2" }, { $0.sealedTOTPSecret = nil }, { $0.isActive = false },
        ]
        for change in changes {
            var member = seen
            change(&member)
            let before = try #require(await store.member("amina"))
            try await store.keep(member, replacing: before)
            await #expect(throws: refusal) { try await store.noteSuccess(of: seen, totpStep: 100, at: Samples.days(1)) }
        }
    }

    @Test(arguments: StoreKind.here) func `a session that ended does not come back`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        var session = Samples.session(1, of: "amina")
        let digest = session.digest
        try await store.begin(session)
        #expect(try await store.session(digest) == session)
        try await store.touch(digest, at: Samples.days(1))
        try await store.touch(digest, at: Samples.now)
        session.lastSeen = Samples.days(1)
        #expect(try await store.session(digest) == session, "what came later counts")
        try await store.lock(digest)
        session.isLocked = true
        #expect(try await store.session(digest) == session)
        await #expect(throws: HubStoreError.notFound(doing: "noting an action")) { try await store.touch(digest, at: Samples.days(2)) }
        try await store.unlock(digest, at: Samples.days(3))
        (session.lastSeen, session.isLocked) = (Samples.days(3), false)
        #expect(try await store.session(digest) == session)
        let again = session
        await #expect(throws: HubStoreError.inUse(doing: "beginning a session")) { try await store.begin(again) }
        try await store.end(digest)
        #expect(try await store.session(digest) == nil)
        await #expect(throws: HubStoreError.notFound(doing: "noting an action")) { try await store.touch(digest, at: Samples.now) }
        await #expect(throws: HubStoreError.notFound(doing: "unlocking a session")) {
            try await store.unlock(digest, at: Samples.now)
        }
        #expect(try await store.session(digest) == nil)
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
