import Hub

extension PostgreSQLHubStore: StaffStore {
    public func keep(_ member: StaffMember, replacing before: StaffMember?) async throws(HubStoreError) {
        let doing = "keeping a member of the staff"
        try await write(doing) { db in
            guard let before else { return try db.insert(member) }
            try db.change(member.id, doing) { try $0.replaced(by: member, decidedOn: before, doing: doing) }
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

extension Connection {
    fileprivate mutating func insert(_ member: StaffMember) throws {
        try execute(
            """
            INSERT INTO staff (id, name, role, languages, is_woman, is_active, password_hash, sealed_totp_secret, last_totp_step,
                failures, locked_until_seconds)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, try member.columns)
    }

    /// Changes somebody who is there, while nobody else does, and returns what is kept now.
    @discardableResult
    fileprivate mutating func change(
        _ id: String, _ doing: String, _ change: (StaffMember) throws -> StaffMember
    ) throws -> StaffMember {
        let row = try rows("SELECT * FROM staff WHERE id = $1 FOR UPDATE", [.text(id)]).first
        guard let row else { throw HubStoreError.notFound(doing: doing) }
        let after = try change(StaffMember(row))
        try execute(
            """
            UPDATE staff SET name = $2, role = $3, languages = $4, is_woman = $5, is_active = $6, password_hash = $7,
                sealed_totp_secret = $8, last_totp_step = $9, failures = $10, locked_until_seconds = $11
            WHERE id = $1
            """, try after.columns)
        return after
    }
}

extension StaffMember {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.text("id"), name: try row.text("name"), role: try row.word("role"),
            languages: try StoredJSON.value([String].self, row.text("languages")), isWoman: try row.bool("is_woman"),
            isActive: try row.bool("is_active"), passwordHash: try row.text("password_hash"),
            sealedTOTPSecret: try row.bytesIfAny("sealed_totp_secret"), lastTOTPStep: try row.int64("last_totp_step"),
            failures: try row.int("failures"), lockedUntil: row.timeIfAny("locked_until_seconds"))
    }

    fileprivate var columns: [Value] {
        get throws {
            [
                .text(id), .text(name), .text(role.rawValue), try .json(languages), .bool(isWoman), .bool(isActive),
                .text(passwordHash), .bytes(sealedTOTPSecret), .int(lastTOTPStep), .int(failures), .time(lockedUntil),
            ]
        }
    }
}
