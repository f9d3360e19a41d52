import GRDB
import Hub
import Link

extension SQLiteHubStore: GuideStore {
    public func publish(_ guide: PublishedGuide, parts: [String: [UInt8]]) async throws(HubStoreError) {
        try await write("publishing a guide") { db in
            for part in guide.parts { try db.keepContent(of: part, parts[part.name]) }
            try db.replace(guide)
            try db.execute(sql: "DELETE FROM guide_content WHERE digest NOT IN (SELECT digest FROM guide_part)")
        }
        stand.tell(.guides)
    }

    public func guide(on channel: GuideChannel, site: String) async throws(HubStoreError) -> PublishedGuide? {
        try await read("reading a guide") { db in
            for channel in channel.andWider {
                let guides = try db.guides("channel = ? AND site = ?", [channel.rawValue, site])
                if let guide = guides.first { return guide }
            }
            return nil
        }
    }

    public func bytes(ofPart digest: String, _ range: Range<Int>) async throws(HubStoreError) -> [UInt8]? {
        try await read("reading a guide's part") { db in
            guard let size = try Int.fetchOne(db, sql: "SELECT bytes FROM guide_content WHERE digest = ?", arguments: [digest])
            else {
                return nil
            }
            let range = range.clamped(to: 0..<size)
            guard !range.isEmpty else { return [] }
            let first = range.lowerBound / GuidePieces.size
            let rows = try Row.fetchAll(
                db, sql: "SELECT content FROM guide_piece WHERE digest = ? AND number BETWEEN ? AND ? ORDER BY number",
                arguments: [digest, first, (range.upperBound - 1) / GuidePieces.size])
            let bytes = try rows.flatMap { try $0.neededBytes("content") }
            let start = range.lowerBound - first * GuidePieces.size
            guard bytes.count >= start + range.count else { throw UnreadableColumn() }
            return Array(bytes[start..<(start + range.count)])
        }
    }

    public func guides() async throws(HubStoreError) -> [PublishedGuide] {
        try await read("reading the guides") { db in try db.guides("true") }
    }
}

extension Database {
    fileprivate func guides(_ condition: String, _ arguments: StatementArguments = []) throws -> [PublishedGuide] {
        let rows = try Row.fetchAll(
            self, sql: "SELECT * FROM guide WHERE \(condition) ORDER BY channel, site", arguments: arguments)
        return try rows.map { row in
            let (channel, site) = (try row.text("channel"), try row.text("site"))
            let parts = try Row.fetchAll(
                self,
                sql: """
                    SELECT name, digest, bytes FROM guide_part JOIN guide_content USING (digest)
                    WHERE channel = ? AND site = ? ORDER BY number
                    """, arguments: [channel, site])
            return PublishedGuide(
                channel: try row.word("channel"), site: site, version: try row.text("version"),
                manifest: try row.neededBytes("manifest"), signature: try row.text("signature"),
                parts: try parts.map {
                    .init(name: try $0.text("name"), bytes: try $0.int("bytes"), digest: try $0.text("digest"))
                },
                publishedBy: try row.text("published_by"), publishedAt: try row.time("published_at_seconds"))
        }
    }

    /// Keeps a part's bytes unless they are here already.
    fileprivate func keepContent(of part: PublishedGuide.Part, _ bytes: [UInt8]?) throws {
        let known = try Int.fetchOne(self, sql: "SELECT bytes FROM guide_content WHERE digest = ?", arguments: [part.digest])
        if known == part.bytes { return }
        guard known == nil, let bytes, bytes.count == part.bytes else {
            throw HubStoreError.notFound(doing: "publishing a guide")
        }
        try execute(sql: "INSERT INTO guide_content (digest, bytes) VALUES (?, ?)", arguments: [part.digest, part.bytes])
        let insert = try cachedStatement(sql: "INSERT INTO guide_piece (digest, number, content) VALUES (?, ?, ?)")
        for (number, piece) in GuidePieces(bytes).enumerated() {
            try insert.execute(arguments: [part.digest, number, Column.blob(Array(piece))])
        }
    }

    fileprivate func replace(_ guide: PublishedGuide) throws {
        let (channel, site) = (guide.channel.rawValue, guide.site)
        try execute(sql: "DELETE FROM guide WHERE channel = ? AND site = ?", arguments: [channel, site])
        try execute(
            sql: """
                INSERT INTO guide (channel, site, version, manifest, signature, published_by, published_at_seconds)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                channel, site, guide.version, Column.blob(guide.manifest), guide.signature, guide.publishedBy,
                guide.publishedAt.seconds,
            ])
        for (number, part) in guide.parts.enumerated() {
            try execute(
                sql: "INSERT INTO guide_part (channel, site, number, name, digest) VALUES (?, ?, ?, ?, ?)",
                arguments: [channel, site, number, part.name, part.digest])
        }
    }
}
