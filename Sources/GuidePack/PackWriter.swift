import Foundation
import GRDB
import Guide
import Intake

/// Writes a signed pack: the same guide, key and program give the same bytes of `guide.sqlite` and `manifest.json`.
public struct PackWriter {
    private let guide: Guide
    private let form: Form
    private let minimumKiosk: Version

    public init(guide: Guide, form: Form, minimumKiosk: Version) {
        (self.guide, self.form, self.minimumKiosk) = (guide, form, minimumKiosk)
    }

    /// Writes `guide.sqlite`, `manifest.json` and `manifest.sig` into `folder`, replacing what is there.
    ///
    /// The signature is written last: a build that stops half-way leaves a pack that is refused.
    ///
    /// - Throws: an error of the file system, or of SQLite where the guide breaks a rule of the tables.
    public func write(to folder: URL, signedWith key: SigningKey) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in [PartName.signature, PartName.manifest, PartName.guide] {
            let old = folder.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: old.path) { try FileManager.default.removeItem(at: old) }
        }
        let database = folder.appendingPathComponent(PartName.guide)
        try writeDatabase(to: database)
        let bytes = try Data(contentsOf: database)
        let manifest = try Manifest(
            format: Manifest.format, version: guide.version, builtOn: guide.builtOn.description,
            minimumKiosk: minimumKiosk.description, site: guide.site.id,
            parts: [Manifest.Part(name: PartName.guide, bytes: bytes.count, sha256: Digest.sha256(of: bytes))]
        ).encoded()
        try manifest.write(to: folder.appendingPathComponent(PartName.manifest))
        let signature = try Signature(fingerprint: key.trusted.fingerprint, bytes: key.signature(of: manifest))
        try Data(signature.line.utf8).write(to: folder.appendingPathComponent(PartName.signature))
    }

    private func writeDatabase(to file: URL) throws {
        let queue = try DatabaseQueue(path: file.path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA page_size = 4096; PRAGMA journal_mode = DELETE")
            try db.inTransaction {
                try db.execute(sql: Schema.tables)
                try db.execute(sql: Schema.search)
                try GuideRows(db: db).insert(guide)
                try FormRows(db: db).insert(form)
                return .commit
            }
            try db.execute(sql: "INSERT INTO search (search) VALUES ('optimize'); VACUUM")
        }
        try queue.close()
    }
}
