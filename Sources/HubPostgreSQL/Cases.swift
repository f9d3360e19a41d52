import Hub
import Intake

extension PostgreSQLHubStore: CaseStore {
    public func open(_ opened: OpenedIntake, at now: HubTime) async throws(HubStoreError) -> Case? {
        let result = try await write("opening a number") { db -> Case? in
            let isNew =
                try db.execute(
                    """
                    INSERT INTO intake (lookup, state, arrived_day, issued_week) VALUES ($1, 'opened', $2, $3)
                    ON CONFLICT (lookup) DO NOTHING
                    """, [.bytes(opened.lookup.bytes), .int(now.dayNumber), .week(opened.issuedWeek)]) == 1
            if isNew { return try db.insert(opened, at: now) }
            guard let known = try db.knownIntake(opened.lookup, lock: true) else { throw SQLProblem.unreadable }
            switch known.state {
            case .opened, .referred, .closed: return try db.case(of: opened.lookup)
            case .void, .expired: return nil
            case .waiting:
                guard try known.isOpenable(on: now.dayNumber, weeks: db.openableWeeks()) else { return nil }
                try db.execute(
                    "UPDATE intake SET state = 'opened', record = NULL WHERE lookup = $1", [.bytes(opened.lookup.bytes)])
                return try db.insert(opened, at: now)
            }
        }
        wire.tell(.cases)
        return result
    }

    public func `case`(of lookup: Lookup) async throws(HubStoreError) -> Case? {
        try await read("reading a case") { db in try db.case(of: lookup) }
    }

    public func `case`(_ id: CaseID) async throws(HubStoreError) -> Case? {
        try await read("reading a case") { db in try db.case(id) }
    }

    public func waitingCases() async throws(HubStoreError) -> [Case] {
        try await read("reading who waits") { db in
            try db.cases("waiting_since_seconds IS NOT NULL", orderedBy: "waiting_since_seconds, id")
        }
    }

    public func openCases(of counsellor: String) async throws(HubStoreError) -> [Case] {
        try await read("reading a counsellor's cases") { db in
            try db.cases("counsellor = $1 AND closed_day IS NULL", orderedBy: "opened_day, id", [.text(counsellor)])
        }
    }

    public func take(_ id: CaseID, by counsellor: String) async throws(HubStoreError) {
        try await change("taking a case", id) { db, before in
            guard before.closedOn == nil, before.counsellor == nil || before.counsellor == counsellor else {
                throw HubStoreError.changedMeanwhile(doing: "taking a case")
            }
            try db.execute(
                "UPDATE intake_case SET counsellor = $2, waiting_since_seconds = NULL WHERE id = $1",
                [.int(id.number), .text(counsellor)])
        }
    }

    public func giveBack(_ id: CaseID, at now: HubTime) async throws(HubStoreError) {
        try await change("laying a case back", id) { db, before in
            guard before.closedOn == nil else { throw HubStoreError.changedMeanwhile(doing: "laying a case back") }
            try db.execute(
                """
                UPDATE intake_case SET counsellor = NULL, waiting_since_seconds = coalesce(waiting_since_seconds, $2)
                WHERE id = $1
                """, [.int(id.number), .time(now)])
        }
    }

    public func keep(_ redemption: Redemption, referrals: [Referral], of id: CaseID) async throws(HubStoreError) {
        try await change("keeping a redemption", id) { db, before in
            guard before.closedOn == nil, before.mayGoOn(with: referrals) else {
                throw HubStoreError.changedMeanwhile(doing: "keeping a redemption")
            }
            try db.execute(
                "UPDATE intake_case SET redemption = $2 WHERE id = $1", [.int(id.number), try .json(redemption)])
            try db.replaceReferrals(of: id, with: referrals)
        }
    }

    public func close(_ id: CaseID, at now: HubTime) async throws(HubStoreError) {
        try await change("closing a case", id) { db, before in
            guard before.closedOn == nil else { return }
            try db.execute(
                "UPDATE intake_case SET closed_day = $2, waiting_since_seconds = NULL, sealed_answers = NULL WHERE id = $1",
                [.int(id.number), .int(now.dayNumber)])
        }
    }

    /// Changes a case that is there, while nobody else does, and lets its number follow.
    private func change(
        _ doing: String, _ id: CaseID, _ change: @escaping @Sendable (inout Connection, Case) throws -> Void
    ) async throws(HubStoreError) {
        try await write(doing) { db in
            try db.execute("SELECT id FROM intake_case WHERE id = $1 FOR UPDATE", [.int(id.number)])
            guard let before = try db.case(id) else { throw HubStoreError.notFound(doing: doing) }
            try change(&db, before)
            try db.tellState(of: id)
        }
        wire.tell(.cases)
    }
}

extension Connection {
    fileprivate mutating func `case`(_ id: CaseID) throws -> Case? { try cases("id = $1", [.int(id.number)]).first }

    fileprivate mutating func `case`(of lookup: Lookup) throws -> Case? {
        try cases("lookup = $1", [.bytes(lookup.bytes)]).first
    }

    fileprivate mutating func insert(_ opened: OpenedIntake, at now: HubTime) throws -> Case? {
        let id = try rows(
            """
            INSERT INTO intake_case
                (lookup, opened_day, waiting_since_seconds, urgency, language, wants_woman, issued_week, site,
                 sealed_answers, erase_day)
            SELECT lookup, $2, $3, $4, $5, $6, $7, site, $8, $9 FROM intake WHERE lookup = $1 RETURNING id
            """,
            [
                .bytes(opened.lookup.bytes), .int(now.dayNumber), .time(now), .text(opened.urgency.rawValue),
                .text(opened.language),
                .bool(opened.wantsWoman), .week(opened.issuedWeek), .bytes(opened.sealedAnswers), .day(opened.eraseOn),
            ]
        ).first?.int64("id")
        return try id.flatMap { try `case`(CaseID($0)) }
    }

    fileprivate mutating func replaceReferrals(of id: CaseID, with referrals: [Referral]) throws(SQLProblem) {
        try execute("DELETE FROM referral WHERE intake_case = $1", [.int(id.number)])
        for referral in referrals {
            try execute(
                """
                INSERT INTO referral (intake_case, number, service, provider_kind, made_on_day, state, result)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    .int(id.number), .int(referral.number), .text(referral.service), .text(referral.providerKind),
                    .int(referral.madeOnDay), .text(referral.state.rawValue), .text(referral.result.rawValue),
                ])
        }
    }

    /// The number's state moves on with its case, and never back.
    fileprivate mutating func tellState(of id: CaseID) throws {
        guard let state = try `case`(id)?.tokenState else { return }
        let now = try rows(
            "SELECT state FROM intake WHERE lookup = (SELECT lookup FROM intake_case WHERE id = $1) FOR UPDATE", [.int(id.number)]
        ).first?.text("state")
        guard let now = now.flatMap(TokenState.init), now.mayBecome(state) else { return }
        try execute(
            "UPDATE intake SET state = $2 WHERE lookup = (SELECT lookup FROM intake_case WHERE id = $1)",
            [.int(id.number), .text(state.rawValue)])
    }
}
