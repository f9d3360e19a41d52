import Foundation
import Guide
import GuidePack
import GuidePress
import Testing

@Suite struct `The sample sites` {
    static let manuscript = RealGuide.manuscript

    @Test func `every country of the guide reaches a kiosk`() {
        let written = Set(
            Self.manuscript.articles.flatMap(\.article.countries) + Self.manuscript.unions.map(\.country)
                + Self.manuscript.services.filter(\.isActive).flatMap(\.service.countries))
        let carried = Set(Self.manuscript.sites.flatMap(\.value.countries))
        #expect(written.subtracting(carried) == [])
    }

    @Test func `every article and every active service reaches a kiosk`() {
        let guides = RealGuide.editions.map(\.guide)
        let articles = Set(guides.flatMap(\.articles.keys)), services = Set(guides.flatMap(\.services.keys))
        #expect(Set(Self.manuscript.articles.map(\.article.id)).subtracting(articles) == [])
        #expect(Set(Self.manuscript.services.filter(\.isActive).map(\.service.id)).subtracting(services) == [])
    }

    @Test func `every language of the guide reaches a kiosk`() {
        #expect(Set(Self.manuscript.languages).subtracting(Self.manuscript.sites.flatMap(\.site.languages)) == [])
    }

    /// Without sound. Chosen by what a slow mobile network carries in a night.
    private static let mostBytes = 40_000_000

    @Test(arguments: manuscript.sites.map(\.site.id))
    func `a pack holds nothing but its site's countries and languages, and is small`(id: Site.ID) throws {
        let sheet = try #require(Self.manuscript.sites.first { $0.site.id == id }).value
        let edition = try #require(RealGuide.editions.first { $0.guide.site.id == id })
        let folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // what stays in the temporary folder harms nobody
        let key = SigningKey.generate()
        try edition.write(to: folder, signedWith: key)
        let guide = try Pack.open(folder, trust: key.trusted, kiosk: try #require(Version("99.0.0"))).guide
        #expect(guide == edition.guide)
        #expect(Set(guide.catalogs.keys) == Set(sheet.site.languages + [.english]))
        for article in guide.articles.values where !article.countries.isEmpty {
            #expect(!Set(article.countries).isDisjoint(with: sheet.countries), "\(article.id)")
        }
        #expect(Set(guide.unions.map(\.country)).isSubset(of: sheet.countries))
        let named = Set(
            sheet.site.keyContacts + sheet.site.helpContacts + sheet.site.childContacts
                + guide.articles.values.flatMap(\.blocks).compactMap { if case .contact(let service) = $0.kind { service } else { nil } })
        for service in guide.services.values where !service.countries.isEmpty && !named.contains(service.id) {
            #expect(!Set(service.countries).isDisjoint(with: sheet.countries), "\(service.id)")
        }
        let bytes = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .reduce(0) { $0 + (try Data(contentsOf: $1).count) }
        #expect(bytes <= Self.mostBytes, "\(id): \(bytes) bytes")
    }
}
