import Devices
import Guide
import Proofs
import Testing
import Visit

@testable import Scene

@Suite struct `A paper without a number` {
    private func layout(_ paper: `The slip`.Paper) throws -> SlipLayout {
        try BundledFonts.require()
        return SlipLayout(
            guide: try HandbookFixture.handbook(paper.site).guide, look: try HandbookFixture.look, typesetter: Typesetter(),
            paperWidth: paper.width)
    }

    private static func lists(_ guide: Guide) -> [Handout] {
        guide.articles.values.filter { $0.printout == .left }.sorted { $0.id < $1.id }.map { .left($0.id, $0.ticks.map(\.id)) }
    }

    @Test(arguments: `The slip`.papers)
    func `has room for its words and a letter for each of them`(paper: `The slip`.Paper) throws {
        let layout = try layout(paper)
        let handouts = Self.lists(layout.guide) + [.hours]
        #expect(handouts.count > 1)
        for handout in handouts {
            let image = layout.image(of: .handout(handout), in: Language(paper.language), today: HandbookFixture.builtOn)
            #expect(image.faults.isEmpty, "\(image.faults.map(\.description))")
            #expect((300...3_000).contains(image.height))
        }
    }

    @Test func `is the same for everybody who left the same lines open, on every day`() throws {
        let layout = try layout(`The slip`.Paper(site: "amman-airport", language: "ar", width: 80))
        func slip(_ lines: [String], _ day: Int) -> SlipLayout.Image {
            layout.image(
                of: .handout(.left("contract-check", lines)), in: Language("ar"),
                today: GuideDate(dayNumber: HandbookFixture.builtOn.dayNumber + day))
        }
        #expect(slip(["job", "pay"], 0) == slip(["job", "pay"], 400))
        #expect(slip(["pay", "job"], 0) == slip(["job", "pay"], 0), "the order of touching shows")
        #expect(slip(["pay"], 0) != slip(["job"], 0))
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `does not name the page or the topic that it comes from`(site: String) throws {
        let guide = try HandbookFixture.handbook(site).guide
        for list in guide.articles.values where list.printout == .left {
            let printed = ([list.said(for: .some)].compactMap(\.self) + list.ticks).map(list.textID)
            let topic = try #require(guide.topics.first { $0.id == list.topicID })
            for language in guide.site.languages {
                for id in [list.titleID, topic.titleID] {
                    guard let title = guide.text(id, in: language)?.string.withoutMarks else { continue }
                    for line in printed { #expect(guide.text(line, in: language)?.string.withoutMarks.contains(title) != true, "\(language) \(line)") }
                }
            }
        }
    }

    @Test func `of a line that the guide has no more leaves the others`() throws {
        let layout = try layout(`The slip`.Paper(site: "amman-airport", language: "en", width: 80))
        func slip(_ lines: [String]) -> SlipLayout.Image {
            layout.image(of: .handout(.left("contract-check", lines)), in: .english, today: HandbookFixture.builtOn)
        }
        #expect(slip(["job", "gone"]) == slip(["job"]))
    }

    @Test(arguments: ["en", "km"])
    func `shows the pictures of a story where they have room`(language: String) throws {
        for panel in [Panel.sevenInch, .tenInch] {
            let stage = try Showcase("kuala-lumpur-lobby", panel)
            let scene = try stage.scene("article.what-happens-next", language)
            let pictures = scene.elements.compactMap { if case .icon(let icon) = $0 { icon } else { nil } }
            let first = try #require(pictures.first { $0.name == "counsellor" })
            #expect(first.area.width >= 12.7, "smaller than a picture must be to be understood")
        }
    }
}
