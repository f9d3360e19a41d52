import Hub
import Link

extension PostgreSQLHubStore: GuideStore {
    public func publish(_ guide: PublishedGuide, parts: [String: [UInt8]]) async throws(HubStoreError) {
        try await write("publishing a guide") { db in
            // Two who publish at once could each take away what the other counts on.
            _ = try db.rows("SELECT pg_advisory_xact_lock($1)", [.int(Schema.publishing)])
            for part in guide.parts { try db.keepContent(of: part, parts[part.name]) }
            try db.replace(guide)
            try db.execute("DELETE FROM guide_content WHERE digest NOT IN (SELECT digest FROM guide_part)")
        }
        wire.tell(.guides)
    }

    public func guide(on channel: GuideChannel, site: String) async throws(HubStoreError) -> PublishedGuide? {
        try await read("reading a guide") { db in
            for channel in channel.andWider {
                let guides = try db.guides("channel = $1 AND site = $2", [.text(channel.rawValue), .text(site)])
                if let guide = guides.first { return guide }
            }
            return nil
        }
    }

    public func bytes(ofPart digest: String, _ range: Range<Int>) async throws(HubStoreError) -> [UInt8]? {
        try await read("reading a guide's part") { db in
            guard let size = try db.rows("SELECT bytes FROM guide_content WHERE digest = $1", [.text(digest)]).first?.int("bytes")
            else { return nil }
            let range = range.clamped(to: 0..<size)
            guard !range.isEmpty else { return [] }
            let first = range.lowerBound / GuidePieces.size
            let rows = try db.rows(
                "SELECT content FROM guide_piece WHERE digest = $1 AND number BETWEEN $2 AND $3 ORDER BY number",
                [.text(digest), .int(first), .int((range.upperBound - 1) / GuidePieces.size)])
            let bytes = try rows.flatMap { try $0.bytes("content") }
            let start = range.lowerBound - first * GuidePieces.size
            // Another guide has come between the two looks: the part is gone.
            guard bytes.count >= start + range.count else { return nil }
            return Array(bytes[start..<(start + range.count)])
        }
    }

    public func guides() async throws(HubStoreError) -> [PublishedGuide] {
        try await read("reading the guides") { db in try db.guides("true") }
    }
}

extension Connection {
    fileprivate mutating func guides(_ condition: String, _ values: [Value] = []) throws -> [PublishedGuide] {
        // One statement, so that a guide and its parts are of one moment.
        let rows = try rows(
            """
            SELECT g.*, p.name, p.digest, c.bytes FROM guide g
            LEFT JOIN guide_part p USING (channel, site) LEFT JOIN guide_content c USING (digest)
            WHERE \(condition) ORDER BY channel, site, p.number
            """, values)
        var guides: [PublishedGuide] = []
        for row in rows {
            let (channel, site) = (try row.word("channel") as GuideChannel, try row.text("site"))
            if guides.last?.channel != channel || guides.last?.site != site {
                guides.append(
                    PublishedGuide(
                        channel: channel, site: site, version: try row.text("version"), manifest: try row.bytes("manifest"),
                        signature: try row.text("signature"), parts: [], publishedBy: try row.text("published_by"),
                        publishedAt: try row.time("published_at_seconds")))
            }
            if let name = row.textIfAny("name") {
                guides[guides.count - 1].parts.append(
                    .init(name: name, bytes: try row.int("bytes"), digest: try row.text("digest")))
            }
        }
        return guides
    }

    /// Keeps a part's bytes unless they are here already.
    fileprivate mutating func keepContent(of part: PublishedGuide.Part, _ bytes: [UInt8]?) throws {
        let known = try rows("SELECT bytes FROM guide_content WHERE digest = $1", [.text(part.digest)]).first?.int("bytes")
        if known == part.bytes { return }
        guard known == nil, let bytes, bytes.count == part.bytes else {
            throw HubStoreError.notFound(doing: "publishing a guide")
        }
        try execute("INSERT INTO guide_content (digest, bytes) VALUES ($1, $2)", [.text(part.digest), .int(part.bytes)])
        for (number, piece) in GuidePieces(bytes).enumerated() {
            try execute(
                "INSERT INTO guide_piece (digest, number, content) VALUES ($1, $2, $3)",
                [.text(part.digest), .int(number), .bytes(Array(piece))])
        }
    }

    fileprivate mutating func replace(_ guide: PublishedGuide) throws(SQLProblem) {
        let place: [Value] = [.text(guide.channel.rawValue), .text(guide.site)]
        try execute("DELETE FROM guide WHERE channel = $1 AND site = $2", place)
        try execute(
            """
            INSERT INTO guide (channel, site, version, manifest, signature, published_by, published_at_seconds)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            place + [
                .text(guide.version), .bytes(guide.manifest), .text(guide.signature), .text(guide.publishedBy),
                .time(guide.publishedAt),
            ])
        for (number, part) in guide.parts.enumerated() {
            try execute(
                "INSERT INTO guide_part (channel, site, number, name, digest) VALUES ($1, $2, $3, $4, $5)",
                place + [.int(number), .text(part.name), .text(part.digest)])
        }
    }
}
