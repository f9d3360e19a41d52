import Foundation
import Guide
import GuidePack
import GuidePress
import Testing

@Suite struct `Looking for a page` {
    /// A pack that carries every country and language, which no kiosk does.
    private static let pack: Result<Pack, any Error> = Result {
        var manuscript = RealGuide.manuscript
        var everything = try #require(manuscript.sites.first)
        everything.value.countries = Array(Set(manuscript.articles.flatMap(\.article.countries) + manuscript.unions.map(\.country)))
        everything.value.site.languages = manuscript.languages
        let articles = manuscript.articles.map { placed in
            var placed = placed
            placed.value.article.profiles = []
            return placed
        }
        (manuscript.sites, manuscript.articles) = ([everything], articles)
        let folder = FileManager.default.temporaryDirectory.appending(path: "search-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // what stays in the temporary folder harms nobody
        let key = SigningKey.generate()
        try Edition(of: manuscript, site: everything.site.id, builtOn: FixtureTree.day).write(to: folder, signedWith: key)
        return try Pack.open(folder, trust: key.trusted, kiosk: try #require(Version("99.0.0")))
    }

    @Test func `every page is found by the words of its own title, in every language`() throws {
        let pack = try Self.pack.get()
        #expect(pack.guide.articles.count == RealGuide.manuscript.articles.count)
        #expect(Set(pack.guide.site.languages) == Set(RealGuide.manuscript.languages))
        for language in pack.guide.site.languages {
            for article in pack.guide.articles.values where pack.guide.tells(article.titleID, in: language) {
                let title = try #require(pack.guide.text(article.titleID, in: language)).string
                let hits = pack.search(title, in: language)
                #expect(hits.contains(SearchHit(kind: .article, id: article.id)), "\(language): “\(title)” finds \(hits.map(\.id))")
            }
        }
    }

    @Test func `a page is found by what people type: no capitals, no accents, no word breaks, other digits`() throws {
        let pack = try Self.pack.get()
        for language in pack.guide.site.languages {
            for article in pack.guide.articles.values where pack.guide.tells(article.titleID, in: language) {
                let title = try #require(pack.guide.text(article.titleID, in: language)).string
                let typed = String(
                    String.UnicodeScalarView(title.lowercased().unicodeScalars.filter { $0.value != 0x200B }))
                let digits = language.profile?.native(typed) ?? typed
                #expect(pack.search(digits, in: language).contains { $0.id == article.id }, "\(language): \(digits)")
            }
        }
    }

    @Test func `words that stand nowhere find nothing, and words of another language neither`() throws {
        let pack = try Self.pack.get()
        #expect(pack.search("xylophone", in: .english).isEmpty)
        #expect(pack.search("หนังสือเดินทาง", in: .english).isEmpty)
        #expect(pack.search("", in: .english).isEmpty)
    }
}
