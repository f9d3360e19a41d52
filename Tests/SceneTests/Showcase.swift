import Appliance
import Devices
import Guide
import Proofs
import Visit

@testable import Scene

/// Pages laid out on one panel, for tests that look at single things.
///
/// Not thread-safe: it owns a typesetter.
struct Showcase {
    let handbook: Handbook
    let look: Look
    let layout: Layout
    let typesetter = Typesetter()

    init(_ site: String = "amman-airport", _ panel: Panel = .tenInch) throws {
        try BundledFonts.require()
        handbook = try HandbookFixture.handbook(site)
        look = try HandbookFixture.look
        layout = Layout(guide: handbook.guide, look: look, glass: Glass(panel), typesetter: typesetter)
    }

    func exhibits(_ language: String, size: TextSize = .normal, theme: Theme = .day) -> [Gallery.Exhibit] {
        Gallery(handbook).exhibits(in: Language(language), size: size, theme: theme)
    }

    func model(_ name: String, _ language: String, size: TextSize = .normal) throws -> Model {
        guard let exhibit = exhibits(language, size: size).first(where: { $0.name == name }) else {
            throw FixtureError("There is no page \(name).")
        }
        return exhibit.model
    }

    func scene(_ name: String, _ language: String, size: TextSize = .normal) throws -> Scene {
        scene(of: try model(name, language, size: size))
    }

    /// The scene when all of its page has been measured: a long one takes several turns.
    func scene(of model: Model, pressed: ControlID? = nil) -> Scene {
        var scene = layout.scene(of: model, handbook, pressed: pressed)
        for _ in 0..<Inspection.mostTurns where scene.isPartial { scene = layout.scene(of: model, handbook, pressed: pressed) }
        return scene
    }
}

extension Scene {
    var texts: [Element.TextRun] { elements.compactMap { if case .text(let run) = $0 { run } else { nil } } }

    var icons: [Element.IconRun] { elements.compactMap { if case .icon(let run) = $0 { run } else { nil } } }
}
