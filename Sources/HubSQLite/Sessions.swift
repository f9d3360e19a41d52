import GRDB
import Hub

extension SQLiteHubStore {
    public func begin(_ session: StaffSession) async throws(HubStoreError) {
        try await write("beginning a session") { db in
            try db.execute(
                sql:
                    """
                    INSERT INTO staff_session (digest, staff, began_seconds, last_seen_seconds, is_locked) VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Column.blob(session.digest), session.staff, session.began.seconds, session.lastSeen.seconds, session.isLocked,
                ])
        }
    }

    public func session(_ digest: [UInt8]) async throws(HubStoreError) -> StaffSession? {
        try await read("reading a session") { db in
            try Row.fetchOne(db, sql: "SELECT * FROM staff_session WHERE digest = ?", arguments: [Column.blob(digest)])
                .map(StaffSession.init)
        }
    }

    public func touch(_ digest: [UInt8], at now: HubTime) async throws(HubStoreError) {
        try await change(
            "noting an action",
            "UPDATE staff_session SET last_seen_seconds = max(last_seen_seconds, ?) WHERE digest = ? AND NOT is_locked",
            [now.seconds, Column.blob(digest)])
    }

    public func lock(_ digest: [UInt8]) async throws(HubStoreError) {
        try await change("locking a session", "UPDATE staff_session SET is_locked = 1 WHERE digest = ?", [Column.blob(digest)])
    }

    public func unlock(_ digest: [UInt8], at now: HubTime) async throws(HubStoreError) {
        try await change(
            "unlocking a session", "UPDATE staff_session SET is_locked = 0, last_seen_seconds = ? WHERE digest = ?",
            [now.seconds, Column.blob(digest)])
    }

    /// Changes one session that is there.
    private func change(_ doing: String, _ sql: String, _ values: [any DatabaseValueConvertible & Sendable]) async throws(HubStoreError) {
        try await write(doing) { db in
            try db.execute(sql: sql, arguments: StatementArguments(values))
            guard db.changesCount == 1 else { throw HubStoreError.notFound(doing: doing) }
        }
    }

    public func end(_ digest: [UInt8]) async throws(HubStoreError) {
        try await write("ending a session") { db in
            try db.execute(sql: "DELETE FROM staff_session WHERE digest = ?", arguments: [Column.blob(digest)])
        }
    }

    public func endSessions(of id: String) async throws(HubStoreError) {
        try await write("ending sessions") { db in
            try db.execute(sql: "DELETE FROM staff_session WHERE staff = ?", arguments: [id])
        }
    }

    public func append(_ entry: AuditEntry) async throws(HubStoreError) {
        try await write("adding to the log") { db in
            try db.execute(
                sql: "INSERT INTO audit (time_seconds, who, what, whom) VALUES (?, ?, ?, ?)",
                arguments: [entry.time.seconds, entry.who, entry.what, entry.whom])
        }
    }

    public func audit(limit: Int, before: Int64?) async throws(HubStoreError) -> [(number: Int64, entry: AuditEntry)] {
        try await read("reading the log") { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?",
                arguments: [before ?? Int64.max, max(0, limit)]
            ).map { row in
                let entry = AuditEntry(
                    time: try row.time("time_seconds"), who: try row.text("who"), what: try row.text("what"),
                    whom: try row.text("whom"))
                return (try row.int64("number"), entry)
            }
        }
    }
}

extension StaffSession {
    fileprivate init(_ row: Row) throws {
        self.init(
            digest: try row.neededBytes("digest"), staff: try row.text("staff"), began: try row.time("began_seconds"),
            lastSeen: try row.time("last_seen_seconds"), isLocked: try row.bool("is_locked"))
    }
}
