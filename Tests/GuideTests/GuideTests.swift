import Guide
import Testing

@Suite struct `A guide` {
    private func article(_ id: String, _ topic: String, order: Int, profiles: [SiteProfile] = []) -> Article {
        Article(
            id: id, topicID: topic, stages: [.arr], countries: [], profiles: profiles, icon: "info", risk: .normal,
            order: order, blocks: [])
    }

    private func guide() throws -> Guide {
        let site = Site(
            id: "s", profile: .airport, country: "JO", name: "", neutralName: "",
            languages: [.english, Language("ar")],
            origins: [], stages: [.arr], keyContacts: [], helpContacts: [], childContacts: [], rights: [], hours: [],
            signOff: "", slipWidth: 80)
        let articles = [
            article("b", "T1", order: 2), article("a", "T1", order: 2), article("first", "T1", order: 1),
            article("lobby-only", "T2", order: 1, profiles: [.lobby]),
        ]
        return Guide(
            version: "1", builtOn: GuideDate(dayNumber: 20_000), site: site,
            topics: [
                Topic(id: "T2", slug: "two", icon: "", stages: [.arr], order: 1),
                Topic(id: "T1", slug: "one", icon: "", stages: [.arr, .work], order: 2),
            ],
            articles: Dictionary(articles.map { ($0.id, $0) }) { first, _ in first },
            catalogs: [
                .english: Catalog(language: .english, texts: ["ui.a": Text("A"), "ui.b": Text("B")]),
                Language("ar"): Catalog(language: Language("ar"), texts: ["ui.a": Text("أ")]),
            ])
    }

    @Test func `English never stands in silently`() throws {
        let guide = try guide()
        #expect(guide.text("ui.a", in: Language("ar")) == Text("أ"))
        #expect(guide.text("ui.b", in: Language("ar")) == Text("B", isDraft: true))
        #expect(guide.text("ui.b", in: .english) == Text("B"))
        #expect(guide.text("ui.c", in: Language("ar")) == nil)
        #expect(guide.text("ui.c", in: .english) == nil)
    }

    @Test func `shows the articles of its site in order, and no topic without one`() throws {
        let guide = try guide()
        #expect(guide.articles(of: "T1").map(\.id) == ["first", "a", "b"])
        #expect(guide.topics(of: .arr).map(\.id) == ["T1"])
        #expect(guide.topics(of: .fam).isEmpty)
    }

    @Test func `a core language tells only the pages whose title it has`() throws {
        var guide = try guide()
        let arabic = Language("ar")
        #expect(guide.articles(of: "T1", toldIn: arabic).count == 3, "English may stand in where a language is full")
        guide.coreLanguages = [arabic]
        #expect(guide.articles(of: "T1", toldIn: arabic).isEmpty && guide.topics(of: .arr, toldIn: arabic).isEmpty)
        guide.catalogs[arabic]?["article.a.title"] = Text("أ")
        #expect(guide.articles(of: "T1", toldIn: arabic).map(\.id) == ["a"])
        #expect(guide.topics(of: .arr, toldIn: arabic).map(\.id) == ["T1"])
        #expect(guide.articles(of: "T1", toldIn: .english).count == 3)
    }

    @Test func `digits are written natively where readers use native ones`() throws {
        let burmese = try #require(Language("my").profile)
        #expect(burmese.native("1506-30") == "၁၅၀၆-၃၀")
        let thai = try #require(Language.english.profile)
        #expect(thai.native("12") == nil)
        for profile in LanguageProfile.all.values {
            if let digits = profile.nativeDigits { #expect(digits.count == 10, "\(profile.language)") }
        }
    }
}
