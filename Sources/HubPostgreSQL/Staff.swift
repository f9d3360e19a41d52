import Hub

extension PostgreSQLHubStore: StaffStore {
    public func keep(_ member: StaffMember) async throws(HubStoreError) {
        try await write("keeping a member of the staff") { db in
            try db.execute(
                """
                INSERT INTO staff AS s (id, name, role, languages, is_woman, is_active, password_hash, sealed_totp_secret,
                    last_totp_step, failures, locked_until_seconds)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, languages = excluded.languages,
                    is_woman = excluded.is_woman, is_active = excluded.is_active, password_hash = excluded.password_hash,
                    sealed_totp_secret = excluded.sealed_totp_secret,
                    last_totp_step = greatest(s.last_totp_step, excluded.last_totp_step),
                    failures = excluded.failures, locked_until_seconds = excluded.locked_until_seconds
                """,
                [
                    .text(member.id), .text(member.name), .text(member.role.rawValue), try JSONColumn.text(member.languages),
                    .bool(member.isWoman), .bool(member.isActive), .text(member.passwordHash), .bytes(member.sealedTOTPSecret),
                    .int(member.lastTOTPStep), .int(member.failures), .time(member.lockedUntil),
                ])
        }
    }

    public func member(_ id: String) async throws(HubStoreError) -> StaffMember? {
        try await read("reading a member of the staff") { db in
            try db.rows("SELECT * FROM staff WHERE id = $1", [.text(id)]).first.map(StaffMember.init)
        }
    }

    public func staff() async throws(HubStoreError) -> [StaffMember] {
        try await read("reading the staff") { db in
            try db.rows("SELECT * FROM staff ORDER BY id COLLATE \"C\"").map(StaffMember.init)
        }
    }

    public func noteFailure(
        of id: String, lockedUntil: @escaping @Sendable (_ failures: Int) -> HubTime?
    ) async throws(HubStoreError) -> Int {
        try await write("noting a failed sign-in") { db in
            guard
                let before = try db.rows("SELECT failures FROM staff WHERE id = $1 FOR UPDATE", [.text(id)]).first?.int(
                    "failures")
            else { throw HubStoreError.notFound(doing: "noting a failed sign-in") }
            try db.execute(
                "UPDATE staff SET failures = $2, locked_until_seconds = $3 WHERE id = $1",
                [.text(id), .int(before + 1), .time(lockedUntil(before + 1))])
            return before + 1
        }
    }

    public func noteSuccess(of id: String, totpStep: Int64) async throws(HubStoreError) {
        try await write("noting a sign-in") { db in
            let noted = try db.execute(
                """
                UPDATE staff SET failures = 0, locked_until_seconds = NULL, last_totp_step = $2
                WHERE id = $1 AND last_totp_step < $2
                """, [.text(id), .int(totpStep)])
            guard noted == 0 else { return }
            let isThere = try !db.rows("SELECT id FROM staff WHERE id = $1", [.text(id)]).isEmpty
            throw isThere
                ? HubStoreError.changedMeanwhile(doing: "noting a sign-in") : HubStoreError.notFound(doing: "noting a sign-in")
        }
    }
}

extension StaffMember {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.text("id"), name: try row.text("name"), role: try row.word("role"),
            languages: try JSONColumn.value([String].self, row.text("languages")), isWoman: try row.bool("is_woman"),
            isActive: try row.bool("is_active"), passwordHash: try row.text("password_hash"),
            sealedTOTPSecret: try row.bytesIfAny("sealed_totp_secret"), lastTOTPStep: try row.int64("last_totp_step"),
            failures: try row.int("failures"), lockedUntil: row.timeIfAny("locked_until_seconds"))
    }
}
