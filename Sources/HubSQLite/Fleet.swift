import GRDB
import Hub
import Link

extension SQLiteHubStore: FleetStore {
    public func offer(_ offer: EnrolmentOffer) async throws(HubStoreError) {
        try await write("offering an enrolment") { db in
            let isRevoked = try Bool.fetchOne(db, sql: "SELECT is_revoked FROM kiosk WHERE id = ?", arguments: [offer.kiosk.text])
            guard isRevoked != true else { throw HubStoreError.inUse(doing: "offering an enrolment") }
            try db.execute(sql: "DELETE FROM enrolment_offer WHERE kiosk = ?", arguments: [offer.kiosk.text])
            try db.execute(
                sql: "INSERT INTO enrolment_offer (kiosk, site, channel, secret_digest, expires_seconds) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    offer.kiosk.text, offer.site, offer.channel.rawValue, Column.blob(offer.secretDigest), offer.expires.seconds,
                ])
        }
        stand.tell(.fleet)
    }

    public func enrol(
        secretDigest: [UInt8], certificate: IssuedCertificate, at now: HubTime
    ) async throws(HubStoreError) -> Kiosk? {
        let kiosk = try await write("enrolling a kiosk") { db -> Kiosk? in
            guard let offer = try db.offer(secretDigest, at: now) else { return nil }
            guard offer.kiosk == certificate.kiosk else { throw HubStoreError.notFound(doing: "enrolling a kiosk") }
            guard try db.kiosk(offer.kiosk)?.isRevoked != true else { return nil }
            try db.execute(sql: "DELETE FROM enrolment_offer WHERE kiosk = ?", arguments: [offer.kiosk.text])
            try db.execute(
                sql: """
                    INSERT INTO kiosk (id, site, channel, enrolled_day) VALUES (?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE
                    SET site = excluded.site, channel = excluded.channel, enrolled_day = excluded.enrolled_day
                    """, arguments: [offer.kiosk.text, offer.site, offer.channel.rawValue, now.dayNumber])
            // A new code is for a new machine or a new disk: what the old one had opens no door any more.
            try db.execute(sql: "UPDATE certificate SET is_revoked = 1 WHERE kiosk = ?", arguments: [offer.kiosk.text])
            try db.insert(certificate)
            return try db.kiosk(offer.kiosk)
        }
        if kiosk != nil { stand.tell(.fleet) }
        return kiosk
    }

    public func offer(secretDigest: [UInt8], at now: HubTime) async throws(HubStoreError) -> EnrolmentOffer? {
        try await read("reading an offer") { db in try db.offer(secretDigest, at: now) }
    }

    public func kiosk(withCertificate fingerprint: [UInt8], at now: HubTime?) async throws(HubStoreError) -> Kiosk? {
        try await read("reading a certificate") { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT kiosk.* FROM certificate JOIN kiosk ON kiosk.id = certificate.kiosk
                        WHERE fingerprint = ? AND NOT certificate.is_revoked AND NOT kiosk.is_revoked AND expires_seconds > ?
                        """), arguments: [Column.blob(fingerprint), now?.seconds ?? .min]
            ).map(Kiosk.init)
        }
    }

    public func add(_ certificate: IssuedCertificate) async throws(HubStoreError) {
        try await write("adding a certificate") { db in
            let kiosk = try db.kiosk(certificate.kiosk)
            guard let kiosk else { throw HubStoreError.notFound(doing: "adding a certificate") }
            guard !kiosk.isRevoked else { throw HubStoreError.changedMeanwhile(doing: "adding a certificate") }
            try db.insert(certificate)
        }
    }

    public func revoke(_ kiosk: KioskID) async throws(HubStoreError) {
        try await write("revoking a kiosk") { db in
            try db.execute(sql: "DELETE FROM enrolment_offer WHERE kiosk = ?", arguments: [kiosk.text])
            var changes = db.changesCount
            try db.execute(sql: "UPDATE kiosk SET is_revoked = 1 WHERE id = ?", arguments: [kiosk.text])
            changes += db.changesCount
            guard changes > 0 else { throw HubStoreError.notFound(doing: "revoking a kiosk") }
            try db.execute(sql: "UPDATE certificate SET is_revoked = 1 WHERE kiosk = ?", arguments: [kiosk.text])
        }
        stand.tell(.fleet)
    }

    public func move(_ kiosk: KioskID, to channel: GuideChannel) async throws(HubStoreError) {
        try await write("moving a kiosk") { db in
            try db.execute(sql: "UPDATE kiosk SET channel = ? WHERE id = ?", arguments: [channel.rawValue, kiosk.text])
            guard db.changesCount == 1 else { throw HubStoreError.notFound(doing: "moving a kiosk") }
        }
        stand.tell(.fleet)
    }

    public func keep(_ note: HealthNote, of kiosk: KioskID, at now: HubTime) async throws(HubStoreError) {
        try await write("keeping a kiosk's health") { db in
            try db.execute(
                sql: "UPDATE kiosk SET health = ?, last_contact_seconds = ? WHERE id = ?",
                arguments: [try StoredJSON.text(note), now.seconds, kiosk.text])
            guard db.changesCount == 1 else { throw HubStoreError.notFound(doing: "keeping a kiosk's health") }
        }
        stand.tell(.fleet)
    }

    public func kiosks() async throws(HubStoreError) -> [Kiosk] {
        try await read("reading the fleet") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM kiosk ORDER BY id").map(Kiosk.init)
        }
    }
}

extension Database {
    fileprivate func offer(_ secretDigest: [UInt8], at now: HubTime) throws -> EnrolmentOffer? {
        try Row.fetchOne(
            self, sql: "SELECT * FROM enrolment_offer WHERE secret_digest = ? AND expires_seconds > ?",
            arguments: [Column.blob(secretDigest), now.seconds]
        ).map { row in
            EnrolmentOffer(
                kiosk: try row.needed(KioskID(row.text("kiosk"))), site: try row.text("site"), channel: try row.word("channel"),
                secretDigest: try row.neededBytes("secret_digest"), expires: try row.time("expires_seconds"))
        }
    }

    fileprivate func kiosk(_ id: KioskID) throws -> Kiosk? {
        try Row.fetchOne(self, sql: "SELECT * FROM kiosk WHERE id = ?", arguments: [id.text]).map(Kiosk.init)
    }

    fileprivate func insert(_ certificate: IssuedCertificate) throws {
        try execute(
            sql: "INSERT INTO certificate (fingerprint, kiosk, expires_seconds, is_revoked) VALUES (?, ?, ?, ?)",
            arguments: [
                Column.blob(certificate.fingerprint), certificate.kiosk.text, certificate.expires.seconds, certificate.isRevoked,
            ])
    }
}

extension Kiosk {
    fileprivate init(_ row: Row) throws {
        let health = try (row["health"] as String?).map { try StoredJSON.value(HealthNote.self, $0) }
        self.init(
            id: try row.needed(KioskID(row.text("id"))), site: try row.text("site"), channel: try row.word("channel"),
            enrolledOn: try row.day("enrolled_day"), lastContact: row.timeIfAny("last_contact_seconds"), health: health,
            isRevoked: try row.bool("is_revoked"))
    }
}
