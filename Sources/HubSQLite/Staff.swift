import GRDB
import Hub

extension SQLiteHubStore: StaffStore {
    public func keep(_ member: StaffMember) async throws(HubStoreError) {
        try await write("keeping a member of the staff") { db in
            try db.execute(
                sql: """
                    INSERT INTO staff (id, name, role, languages, is_woman, is_active, password_hash, sealed_totp_secret,
                        last_totp_step, failures, locked_until_seconds)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, languages = excluded.languages,
                        is_woman = excluded.is_woman, is_active = excluded.is_active, password_hash = excluded.password_hash,
                        sealed_totp_secret = excluded.sealed_totp_secret,
                        last_totp_step = max(last_totp_step, excluded.last_totp_step),
                        failures = excluded.failures, locked_until_seconds = excluded.locked_until_seconds
                    """,
                arguments: [
                    member.id, member.name, member.role.rawValue, try Column.json(member.languages), member.isWoman,
                    member.isActive,
                    member.passwordHash, Column.blob(member.sealedTOTPSecret), member.lastTOTPStep, member.failures,
                    member.lockedUntil?.seconds,
                ])
        }
    }

    public func member(_ id: String) async throws(HubStoreError) -> StaffMember? {
        try await read("reading a member of the staff") { db in
            try Row.fetchOne(db, sql: "SELECT * FROM staff WHERE id = ?", arguments: [id]).map(StaffMember.init)
        }
    }

    public func staff() async throws(HubStoreError) -> [StaffMember] {
        try await read("reading the staff") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM staff ORDER BY id").map(StaffMember.init)
        }
    }

    public func noteFailure(
        of id: String, lockedUntil: @escaping @Sendable (_ failures: Int) -> HubTime?
    ) async throws(HubStoreError) -> Int {
        try await write("noting a failed sign-in") { db in
            guard let before = try Int.fetchOne(db, sql: "SELECT failures FROM staff WHERE id = ?", arguments: [id]) else {
                throw HubStoreError.notFound(doing: "noting a failed sign-in")
            }
            try db.execute(
                sql: "UPDATE staff SET failures = ?, locked_until_seconds = ? WHERE id = ?",
                arguments: [before + 1, lockedUntil(before + 1)?.seconds, id])
            return before + 1
        }
    }

    public func noteSuccess(of id: String, totpStep: Int64) async throws(HubStoreError) {
        try await write("noting a sign-in") { db in
            try db.execute(
                sql: """
                    UPDATE staff SET failures = 0, locked_until_seconds = NULL, last_totp_step = ?
                    WHERE id = ? AND last_totp_step < ?
                    """, arguments: [totpStep, id, totpStep])
            guard db.changesCount == 0 else { return }
            let isThere = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM staff WHERE id = ?)", arguments: [id])
            throw isThere == true
                ? HubStoreError.changedMeanwhile(doing: "noting a sign-in") : HubStoreError.notFound(doing: "noting a sign-in")
        }
    }
}

extension StaffMember {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.text("id"), name: try row.text("name"), role: try row.word("role"),
            languages: try Column.json([String].self, row.text("languages")), isWoman: try row.bool("is_woman"),
            isActive: try row.bool("is_active"), passwordHash: try row.text("password_hash"),
            sealedTOTPSecret: row.bytes("sealed_totp_secret"), lastTOTPStep: try row.int64("last_totp_step"),
            failures: try row.int("failures"), lockedUntil: row.timeIfAny("locked_until_seconds"))
    }
}
