import Foundation
import Guide
import GuidePack
import GuidePress

/// The guide that kiosks really show, read once per process.
enum RealGuide {
    /// The folder that `kioskctl guide` works on.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Kiosk").standardizedFileURL

    static let manuscript = Manuscript.read(root).manuscript

    /// What each site's kiosk carries, in the order of the files.
    static let editions: [Edition] = manuscript.sites.compactMap {
        // A site without an edition is missed by whoever counts them.
        try? Edition(of: manuscript, site: $0.site.id, builtOn: FixtureTree.day)
    }

    static func service(_ id: Service.ID) -> ServiceSheet? { manuscript.services.first { $0.service.id == id }?.value }

    static func claim(_ id: String) -> Claim? { manuscript.claims.first { $0.id == id }?.value }

    static func card(_ country: String) -> UnionCard? { manuscript.unions.first { $0.country == country }?.value }

    /// The ids of the English texts that say any of `words`, whatever the case of their letters.
    static func texts(saying words: String...) -> [String] {
        manuscript.texts.filter { text in words.contains { text.english.lowercased().contains($0.lowercased()) } }.map(\.id.name)
    }
}
