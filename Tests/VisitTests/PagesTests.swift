import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `The pages of a kiosk` {
    /// Fresh kiosks in every state that changes what can be touched.
    fileprivate static func machines() -> [Model] {
        var well = Machine()
        well.canPrint = true
        well.paper = .fine
        var empty = well
        empty.canPrint = false
        empty.paper = .out
        var nobody = well
        nobody.counsellors = .notToday
        var full = well
        full.canSave = false
        return [well, empty, nobody, full].map { Model(machine: $0) }
    }

    /// A walk from each of them.
    private func walks(_ site: String) throws -> [Walker] { try #require(allWalks.get()[site]) }

    /// A page without what tells two questions, topics or articles apart.
    private func kind(_ page: Page) -> String { String("\(page)".prefix { $0 != "(" }) }

    @Test func `every kind of page can be reached by touch`() throws {
        var reached: Set<String> = []
        for site in HandbookFixture.siteNames {
            for walk in try walks(site) { reached.formUnion(walk.pages.map(kind)) }
        }
        // A site that carries the law of one country has no list of countries.
        let hasList = try HandbookFixture.siteNames.contains { try HandbookFixture.handbook($0).guide.unions.count > 1 }
        let all = (hasList ? ["unions"] : []) + [
            "dark", "welcome", "languages", "home", "stage", "topic", "article", "numbers", "rights", "union",
            "places", "placesOf", "service", "about", "settings", "signs", "help", "underAge", "neutral", "closed", "notice", "question",
            "planOffer", "planQuestion", "saving", "notSaved", "code", "noPaper", "printing", "didItComeOut", "slipFailed",
            "status", "farewell", "goodbye", "checks", "checklist", "result", "answer", "afterwards", "fees", "feeAnswer", "handout",
            "practice",
        ]
        #expect(Set(all).subtracting(reached).sorted() == [])
        #expect(reached.subtracting(all).sorted() == [])
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `every page of the guide can be reached by touch`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        let reached = try walks(site).reduce(into: Set<Page>()) { $0.formUnion($1.pages) }
        let missing = Gallery(handbook).exhibits(in: .english).filter { exhibit in
            switch exhibit.model.session.page {
            case .article, .service, .help, .question, .planQuestion, .printing, .didItComeOut, .slipFailed, .checks, .fees, .feeAnswer, .afterwards,
                .checklist(_, []), .result(_, []), .handout:
                !reached.contains(exhibit.model.session.page)
            case .stage(let stage): handbook.guide.site.stages.contains(stage) && !reached.contains(.stage(stage))
            // A topic of one article is that article, one without any is not offered.
            case .topic(let id):
                handbook.guide.site.stages.contains { handbook.guide.articles(of: id, in: $0).count > 1 } && !reached.contains(.topic(id))
            case .union: !reached.contains(exhibit.model.session.page)
            default: false
            }
        }
        #expect(missing.map(\.name) == [])
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `every page says how to leave, where help is and how to change the language`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        for walk in try walks(site) {
            var lacking: Set<String> = []
            for (_, model) in walk.spots {
                let content = content(of: model, handbook)
                guard content.kind == .page else { continue }
                let ids = Set(content.controls.map(\.id.name))
                if !ids.isSuperset(of: ["nav.leave", "nav.help", "nav.language"]) { lacking.insert(content.name) }
            }
            #expect(lacking.sorted() == [])
        }
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `every page has a way out by touch`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        for walk in try walks(site) {
            for (_, model) in walk.spots {
                let content = content(of: model, handbook)
                let leads = content.controls.contains { control in
                    var next = model
                    _ = reduce(&next, .touched(control.action), at: next.session.lastTouch + .seconds(1), handbook)
                    return next.session.page != model.session.page || next.session.alertSince != model.session.alertSince
                }
                #expect(leads, "nothing on \(content.name) leads anywhere")
            }
        }
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `no two controls of a page share a name`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        for exhibit in Gallery(handbook).exhibits(in: .english) {
            let ids = content(of: exhibit.model, handbook).controls.map(\.id.name)
            #expect(ids.count == Set(ids).count, "\(exhibit.name): \(ids.sorted())")
        }
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `a control means the same on every page`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        // What they do depends on the page by their nature.
        let steps: Set<String> = ["nav.next", "nav.done", "nav.previous-page", "nav.next-page", "paper.go-on"]
        var meanings: [String: Action] = [:]
        for exhibit in Gallery(handbook).exhibits(in: .english) {
            for control in content(of: exhibit.model, handbook).controls where !steps.contains(control.id.name) {
                if let known = meanings[control.id.name] {
                    #expect(known == control.action, "\(control.id) on \(exhibit.name)")
                }
                meanings[control.id.name] = control.action
            }
        }
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `control names are dotted, plain and independent of language`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")
        let english = Gallery(handbook).exhibits(in: .english).map { content(of: $0.model, handbook).controls.map(\.id) }
        let khmer = Gallery(handbook).exhibits(in: Language("km")).map { content(of: $0.model, handbook).controls.map(\.id) }
        #expect(english == khmer)
        for id in Set(english.joined()) {
            #expect(id.name.allSatisfy(allowed.contains) && id.name.contains("."), "\(id)")
        }
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `a page has at most one main button`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        for exhibit in Gallery(handbook).exhibits(in: .english) {
            let main = content(of: exhibit.model, handbook).controls.filter { $0.role == .mainButton }
            #expect(main.count <= 1, "\(exhibit.name)")
        }
    }

    @Test func `back leads to the page before, at the same spot`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch("home.rights")
        visitor.happen(.touched(.turn(Place(item: 1))))
        visitor.touch("article.\(visitor.handbook.guide.site.rights[1])")
        visitor.touch("nav.back")
        #expect(visitor.page == .rights)
        #expect(visitor.session.place == Place(item: 1))
    }

    @Test func `the trail does not grow without bound`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        for _ in 0..<100 {
            visitor.happen(.touched(.numbers))
            visitor.happen(.touched(.rights))
        }
        #expect(visitor.session.trail.count == 24)
        for _ in 0..<30 { visitor.happen(.touched(.back)) }
        #expect(visitor.page == .home)
    }

    @Test func `an article or place that the guide lacks is not opened`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        for action in [Action.article("none"), .service("none"), .topic("none")] {
            visitor.happen(.touched(action))
            #expect(visitor.page == .home)
        }
        visitor.happen(.touched(.union("XX")))
        #expect(!visitor.content.controls.isEmpty)
    }

    @Test func `an article is called useful once`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.happen(.touched(.article("jo-payday")))
        _ = visitor.takeEffects()
        visitor.touch("useful.yes")
        for isUseful in [false, true] { visitor.happen(.touched(.useful(isUseful))) }
        #expect(visitor.effects.counters.map(\.metric) == [.helpfulYes])
        #expect(visitor.session.feedback == ["jo-payday": true])
    }

    @Test func `what is past its review is hidden, badged or kept as its rule says`() throws {
        let handbook = try HandbookFixture.airport
        var today = Model()
        var later = today
        today.machine.today = HandbookFixture.builtOn
        later.machine.today = GuideDate(dayNumber: HandbookFixture.builtOn.dayNumber + 3_000)
        var changes = 0
        for (id, article) in handbook.guide.articles {
            // A list stands on its page and on those of its result.
            let all = Set(article.ticks.map(\.id))
            let pages: [Page] = article.isChecklist ? [.checklist(id, []), .result(id, []), .result(id, all), .afterwards(id)] + all.map { .answer(id, all, saying: $0) } : [.article(id)]
            func items(_ model: Model) -> [Item] {
                pages.flatMap { page in
                    var model = model
                    model.session.page = page
                    return content(of: model, handbook).items
                }
            }
            let (before, after) = (items(today), items(later))
            for block in article.blocks {
                guard let claim = block.claimID.flatMap({ handbook.guide.claims[$0] }), let day = later.machine.today else { continue }
                let words = Words.text(article.textID(of: block))
                let stands = after.contains { item in
                    switch item {
                    case .paragraph(words), .warning(words), .step(_, words), .scene(_, words, _), .lead(words): true
                    case .control(let control): control.words == words
                    default: false
                    }
                }
                let isContact = if case .contact = block.kind { true } else { false }
                if !isContact { #expect(stands == (claim.showing(on: day) != .hidden), "\(id) \(block.id)") }
            }
            if before != after { changes += 1 }
            #expect(!after.isEmpty)
        }
        #expect(changes > 0)
    }

    @Test func `a phone number past its assurance is hidden where it concerns safety, else says so`() throws {
        let handbook = try HandbookFixture.airport
        var model = Model()
        let day = GuideDate(dayNumber: HandbookFixture.builtOn.dayNumber + 3_000)
        model.machine.today = day
        for (id, service) in handbook.guide.services {
            model.session.page = .service(id)
            let cards = content(of: model, handbook).items.compactMap { if case .contact(let card) = $0 { card } else { nil } }
            #expect(!cards.isEmpty)
            for (phone, card) in zip(service.phones, cards) {
                switch phone.showing(on: day, risk: service.risk) {
                case .askAtDesk: #expect(card.number == nil && card.numberNote == .ui("places.no_number"), "\(id)")
                case .assured: #expect(card.number == phone.number)
                case .notCheckedSince(let since):
                    #expect(card.number == phone.number)
                    #expect(card.numberNote == .ui("places.not_checked_since", ["date": .digits(since.yearAndMonth)]), "\(id)")
                }
            }
        }
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `every text that a page needs exists in English`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        var missing: Set<String> = []
        for exhibit in Gallery(handbook).exhibits(in: .english) {
            for id in content(of: exhibit.model, handbook).textIDs where handbook.guide.text(id, in: .english) == nil {
                missing.insert("\(exhibit.name): \(id.name)")
            }
        }
        #expect(missing.sorted() == [])
    }
}

