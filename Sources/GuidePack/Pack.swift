import Foundation
import GRDB
import Guide
import Intake

/// A guide that was verified, loaded, and can be searched.
public struct Pack: Sendable {
    public let guide: Guide
    public let form: Form
    public let minimumKiosk: Version
    private let index: SearchIndex

    /// Verifies the pack in `folder` and loads it: signature, sizes, hashes, version, then content.
    ///
    /// Nothing of the pack is used before all of it is verified. `floor` is the newest version that was ever shown
    /// here: an older one is refused, the same one is not.
    ///
    /// - Throws: ``PackError``, which says which part is wrong and how.
    public static func open(
        _ folder: URL, trust: TrustedKey, floor: Version? = nil, kiosk: Version
    ) throws(PackError) -> Pack {
        let manifest = try Verification(folder: folder, trust: trust).manifest(floor: floor, kiosk: kiosk)
        return try load(folder, minimumKiosk: manifest.minimumKiosk)
    }

    /// Opens the newer of two packs of one site: only that one is looked at byte by byte, so that it is soon on the glass.
    ///
    /// A pack that was sent and is not whole, not newer, or of another site leaves the installed one.
    ///
    /// - Throws: ``PackError`` when the installed one has to be opened and is refused.
    public static func newer(
        _ sent: URL, than installed: URL, trust: TrustedKey, kiosk: Version
    ) throws(PackError) -> Pack {
        // What is wrong with either is said by whoever opens it.
        if let new = try? PackListing(in: sent, trust: trust), let old = try? PackListing(in: installed, trust: trust),
            new.site == old.site, let newVersion = Version(new.version), let oldVersion = Version(old.version),
            newVersion > oldVersion,
            let pack = try? open(sent, trust: trust, kiosk: kiosk) {
            return pack
        }
        return try open(installed, trust: trust, kiosk: kiosk)
    }

    /// The pages in which every word of `words` stands, best first. Words of any script; a part of a word is enough.
    ///
    /// The default limit is 20. A query that SQLite cannot answer finds nothing: the pages stay reachable by topic.
    public func search(_ words: String, in language: Language, limit: Int = 20) -> [SearchHit] {
        (try? index.hits(words, in: language, limit: limit)) ?? []  // see above
    }

    private static func load(_ folder: URL, minimumKiosk: Version) throws(PackError) -> Pack {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(
                path: folder.appendingPathComponent(PartName.guide).path, configuration: configuration)
            return try queue.read { db in
                Pack(
                    guide: try GuideReading(db: db).guide(), form: try FormRows(db: db).form(),
                    minimumKiosk: minimumKiosk, index: SearchIndex(queue: queue))
            }
        } catch let error as Malformed {
            throw .unreadable(part: PartName.guide, reason: error.reason)
        } catch {
            throw .unreadable(part: PartName.guide, reason: "SQLite refuses it")
        }
    }
}
