import Hub
import Link

extension PostgreSQLHubStore: FleetStore {
    public func offer(_ offer: EnrolmentOffer) async throws(HubStoreError) {
        try await write("offering an enrolment") { db in
            let kiosk = try db.kiosk(offer.kiosk)
            guard kiosk?.isRevoked != true else { throw HubStoreError.inUse(doing: "offering an enrolment") }
            try db.execute(
                """
                INSERT INTO enrolment_offer (kiosk, site, channel, secret_digest, expires_seconds) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (kiosk) DO UPDATE SET site = excluded.site, channel = excluded.channel,
                    secret_digest = excluded.secret_digest, expires_seconds = excluded.expires_seconds
                """,
                [
                    .text(offer.kiosk.text), .text(offer.site), .text(offer.channel.rawValue), .bytes(offer.secretDigest),
                    .time(offer.expires),
                ])
        }
        wire.tell(.fleet)
    }

    public func enrol(
        secretDigest: [UInt8], certificate: IssuedCertificate, at now: HubTime
    ) async throws(HubStoreError) -> Kiosk? {
        let kiosk = try await write("enrolling a kiosk") { db -> Kiosk? in
            guard let offer = try db.offer(secretDigest, at: now) else { return nil }
            guard offer.kiosk == certificate.kiosk else { throw HubStoreError.notFound(doing: "enrolling a kiosk") }
            // First the kiosk, then its offer, as everywhere: nobody is revoked and enrolled at once.
            guard try db.kiosk(offer.kiosk)?.isRevoked != true else { return nil }
            // Whoever takes the offer away has it; a second one finds none.
            let taken = try db.execute("DELETE FROM enrolment_offer WHERE secret_digest = $1", [.bytes(secretDigest)])
            guard taken == 1 else { return nil }
            try db.execute(
                """
                INSERT INTO kiosk (id, site, channel, enrolled_day) VALUES ($1, $2, $3, $4)
                ON CONFLICT (id) DO UPDATE
                SET site = excluded.site, channel = excluded.channel, enrolled_day = excluded.enrolled_day
                """, [.text(offer.kiosk.text), .text(offer.site), .text(offer.channel.rawValue), .int(now.dayNumber)])
            // A new code is for a new machine or a new disk: what the old one had opens no door any more.
            try db.execute("UPDATE certificate SET is_revoked = true WHERE kiosk = $1", [.text(offer.kiosk.text)])
            try db.insert(certificate)
            return try db.kiosk(offer.kiosk)
        }
        if kiosk != nil { wire.tell(.fleet) }
        return kiosk
    }

    public func offer(secretDigest: [UInt8], at now: HubTime) async throws(HubStoreError) -> EnrolmentOffer? {
        try await read("reading an offer") { db in try db.offer(secretDigest, at: now) }
    }

    public func kiosk(withCertificate fingerprint: [UInt8], at now: HubTime?) async throws(HubStoreError) -> Kiosk? {
        try await read("reading a certificate") { db in
            try db.rows(
                """
                SELECT k.* FROM certificate c JOIN kiosk k ON k.id = c.kiosk
                WHERE c.fingerprint = $1 AND NOT c.is_revoked AND NOT k.is_revoked AND c.expires_seconds > $2
                """, [.bytes(fingerprint), .int(now?.seconds ?? .min)]
            ).first.map(Kiosk.init)
        }
    }

    public func add(_ certificate: IssuedCertificate) async throws(HubStoreError) {
        try await write("adding a certificate") { db in
            guard let kiosk = try db.kiosk(certificate.kiosk) else { throw HubStoreError.notFound(doing: "adding a certificate") }
            guard !kiosk.isRevoked else { throw HubStoreError.changedMeanwhile(doing: "adding a certificate") }
            try db.insert(certificate)
        }
    }

