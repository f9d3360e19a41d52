import GRDB
import Hub

extension SQLiteHubStore: StaffStore {
    public func keep(_ member: StaffMember, replacing before: StaffMember?) async throws(HubStoreError) {
        let doing = "keeping a member of the staff"
        try await write(doing) { db in
            guard let before else { return try db.insert(member) }
            try db.change(member.id, doing) { try $0.replaced(by: member, decidedOn: before, doing: doing) }
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
        let doing = "noting a failed sign-in"
        return try await write(doing) { db in try db.change(id, doing) { $0.failed(lockedUntil: lockedUntil) }.failures }
    }

    public func noteSuccess(of seen: StaffMember, totpStep: Int64?, at now: HubTime) async throws(HubStoreError) {
        let doing = "noting a sign-in"
        try await write(doing) { db in
            try db.change(seen.id, doing) { try $0.succeeded(as: seen, totpStep: totpStep, at: now, doing: doing) }
        }
    }
}

extension Database {
    fileprivate func insert(_ member: StaffMember) throws {
        try execute(
            sql: """
                INSERT INTO staff (id, name, role, languages, is_woman, is_active, password_hash, sealed_totp_secret,
                    last_totp_step, failures, locked_until_seconds)
                VALUES (:id, :name, :role, :languages, :is_woman, :is_active, :password_hash, :sealed_totp_secret,
                    :last_totp_step, :failures, :locked_until_seconds)
                """, arguments: try member.columns)
    }

    /// Changes somebody who is there, and returns what is kept now.
    @discardableResult
    fileprivate func change(_ id: String, _ doing: String, _ change: (StaffMember) throws -> StaffMember) throws -> StaffMember {
        let row = try Row.fetchOne(self, sql: "SELECT * FROM staff WHERE id = ?", arguments: [id])
        guard let row else { throw HubStoreError.notFound(doing: doing) }
        let after = try change(StaffMember(row))
        try execute(
            sql: """
                UPDATE staff SET name = :name, role = :role, languages = :languages, is_woman = :is_woman, is_active = :is_active,
                    password_hash = :password_hash, sealed_totp_secret = :sealed_totp_secret, last_totp_step = :last_totp_step,
                    failures = :failures, locked_until_seconds = :locked_until_seconds
                WHERE id = :id
                """, arguments: try after.columns)
        return after
    }
}

extension StaffMember {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.text("id"), name: try row.text("name"), role: try row.word("role"),
            languages: try StoredJSON.value([String].self, row.text("languages")), isWoman: try row.bool("is_woman"),
            isActive: try row.bool("is_active"), passwordHash: try row.text("password_hash"),
            sealedTOTPSecret: row.bytes("sealed_totp_secret"), lastTOTPStep: try row.int64("last_totp_step"),
            failures: try row.int("failures"), lockedUntil: row.timeIfAny("locked_until_seconds"))
    }

    fileprivate var columns: StatementArguments {
        get throws {
            [
                "id": id, "name": name, "role": role.rawValue, "languages": try StoredJSON.text(languages), "is_woman": isWoman,
                "is_active": isActive, "password_hash": passwordHash, "sealed_totp_secret": Column.blob(sealedTOTPSecret),
                "last_totp_step": lastTOTPStep, "failures": failures, "locked_until_seconds": lockedUntil?.seconds,
            ]
        }
    }
}
