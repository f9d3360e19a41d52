import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `A language that has the core only` {
    struct Stay: Sendable, CustomTestStringConvertible {
        var site: String
        var language: Language

        var testDescription: String { "\(site) \(language)" }
    }

    /// Every core language at every site that offers it.
    static let stays: [Stay] = HandbookFixture.siteNames.flatMap { site -> [Stay] in
        // Where the guide cannot be read every test says so; here there is nowhere to stay.
        guard let guide = try? HandbookFixture.handbook(site).guide else { return [] }
        return guide.coreLanguages.sorted().map { Stay(site: site, language: $0) }
    }

    private func start(_ stay: Stay) throws -> (Handbook, Model) {
        var model = Model()
        model.machine.canPrint = true
        model.machine.paper = .fine
        model.session.language = stay.language
        model.session.page = .home
        return (try HandbookFixture.handbook(stay.site), model)
    }

    @Test func `both sites offer some`() { #expect(Set(Self.stays.map(\.site)).count == HandbookFixture.siteNames.count) }

    /// The proof that the rule of the core misses no text of its pages: a walk in one of the languages, and what every page
    /// of it says in the others.
    @Test(arguments: HandbookFixture.siteNames)
    func `shows nothing in the language of others, wherever a visitor goes`(site: String) throws {
        let stays = Self.stays.filter { $0.site == site }
        let first = try #require(stays.first)
        let (handbook, home) = try start(first)
        let spots = Walker(handbook, from: [home]).spots.values.filter { $0.session.language == first.language }
        var pages: Set<String> = []
        for language in stays.map(\.language) {
            let own = try #require(handbook.guide.catalogs[language])
            var foreign: Set<String> = []
            for var model in spots {
                model.session.language = language
                let content = content(of: model, handbook)
                if language == first.language { pages.insert(content.name) }
                for id in content.texts where own[id] == nil { foreign.insert("\(content.name): \(id)") }
            }
            #expect(foreign.sorted() == [], "\(language)")
        }
        #expect(!pages.contains("not-told"), "a control leads to a page that nobody has translated")
        let needed = [
            "home", "languages", "numbers", "rights", "article", "help", "help-contacts", "help-safer", "help-choose",
            "help-talk", "help-print", "under-18", "notice", "question", "plan", "code", "slip", "status", "signs", "places",
            "place", "about", "settings", "still-there", "farewell", "union",
        ]
        #expect(Set(needed).subtracting(pages).sorted() == [])
    }

    @Test(arguments: stays)
    func `says of every other page that it is not there yet, and opens it in a language that has it`(stay: Stay) throws {
        var (handbook, model) = try start(stay)
        let guide = handbook.guide
        let others = guide.articles.values.filter { !guide.tells($0.titleID, in: stay.language) }
        #expect(others.count > 20)
        for article in others {
            model.session.page = .article(article.id)
            model.session.language = stay.language
            let shown = content(of: model, handbook)
            #expect(shown.title == .ui("language.not_yet"))
            let ways = shown.items.compactMap(\.control)
            #expect(ways.count == guide.site.languages.count - guide.coreLanguages.count)
            let way = try #require(ways.first { $0.id == "lang.en" })
            _ = reduce(&model, .touched(way.action), at: .seconds(1), handbook)
            #expect(model.session.page == .article(article.id))
            #expect(content(of: model, handbook).title == .text(article.titleID))
        }
    }

    @Test(arguments: stays)
    func `offers no stage, topic or place without words, and the way to more`(stay: Stay) throws {
        let (handbook, home) = try start(stay)
        let guide = handbook.guide
        let tiles = content(of: home, handbook).controls
        #expect(tiles.contains { $0.id == "home.more" && $0.action == .languages })
        for stage in guide.site.stages {
            let isThere = tiles.contains { $0.action == .stage(stage) }
            #expect(isThere == !guide.topics(of: stage, toldIn: stay.language).isEmpty)
            var model = home
            model.session.page = .stage(stage)
            for control in content(of: model, handbook).items.compactMap(\.control) {
                guard case .topic(let id) = control.action else { continue }
                #expect(!guide.articles(of: id, in: stage, toldIn: stay.language).isEmpty, "\(control.id)")
            }
        }
        var model = home
        model.session.page = .places
        let places = content(of: model, handbook).items.count
        #expect(places >= guide.site.helpContacts.count && places < guide.services.count)
    }

    @Test func `full languages have no way to more, and staff read in full languages only`() throws {
        for site in HandbookFixture.siteNames {
            let handbook = try HandbookFixture.handbook(site)
            var model = Model()
            model.session.language = .english
            model.session.page = .home
            #expect(!content(of: model, handbook).controls.contains { $0.id == "home.more" })
            model.session.page = .staff(.languages)
            let offered = content(of: model, handbook).items.compactMap(\.control).map(\.action)
            for language in handbook.guide.coreLanguages { #expect(!offered.contains(.speak(language))) }
            #expect(offered.contains(.speak(.english)))
        }
    }
}
