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
        return try #require(models.max { stage.layout.scene(of: $0, stage.handbook).parts < stage.layout.scene(of: $1, stage.handbook).parts })
    }

    @Test(arguments: ["en", "ar", "km", "my", "ta"])
    func `another text size shows what was in sight before`(language: String) throws {
        let stage = try Showcase("amman-airport", .sevenInch)
        var model = try longest(stage, language)
        let parts = stage.layout.scene(of: model, stage.handbook).parts
        #expect(parts > 1)
        for _ in 1..<parts {
            let scene = stage.layout.scene(of: model, stage.handbook)
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
        guard case .turn(let place)? = stage.layout.scene(of: model, stage.handbook).control("nav.next-page")?.action else { return }
        model.session.place = place
        for language in stage.handbook.guide.site.languages {
            model.session.language = language
            expectInSight(place, of: model, stage, language.tag)
        }
    }

    /// The part in sight begins at or before the place, and the next one after it.
    private func expectInSight(_ place: Place, of model: Model, _ stage: Showcase, _ label: String) {
        let scene = stage.layout.scene(of: model, stage.handbook)
        if case .turn(let next)? = scene.control("nav.next-page")?.action { #expect(next > place, "\(label)") }
        if case .turn(let before)? = scene.control("nav.previous-page")?.action { #expect(before < place, "\(label)") }
        #expect((1...scene.parts).contains(scene.part), "\(label)")
    }

    @Test func `a place behind the end shows the last part, one that never was shows the first`() throws {
        let stage = try Showcase()
        var model = try stage.model("article.jo-payday", "en", size: .veryLarge)
        model.session.place = Place(item: 9_999, line: 9_999)
        let last = stage.layout.scene(of: model, stage.handbook)
        #expect(last.part == last.parts)
        model.session.place = Place(item: -5, line: -5)
        #expect(stage.layout.scene(of: model, stage.handbook).part == 1)
    }

    @Test func `what the keys are on and what a finger presses changes only its own edge`() throws {
        let stage = try Showcase()
        var model = try stage.model("home", "en")
        let plain = stage.layout.scene(of: model, stage.handbook)
        let pressed = stage.layout.scene(of: model, stage.handbook, pressed: "home.talk")
        model.session.focus = "home.talk"
        let focused = stage.layout.scene(of: model, stage.handbook)
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
            let scene = stage.layout.scene(of: exhibit.model, stage.handbook)
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
