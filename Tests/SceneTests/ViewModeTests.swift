import Appliance
import Devices
import Guide
import Proofs
import Testing
import Visit

@testable import Scene

/// Everything lower, for who sits; and one thing at a time, for who is lost in a full page.
@Suite struct `Ways to see a page` {
    private static let panels: [Panel] = [.tenInch, .fifteenInch, .tenInch.portrait, .fifteenInch.portrait]

    /// Two of each kind of page: what is built alike is laid out alike.
    private func exhibits(_ showcase: Showcase, _ language: String) -> [Gallery.Exhibit] {
        var seen: [String: Int] = [:]
        return showcase.exhibits(language, size: .large).filter { exhibit in
            let kind = content(of: exhibit.model, showcase.handbook).name
            seen[kind, default: 0] += 1
            return seen[kind, default: 0] <= 2
        }
    }

    @Test(arguments: panels, ["my", "ar"])
    func `everything lower: all that can be touched lies in the lower part, and everything has room`(panel: Panel, tag: String) throws {
        let showcase = try Showcase("amman-airport", panel)
        let glass = Glass(panel)
        let lowered = try #require(glass.lowered)
        for exhibit in exhibits(showcase, tag) {
            var model = exhibit.model
            model.session.isLow = true
            let content = content(of: model, showcase.handbook)
            guard content.kind == .page, !exhibit.model.session.page.isStaff else { continue }
            let scene = showcase.scene(of: model)
            #expect(scene.faults == [], "\(exhibit.name)")
            #expect(scene.glass == glass)
            for control in scene.controls {
                #expect(control.area.y >= glass.height - lowered.height - 0.01 && control.area.bottom <= glass.height + 0.01)
                #expect(min(control.area.width, control.area.height) >= Inspection.target - Inspection.hair, "\(exhibit.name)")
            }
        }
    }

    @Test func `the smallest glass has no lower part of its own, and the choice is not offered there`() throws {
        #expect(Glass(.sevenInch).lowered == nil)
        let showcase = try Showcase("amman-airport", .sevenInch)
        var model = try showcase.model("settings", "en")
        #expect(content(of: model, showcase.handbook).controls.contains { $0.id == "view.low" })
        model.machine.isGlassTall = false
        #expect(!content(of: model, showcase.handbook).controls.contains { $0.id == "view.low" })
    }

    @Test(arguments: ["en", "km"])
    func `one thing at a time: no part holds two, and the parts together hold all`(tag: String) throws {
        let showcase = try Showcase("amman-airport", .tenInch)
        for exhibit in showcase.exhibits(tag) {
            var model = exhibit.model
            model.session.isOneByOne = true
            let content = content(of: model, showcase.handbook)
            guard content.kind == .page, !exhibit.model.session.page.isStaff else { continue }
            var (items, place) = (0, Place.top)
            for _ in 0..<60 {
                model.session.place = place
                let scene = showcase.scene(of: model)
                #expect(scene.faults == [], "\(exhibit.name)")
                let things = content.items[scene.items].filter(\.isOneThing)
                #expect(things.count <= 1, "\(exhibit.name) shows \(things.count) things in part \(scene.part)")
                items += scene.items.count
                guard case .turn(let next)? = scene.control("nav.next-page")?.action else { break }
                place = next
            }
            #expect(items == content.items.count, "\(exhibit.name)")
        }
    }

    @Test func `an article comes in as many parts as it has things to say`() throws {
        let showcase = try Showcase()
        var model = try showcase.model("article.jo-payday", "en")
        let whole = showcase.scene(of: model)
        model.session.isOneByOne = true
        let parts = showcase.scene(of: model).parts
        #expect(parts > whole.parts)
    }
}

extension Item {
    /// A sentence or a card; what can be chosen stays together.
    fileprivate var isOneThing: Bool {
        switch self {
        case .paragraph, .lead, .step, .scene, .warning, .note, .fact, .badge, .contact: true
        default: false
        }
    }
}