    public func revoke(_ kiosk: KioskID) async throws(HubStoreError) {
        try await write("revoking a kiosk") { db in
            // Whoever offers meanwhile has done so, or waits and then finds it revoked.
            _ = try db.kiosk(kiosk)
            let offers = try db.execute("DELETE FROM enrolment_offer WHERE kiosk = $1", [.text(kiosk.text)])
            let kiosks = try db.execute("UPDATE kiosk SET is_revoked = true WHERE id = $1", [.text(kiosk.text)])
            guard offers + kiosks > 0 else { throw HubStoreError.notFound(doing: "revoking a kiosk") }
            try db.execute("UPDATE certificate SET is_revoked = true WHERE kiosk = $1", [.text(kiosk.text)])
        }
        wire.tell(.fleet)
    }

    public func move(_ kiosk: KioskID, to channel: GuideChannel) async throws(HubStoreError) {
        try await write("moving a kiosk") { db in
            let moved = try db.execute(
                "UPDATE kiosk SET channel = $2 WHERE id = $1", [.text(kiosk.text), .text(channel.rawValue)])
            guard moved == 1 else { throw HubStoreError.notFound(doing: "moving a kiosk") }
        }
        wire.tell(.fleet)
    }

    public func keep(_ note: HealthNote, of kiosk: KioskID, at now: HubTime) async throws(HubStoreError) {
        try await write("keeping a kiosk's health") { db in
            let kept = try db.execute(
                "UPDATE kiosk SET health = $2, last_contact_seconds = $3 WHERE id = $1",
                [.text(kiosk.text), try .json(note), .time(now)])
            guard kept == 1 else { throw HubStoreError.notFound(doing: "keeping a kiosk's health") }
        }
        wire.tell(.fleet)
    }

    public func kiosks() async throws(HubStoreError) -> [Kiosk] {
        try await read("reading the fleet") { db in
            try db.rows("SELECT * FROM kiosk ORDER BY id COLLATE \"C\"").map(Kiosk.init)
        }
    }
}

extension Connection {
    fileprivate mutating func offer(_ secretDigest: [UInt8], at now: HubTime) throws -> EnrolmentOffer? {
        try rows(
            "SELECT * FROM enrolment_offer WHERE secret_digest = $1 AND expires_seconds > $2", [.bytes(secretDigest), .time(now)]
        ).first.map(EnrolmentOffer.init)
    }

    /// What is known of a kiosk, which nobody else changes until the transaction is over.
    fileprivate mutating func kiosk(_ id: KioskID) throws -> Kiosk? {
        try rows("SELECT * FROM kiosk WHERE id = $1 FOR NO KEY UPDATE", [.text(id.text)]).first.map(Kiosk.init)
    }

    fileprivate mutating func insert(_ certificate: IssuedCertificate) throws(SQLProblem) {
        try execute(
            "INSERT INTO certificate (fingerprint, kiosk, expires_seconds, is_revoked) VALUES ($1, $2, $3, $4)",
            [
                .bytes(certificate.fingerprint), .text(certificate.kiosk.text), .time(certificate.expires),
                .bool(certificate.isRevoked),
            ])
    }
}

extension EnrolmentOffer {
    fileprivate init(_ row: Row) throws {
        self.init(
            kiosk: try row.needed(KioskID(row.text("kiosk"))), site: try row.text("site"), channel: try row.word("channel"),
            secretDigest: try row.bytes("secret_digest"), expires: try row.time("expires_seconds"))
    }
}

extension Kiosk {
    fileprivate init(_ row: Row) throws {
        let health = try row.textIfAny("health").map { try StoredJSON.value(HealthNote.self, $0) }
        self.init(
            id: try row.needed(KioskID(row.text("id"))), site: try row.text("site"), channel: try row.word("channel"),
            enrolledOn: try row.day("enrolled_day"), lastContact: row.timeIfAny("last_contact_seconds"), health: health,
            isRevoked: try row.bool("is_revoked"))
    }
}
