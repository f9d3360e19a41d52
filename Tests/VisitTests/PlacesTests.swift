import Guide
import Proofs
import Testing

@testable import Visit

@Suite struct `Places and numbers` {
    static let sites = HandbookFixture.siteNames + HandbookFixture.otherSiteNames

    private func page(_ page: Page, of site: String, in language: Language = .english) throws -> Content {
        var model = Model()
        model.session.language = language
        model.session.page = page
        return content(of: model, try HandbookFixture.handbook(site))
    }

    /// What stands behind a control of the page: an entry, or those of a kind.
    private func entries(behind control: Control, of site: String, in language: Language) throws -> [Service.ID] {
        switch control.action {
        case .service(let id): [id]
        case .placesOf(let group):
            try page(.placesOf(group), of: site, in: language).items.compactMap(\.control).flatMap {
                try entries(behind: $0, of: site, in: language)
            }
        default: []
        }
    }

    @Test(arguments: sites)
    func `hold every entry that a language tells, once`(site: String) throws {
        let guide = try HandbookFixture.handbook(site).guide
        for language in guide.site.languages {
            let controls = try page(.places, of: site, in: language).items.compactMap(\.control)
            let found = try controls.flatMap { try entries(behind: $0, of: site, in: language) }
            let told = guide.services.values.filter { guide.tells($0.nameID, in: language) }.map(\.id)
            #expect(found.sorted() == told.sorted(), "\(language)")
        }
    }

    @Test(arguments: sites)
    func `are tiles of kinds of help where they are many, each with how many there are, and a list where they are few`(
        site: String
    ) throws {
        let guide = try HandbookFixture.handbook(site).guide
        for language in guide.site.languages {
            let count = guide.directory(toldIn: language).count
            let controls = try page(.places, of: site, in: language).items.compactMap(\.control)
            guard count > 9 else {
                #expect(controls.allSatisfy { $0.role == .card } && controls.count == count, "\(language)")
                continue
            }
            #expect(controls.allSatisfy { $0.role == .tile && $0.icon != nil } && controls.count <= 12, "\(language)")
            for control in controls {
                guard case .placesOf(let group) = control.action else { continue }
                let behind = try entries(behind: control, of: site, in: language).count
                #expect(control.detail == .labelled(.ui("places.entries"), .count(behind)), "\(language) \(group)")
            }
        }
    }

    @Test func `begin with the desk, the police and health`() throws {
        let controls = try page(.places, of: "kuala-lumpur-lobby").items.compactMap(\.control)
        #expect(controls.prefix(3).map(\.id) == ["place.desk", "places.police", "places.health"])
    }

    @Test func `lead to the one entry of a kind at once, and back from it to the tiles`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch(["home.places", "places.police"])
        #expect(visitor.page == .service("my-police"))
        visitor.touch("nav.back")
        #expect(visitor.page == .places)
    }

    @Test func `lead to the entries of a kind, those of this country first, and back the same way`() throws {
        var visitor = Visitor(try HandbookFixture.handbook("mae-sot-centre"))
        visitor.arrive()
        visitor.touch(["home.places", "places.labour"])
        let guide = visitor.handbook.guide
        let listed = visitor.content.items.compactMap(\.control).compactMap { control -> Service? in
            if case .service(let id) = control.action { guide.services[id] } else { nil }
        }
        let here = listed.prefix { $0.countries.contains("TH") }
        #expect(here.count > 2 && listed.count > here.count)
        #expect(!listed.dropFirst(here.count).contains { $0.countries.contains("TH") })
        visitor.touch("place.\(listed[0].id)")
        #expect(visitor.page == .service(listed[0].id))
        visitor.touch(["nav.back", "nav.back"])
        #expect(visitor.page == .places)
    }

    @Test func `open no kind of help that nobody has`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.happen(.touched(.placesOf(.child)))
        #expect(visitor.page == .home)
    }
}
