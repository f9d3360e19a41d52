import Appliance
import Devices
import Guide
import Proofs
import Testing
import Visit

@testable import Scene

@Suite struct `Keeping the spot` {
    /// The longest article of the site in a language.
    private func longest(_ stage: Showcase, _ language: String) throws -> Model {
        let models = stage.exhibits(language).filter { $0.name.hasPrefix("article.") || $0.name.hasPrefix("place.") }.map(\.model)
        return try #require(models.max { stage.scene(of: $0).parts < stage.scene(of: $1).parts })
    }

    @Test(arguments: ["en", "ar", "km", "my", "ta"])
    func `another text size shows what was in sight before`(language: String) throws {
        let stage = try Showcase("amman-airport", .sevenInch)
        var model = try longest(stage, language)
        let parts = stage.scene(of: model).parts
        #expect(parts > 1)
        for _ in 1..<parts {
            let scene = stage.scene(of: model)
            guard case .turn(let place)? = scene.control("nav.next-page")?.action else { break }
            model.session.place = place
            for size in TextSize.allCases {
                var resized = model
                resized.session.size = size
                expectInSight(place, of: resized, stage, "size \(size)")
            }
            for theme in Theme.allCases {
                var recoloured = model
                recoloured.session.theme = theme
                expectInSight(place, of: recoloured, stage, "theme \(theme)")
            }
        }
    }

    @Test func `another language shows the same item`() throws {
        let stage = try Showcase("amman-airport", .sevenInch)
        var model = try longest(stage, "en")
        guard case .turn(let place)? = stage.scene(of: model).control("nav.next-page")?.action else { return }
        model.session.place = place
        for language in stage.handbook.guide.site.languages {
            model.session.language = language
            expectInSight(place, of: model, stage, language.tag)
        }
    }

    /// The part in sight begins at or before the place, and the next one after it.
    private func expectInSight(_ place: Place, of model: Model, _ stage: Showcase, _ label: String) {
        let scene = stage.scene(of: model)
        if case .turn(let next)? = scene.control("nav.next-page")?.action { #expect(next > place, "\(label)") }
        if case .turn(let before)? = scene.control("nav.previous-page")?.action { #expect(before < place, "\(label)") }
        #expect((1...scene.parts).contains(scene.part), "\(label)")
    }

    @Test func `a place behind the end shows the last part, one that never was shows the first`() throws {
        let stage = try Showcase()
        var model = try stage.model("article.jo-payday", "en", size: .veryLarge)
        model.session.place = Place(item: 9_999, line: 9_999)
        let last = stage.scene(of: model)
        #expect(last.part == last.parts)
        model.session.place = Place(item: -5, line: -5)
        #expect(stage.scene(of: model).part == 1)
    }

    @Test func `thirty paragraphs in Burmese come in pieces, of which the first fills the glass`() throws {
        let stage = try Showcase()
        let paragraphs = stage.handbook.guide.articles.values.sorted { $0.id < $1.id }
            .flatMap { article in article.blocks.map { Words.text(article.textID(of: $0)) } }.prefix(30)
        let page = Content("article", title: .ui("home.title"), items: paragraphs.map(Item.paragraph))
        let reading = Reading(language: Language("my"))
        var pieces: [(scene: Scene, shaped: Int)] = []
        for _ in 0..<Inspection.mostTurns where pieces.last?.scene.isPartial ?? true {
            let before = stage.typesetter.newlyShaped
            pieces.append((stage.layout.scene(of: page, reading), stage.typesetter.newlyShaped - before))
        }
        let whole = try #require(pieces.last).scene
        #expect(!whole.isPartial)
        #expect(pieces.count > 1)
        #expect(pieces.dropFirst().allSatisfy { $0.shaped <= 24 }, "\(pieces.map(\.shaped))")
        // What a visitor reads first does not move when the rest comes.
        let first = try #require(pieces.first).scene
        #expect(first.part == 1 && whole.part == 1)
        let words = { (scene: Scene) in scene.texts.filter { $0.style.capHeight > 4 }.prefix(4).map(\.area) }
        #expect(words(first) == words(whole))
        #expect(first.parts <= whole.parts)
    }

    @Test func `what the keys are on and what a finger presses changes only its own edge`() throws {
        let stage = try Showcase()
        var model = try stage.model("home", "en")
        let plain = stage.scene(of: model)
        let pressed = stage.scene(of: model, pressed: "home.talk")
        model.session.focus = "home.talk"
        let focused = stage.scene(of: model)
        for scene in [pressed, focused] {
            #expect(scene.elements.count == plain.elements.count)
            let changed = zip(scene.elements, plain.elements).filter { $0 != $1 }
            #expect(changed.count == 1)
            #expect(scene.controls.map(\.area) == plain.controls.map(\.area))
        }
        #expect(focused.control("home.talk")?.isFocused == true)
        #expect(focused.controls.filter(\.isFocused).count == 1)
    }

    @Test func `everything that can be touched can be reached by keys, in reading order`() throws {
        let stage = try Showcase("kuala-lumpur-lobby")
        for exhibit in stage.exhibits("en") {
            let scene = stage.scene(of: exhibit.model)
            guard scene.page != "welcome", scene.controls.count > 1 else { continue }
            // The page's own controls come before those of the rail.
            let rail = scene.controls.firstIndex { $0.id == "nav.leave" } ?? scene.controls.count
            #expect(scene.controls[rail...].allSatisfy { $0.id.name.hasPrefix("nav.") }, "\(exhibit.name)")
            let tiles = scene.controls.filter { [.tile, .card, .option, .key].contains($0.role) }.map(\.area)
            for (a, b) in zip(tiles, tiles.dropFirst()) where abs(a.y - b.y) < 0.01 {
                #expect(a.x < b.x, "\(exhibit.name)")
            }
        }
    }
}