/// Walked once for all tests: it takes seconds.
private let allWalks: Result<[String: [Walker]], any Error> = Result {
    var walks: [String: [Walker]] = [:]
    for site in HandbookFixture.siteNames {
        let handbook = try HandbookFixture.handbook(site)
        walks[site] = `The pages of a kiosk`.machines().map { Walker(handbook, from: [$0]) }
    }
    return walks
}

extension Content {
    fileprivate var textIDs: [TextID] {
        let controls = self.controls.flatMap { [$0.words] + [$0.detail].compactMap(\.self) }
        let body = items.flatMap { item -> [Words] in
            switch item {
            case .heading(let words, _), .paragraph(let words), .lead(let words), .step(_, let words), .scene(_, let words, _), .warning(let words), .note(let words),
                .badge(let words), .fact(let words), .light(let words, _):
                [words]
            case .contact(let card): [card.name] + [card.numberNote].compactMap(\.self) + card.lines
            case .control, .code, .entry, .picture, .secret, .sample, .spot: []
            }
        }
        return ([crumb].compactMap(\.self) + [title] + body + controls).flatMap(\.textIDs)
    }
}

extension Words {
    fileprivate var textIDs: [TextID] {
        switch self {
        case .text(let id, let arguments): [id] + arguments.values.flatMap(\.textIDs)
        case .foreign(let id, _): [id]
        case .list(let all): all.flatMap(\.textIDs)
        case .labelled(let label, let value): label.textIDs + value.textIDs
        case .digits, .name, .autonym, .greeting: []
        }
    }
}
