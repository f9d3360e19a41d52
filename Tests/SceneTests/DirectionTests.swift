import Appliance
import Devices
import Foundation
import Guide
import Proofs
import Testing
import Visit

@testable import Scene

@Suite struct `Reading from the right` {
    /// The icons that point along the reading direction, as `Kiosk/Theme/README.md` lists them.
    private func pointing() throws -> Set<String> {
        let text = try String(contentsOf: HandbookFixture.root.appending(path: "Kiosk/Theme/README.md"), encoding: .utf8)
        let list = try #require(text.range(of: "Mirrored in right-to-left languages:"))
        let end = try #require(text[list.upperBound...].range(of: ". All others"))
        return Set(text[list.upperBound..<end.lowerBound].split(whereSeparator: { ",` \n".contains($0) }).map(String.init))
    }

    @Test func `tiles begin at the right, and the buttons that stand on every page stay where they are`() throws {
        let stage = try Showcase("kuala-lumpur-lobby")
        let english = try stage.scene("home", "en")
        let arabic = try stage.scene("home", "ar")
        let tiles = english.controls.filter { $0.role == .tile }.map(\.id)
        #expect(tiles.count > 3)
        let left = try #require(english.control(tiles[0])), right = try #require(arabic.control(tiles[0]))
        #expect(left.area.x < 10)
        #expect(right.area.right > left.area.right)
        for control in english.controls where control.role == .rail || control.role == .leave || control.role == .help {
            #expect(arabic.control(control.id)?.area == control.area, "\(control.id)")
        }
    }

    @Test func `a page of the same cells is the mirror image of itself`() throws {
        let stage = try Showcase("kuala-lumpur-lobby")
        let english = try stage.scene("status", "en")
        let arabic = try stage.scene("status", "ar")
        // Keys are a number pad: 1 2 3 stands from left to right in every language.
        for digit in 1...2 {
            let first = ControlID("status.digit.\(digit)"), second = ControlID("status.digit.\(digit + 1)")
            for scene in [english, arabic] {
                let a = try #require(scene.control(first)).area, b = try #require(scene.control(second)).area
                #expect(a.x < b.x && abs(a.y - b.y) < 0.01, "\(scene.language)")
            }
        }
        let column = english.controls.filter { $0.role == .button || $0.role == .mainButton }
        for control in column {
            let mirrored = try #require(arabic.control(control.id))
            #expect(abs(mirrored.area.width - control.area.width) < 40)
        }
        let erase = try #require(english.control("status.erase")), look = try #require(english.control("status.look"))
        #expect(erase.area.x < look.area.x)
        let arabicErase = try #require(arabic.control("status.erase")), arabicLook = try #require(arabic.control("status.look"))
        #expect(arabicErase.area.x > arabicLook.area.x)
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `icons that point along the line are mirrored, all others stay as drawn`(site: String) throws {
        let stage = try Showcase(site)
        let pointing = try pointing()
        #expect(pointing.isSuperset(of: ["back", "next"]))
        for name in pointing { #expect(stage.look.icons[name] != nil, "the theme has no icon \(name)") }
        var wrong: Set<String> = []
        for language in ["ar", "en"] {
            for exhibit in stage.exhibits(language) {
                for icon in stage.scene(of: exhibit.model).icons
                where icon.isMirrored != (language == "ar" && pointing.contains(icon.name)) {
                    wrong.insert("\(language) \(icon.name)")
                }
            }
        }
        #expect(wrong.sorted() == [])
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `numbers keep their own order inside text of any direction`(site: String) throws {
        let stage = try Showcase(site)
        var numbers = 0
        for language in stage.handbook.guide.site.languages.map(\.tag) {
            for exhibit in stage.exhibits(language) {
                let scene = stage.scene(of: exhibit.model)
                for run in scene.texts where run.phrase.string.withoutMarks.isANumber {
                    let marked = run.phrase.string
                    // One digit has no order; the longer ones lie in an isolate.
                    guard marked.withoutMarks.filter(\.isNumber).count > 1 else { continue }
                    numbers += 1
                    #expect(marked.hasPrefix("\u{2066}") || marked.hasPrefix("\u{2068}"), "\(exhibit.name) \(language): \(marked.withoutMarks)")
                    #expect(marked.hasSuffix("\u{2069}"), "\(exhibit.name) \(language): \(marked.withoutMarks)")
                }
            }
        }
        #expect(numbers > 20)
    }

    @Test func `the code stands in Latin digits, and in the language's own below where it has some`() throws {
        let stage = try Showcase()
        for language in stage.handbook.guide.site.languages {
            let texts = try stage.scene("code", language.tag).texts.map { $0.phrase.string.withoutMarks }
            let groups = Gallery.sampleTicket.code.groups
            let latin = texts.filter { text in groups.allSatisfy(text.contains) }
            #expect(latin.count == 1, "\(language)")
            if let profile = language.profile, profile.nativeDigits != nil {
                let own = groups.compactMap { profile.native($0) }
                #expect(texts.contains { text in own.allSatisfy(text.contains) }, "\(language)")
            }
        }
    }
}

extension String {
    /// Whether it is nothing but a number: digits of any script and what stands between them.
    fileprivate var isANumber: Bool {
        contains(where: \.isNumber) && allSatisfy { $0.isNumber || " +-–()·\u{2002}".contains($0) }
    }
}
