import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `Choosing a language` {
    @Test(arguments: HandbookFixture.siteNames)
    func `a new language keeps the page, the place and the answers`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        let wanted = Language("km")
        for exhibit in Gallery(handbook).exhibits(in: .english) {
            guard content(of: exhibit.model, handbook).controls.contains(where: { $0.id == "nav.language" }) else { continue }
            switch exhibit.model.session.page {
            case .saving, .printing, .languages: continue
            default: break
            }
            var model = exhibit.model
            model.session.place = Place(item: 2, line: 3)
            if let needs = handbook.form["needs"] { model.session.answers.choose("pay", of: needs) }
            let before = model
            _ = reduce(&model, .touched(.languages), at: .seconds(1), handbook)
            #expect(model.session.page == .languages, "\(exhibit.name)")
            _ = reduce(&model, .touched(.speak(wanted)), at: .seconds(2), handbook)
            #expect(model.session.page == before.session.page, "\(exhibit.name)")
            #expect(model.session.place == before.session.place, "\(exhibit.name)")
            #expect(model.session.answers == before.session.answers, "\(exhibit.name)")
            #expect(model.session.ticket == before.session.ticket, "\(exhibit.name)")
            #expect(model.session.trail == before.session.trail, "\(exhibit.name)")
            #expect(model.session.entry == before.session.entry, "\(exhibit.name)")
            #expect(model.session.language == wanted, "\(exhibit.name)")
            #expect(model.visit == before.visit, "\(exhibit.name)")
        }
    }

    @Test func `every language of the site has a button with its own name, in the site's order, without a flag`() throws {
        for site in HandbookFixture.siteNames {
            let handbook = try HandbookFixture.handbook(site)
            var visitor = Visitor(handbook)
            visitor.touch("welcome.begin")
            let tiles = visitor.content.controls.filter { $0.role == .tile }
            #expect(tiles.map(\.id.name) == handbook.guide.site.languages.map { "lang.\($0.tag)" })
            for (tile, language) in zip(tiles, handbook.guide.site.languages) {
                #expect(tile.words == .autonym(language))
                #expect(tile.icon == nil)
            }
        }
    }

    @Test func `a language that the site lacks is not taken`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.touch("welcome.begin")
        visitor.happen(.touched(.speak(Language("vi"))))
        #expect(visitor.session.language == nil)
        #expect(visitor.page == .languages)
    }

    @Test func `a visit is counted when its first language is chosen, and once`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive(in: "si")
        visitor.touch(["nav.language", "lang.ta"])
        #expect(visitor.effects.counters.filter { $0.metric == .session }.count == 1)
        #expect(visitor.page == .home)
    }

    @Test func `opening the list of languages twice does not stack it`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["nav.language", "nav.language", "nav.back"])
        #expect(visitor.page == .home)
    }

    @Test func `another text size keeps the spot`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch("home.numbers")
        visitor.happen(.touched(.turn(Place(item: 3))))
        visitor.touch(["nav.settings", "size.4", "theme.contrast", "nav.back"])
        #expect(visitor.page == .numbers)
        #expect(visitor.session.place == Place(item: 3))
        #expect(visitor.session.size == .veryLarge)
        #expect(visitor.session.theme == .contrast)
    }
}
