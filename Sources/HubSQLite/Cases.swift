import GRDB
import Hub
import Intake

extension SQLiteHubStore: CaseStore {
    public func open(_ opened: OpenedIntake, at now: HubTime) async throws(HubStoreError) -> Case? {
        let result = try await write("opening a number", erasing: true) { db -> Case? in
            guard let known = try db.knownIntake(opened.lookup) else {
                try db.execute(
                    sql: "INSERT INTO intake (lookup, state, arrived_day, issued_week) VALUES (?, 'opened', ?, ?)",
                    arguments: [Column.blob(opened.lookup.bytes), now.dayNumber, opened.issuedWeek.columnNumber])
                return try db.insert(opened, at: now)
            }
            switch known.state {
            case .opened, .referred, .closed: return try db.case(of: opened.lookup)
            case .void, .expired: return nil
            case .waiting:
                guard try known.isOpenable(on: now.dayNumber, weeks: db.openableWeeks()) else { return nil }
                try db.execute(
                    sql: "UPDATE intake SET state = 'opened', record = NULL WHERE lookup = ?",
                    arguments: [Column.blob(opened.lookup.bytes)])
                return try db.insert(opened, at: now)
            }
        }
        stand.tell(.cases)
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
            try db.cases("waiting_since_seconds IS NOT NULL ORDER BY waiting_since_seconds, id")
        }
    }

    public func openCases(of counsellor: String) async throws(HubStoreError) -> [Case] {
        try await read("reading a counsellor's cases") { db in
            try db.cases("counsellor = ? AND closed_day IS NULL ORDER BY opened_day, id", [counsellor])
        }
    }

    public func take(_ id: CaseID, by counsellor: String) async throws(HubStoreError) {
        try await change("taking a case", id) { db, before in
            guard before.closedOn == nil, before.counsellor == nil || before.counsellor == counsellor else {
                throw HubStoreError.changedMeanwhile(doing: "taking a case")
            }
            try db.execute(
                sql: "UPDATE intake_case SET counsellor = ?, waiting_since_seconds = NULL WHERE id = ?",
                arguments: [counsellor, id.number])
        }
    }

    public func giveBack(_ id: CaseID, at now: HubTime) async throws(HubStoreError) {
        try await change("laying a case back", id) { db, before in
            guard before.closedOn == nil else { throw HubStoreError.changedMeanwhile(doing: "laying a case back") }
            try db.execute(
                sql: """
                    UPDATE intake_case SET counsellor = NULL, waiting_since_seconds = coalesce(waiting_since_seconds, ?)
                    WHERE id = ?
                    """, arguments: [now.seconds, id.number])
        }
    }

    public func keep(_ redemption: Redemption, referrals: [Referral], of id: CaseID) async throws(HubStoreError) {
        try await change("keeping a redemption", id) { db, before in
            guard before.closedOn == nil, before.mayGoOn(with: referrals) else {
                throw HubStoreError.changedMeanwhile(doing: "keeping a redemption")
            }
            try db.execute(
                sql: "UPDATE intake_case SET redemption = ? WHERE id = ?", arguments: [try StoredJSON.text(redemption), id.number])
            try db.replaceReferrals(of: id, with: referrals)
        }
    }

    public func close(_ id: CaseID, at now: HubTime) async throws(HubStoreError) {
        try await change("closing a case", id) { db, before in
            guard before.closedOn == nil else { return }
            try db.execute(
                sql: "UPDATE intake_case SET closed_day = ?, waiting_since_seconds = NULL, sealed_answers = NULL WHERE id = ?",
                arguments: [now.dayNumber, id.number])
        }
    }

    /// Changes a case that is there, and lets its number follow.
    private func change(
        _ doing: String, _ id: CaseID, _ change: @escaping @Sendable (Database, Case) throws -> Void
    ) async throws(HubStoreError) {
        try await write(doing, erasing: true) { db in
            guard let before = try db.case(id) else { throw HubStoreError.notFound(doing: doing) }
            try change(db, before)
            try db.tellState(of: id)
        }
        stand.tell(.cases)
    }
}

extension Database {
    fileprivate func `case`(_ id: CaseID) throws -> Case? { try cases("id = ?", [id.number]).first }

    fileprivate func `case`(of lookup: Lookup) throws -> Case? {
        try cases("lookup = ?", [Column.blob(lookup.bytes)]).first
    }

    fileprivate func insert(_ opened: OpenedIntake, at now: HubTime) throws -> Case? {
        try execute(
            sql: """
                INSERT INTO intake_case
                    (lookup, opened_day, waiting_since_seconds, urgency, language, wants_woman, issued_week, site,
                     sealed_answers, erase_day)
                SELECT lookup, ?, ?, ?, ?, ?, ?, site, ?, ? FROM intake WHERE lookup = ?
                """,
            arguments: [
                now.dayNumber, now.seconds, opened.urgency.rawValue, opened.language, opened.wantsWoman,
                opened.issuedWeek.columnNumber, Column.blob(opened.sealedAnswers), opened.eraseOn.dayNumber,
                Column.blob(opened.lookup.bytes),
            ])
        return try `case`(CaseID(lastInsertedRowID))
    }

    fileprivate func replaceReferrals(of id: CaseID, with referrals: [Referral]) throws {
        try execute(sql: "DELETE FROM referral WHERE intake_case = ?", arguments: [id.number])
        for referral in referrals {
            try execute(
                sql: """
                    INSERT INTO referral (intake_case, number, service, provider_kind, made_on_day, state, result)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id.number, referral.number, referral.service, referral.providerKind, referral.madeOnDay,
                    referral.state.rawValue, referral.result.rawValue,
                ])
        }
    }

    /// The number's state moves on with its case, and never back.
    fileprivate func tellState(of id: CaseID) throws {
        guard let state = try `case`(id)?.tokenState else { return }
        let now = try String.fetchOne(
            self, sql: "SELECT state FROM intake WHERE lookup = (SELECT lookup FROM intake_case WHERE id = ?)",
            arguments: [id.number]
        ).flatMap(TokenState.init)
        guard let now, now.mayBecome(state) else { return }
        try execute(
            sql: "UPDATE intake SET state = ? WHERE lookup = (SELECT lookup FROM intake_case WHERE id = ?)",
            arguments: [state.rawValue, id.number])
    }
}
