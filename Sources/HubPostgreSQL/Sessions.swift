import Hub

extension PostgreSQLHubStore {
    public func begin(_ session: StaffSession) async throws(HubStoreError) {
        try await write("beginning a session") { db in
            try db.execute(
                """
                INSERT INTO staff_session (digest, staff, began_seconds, last_seen_seconds, is_locked) VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .bytes(session.digest), .text(session.staff), .time(session.began), .time(session.lastSeen),
                    .bool(session.isLocked),
                ])
        }
    }

    public func session(_ digest: [UInt8]) async throws(HubStoreError) -> StaffSession? {
        try await read("reading a session") { db in
            try db.rows("SELECT * FROM staff_session WHERE digest = $1", [.bytes(digest)]).first.map(StaffSession.init)
        }
    }

    public func touch(_ digest: [UInt8], at now: HubTime) async throws(HubStoreError) {
        try await change(
            "noting an action",
            "UPDATE staff_session SET last_seen_seconds = greatest(last_seen_seconds, $2) WHERE digest = $1 AND NOT is_locked",
            [.bytes(digest), .time(now)])
    }

    public func lock(_ digest: [UInt8]) async throws(HubStoreError) {
        try await change("locking a session", "UPDATE staff_session SET is_locked = true WHERE digest = $1", [.bytes(digest)])
    }

    public func unlock(_ digest: [UInt8], at now: HubTime) async throws(HubStoreError) {
        try await change(
            "unlocking a session", "UPDATE staff_session SET is_locked = false, last_seen_seconds = $2 WHERE digest = $1",
            [.bytes(digest), .time(now)])
    }

    /// Changes one session that is there.
    private func change(_ doing: String, _ sql: String, _ values: [Value]) async throws(HubStoreError) {
        try await write(doing) { db in
            guard try db.execute(sql, values) == 1 else { throw HubStoreError.notFound(doing: doing) }
        }
    }

    public func end(_ digest: [UInt8]) async throws(HubStoreError) {
        try await write("ending a session") { db in
            try db.execute("DELETE FROM staff_session WHERE digest = $1", [.bytes(digest)])
        }
    }

    public func endSessions(of id: String) async throws(HubStoreError) {
        try await write("ending sessions") { db in
            try db.execute("DELETE FROM staff_session WHERE staff = $1", [.text(id)])
        }
    }

    public func append(_ entry: AuditEntry) async throws(HubStoreError) {
        try await write("adding to the log") { db in
            try db.execute(
                "INSERT INTO audit (time_seconds, who, what, whom) VALUES ($1, $2, $3, $4)",
                [.time(entry.time), .text(entry.who), .text(entry.what), .text(entry.whom)])
        }
    }

    public func audit(limit: Int, before: Int64?) async throws(HubStoreError) -> [(number: Int64, entry: AuditEntry)] {
        try await read("reading the log") { db in
            try db.rows(
                "SELECT * FROM audit WHERE number < $1 ORDER BY number DESC LIMIT $2",
                [.int(before ?? .max), .int(max(0, limit))]
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
            digest: try row.bytes("digest"), staff: try row.text("staff"), began: try row.time("began_seconds"),
            lastSeen: try row.time("last_seen_seconds"), isLocked: try row.bool("is_locked"))
    }
}
