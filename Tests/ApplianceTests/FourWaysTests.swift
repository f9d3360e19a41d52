import Appliance
import Devices
import Guide
import Proofs
import Scene
import Sound
import Testing
import Visit

/// Every page can be finished by touch, by nine keys, by two switches, and by sound alone.
///
/// Each way has to reach and use every control of every page; `PagesTests` shows that from every page its controls lead on.
@Suite struct `Four ways through every page` {
    /// One kiosk that shows a page.
    private final class Booth {
        let desk: Desk
        let handbook: Handbook
        var now = MonotonicTime(sinceBoot: .seconds(100))

        init(_ handbook: Handbook, _ panel: Panel) throws {
            self.handbook = handbook
            desk = Desk(handbook: handbook, look: try HandbookFixture.look, panel: panel)
        }

        func show(_ model: Model) {
            var model = model
            model.session.lastTouch = now.sinceBoot
            desk.show(model)
            while desk.layMore() {}
        }

        /// Presses `next` until the control has the focus, turning the page's parts by `choose`; whether it was reached.
        func reach(_ id: ControlID, _ next: HardwareButton, _ choose: HardwareButton) -> Bool {
            // What is alone on a page needs no focus, and the neutral page keeps none.
            if desk.scene.controls.map(\.id) == [id] { return true }
            if desk.model.session.page == .neutral, desk.scene.controls.first?.id == id { return true }
            for _ in 0..<200 {
                if desk.model.session.focus == id, desk.scene.control(id) != nil { return true }
                guard desk.scene.control(id) == nil, desk.model.session.focus == "nav.next-page" else {
                    _ = desk.push(next, at: now)
                    continue
                }
                _ = desk.push(choose, at: now)
                while desk.layMore() {}
            }
            return false
        }
    }

    /// Where a page begins: everything that a visitor can choose there, in all of its parts.
    private func controls(of exhibit: Gallery.Exhibit, _ handbook: Handbook) -> [Control] {
        // On a small glass "back" leads to the start page too, and the code's page has another control after a minute.
        content(of: exhibit.model, handbook).controls.filter { $0.id != "nav.home" && $0.role != .glass }
    }

    /// A few of each kind of page: what is laid out alike is reached alike.
    private func exhibits(_ handbook: Handbook, _ language: Language) -> [Gallery.Exhibit] {
        var seen: [String: Int] = [:]
        return Gallery(handbook).exhibits(in: language).filter { exhibit in
            // Any key says "I am still there", and where a pace is found every switch is a press in time.
            guard !exhibit.model.session.page.isStaff, exhibit.name != "still-there", !exhibit.name.hasPrefix("pace") else { return false }
            let kind = content(of: exhibit.model, handbook).name
            seen[kind, default: 0] += 1
            return seen[kind, default: 0] <= 2
        }
    }

    @Test(arguments: ["en", "ar"]) func `a finger finds each control where it stands`(tag: String) throws {
        let handbook = try HandbookFixture.airport
        let booth = try Booth(handbook, .sevenInch)
        for exhibit in exhibits(handbook, Language(tag)) {
            booth.show(exhibit.model)
            for control in booth.desk.scene.controls {
                let (x, y) = (control.area.x + control.area.width / 2, control.area.y + control.area.height / 2)
                #expect(booth.desk.scene.control(atX: x, y: y)?.id == control.id, "\(exhibit.name)")
            }
        }
    }

    @Test(arguments: ["en", "ar"]) func `nine keys reach and press every control`(tag: String) throws {
        try reachAll(in: Language(tag), .down, .select)
    }

    @Test(arguments: ["en", "ar"]) func `two switches reach and press every control`(tag: String) throws {
        try reachAll(in: Language(tag), .switchNext, .switchChoose)
    }

    private func reachAll(in language: Language, _ next: HardwareButton, _ choose: HardwareButton) throws {
        let handbook = try HandbookFixture.airport
        let booth = try Booth(handbook, .sevenInch)
        for exhibit in exhibits(handbook, language) {
            booth.show(exhibit.model)
            guard booth.desk.scene.controls.contains(where: { $0.role != .glass }) else { continue }
            for control in controls(of: exhibit, handbook) {
                booth.show(exhibit.model)
                guard booth.reach(control.id, next, choose) else {
                    Issue.record("\(exhibit.name): \(next) does not reach \(control.id)")
                    continue
                }
                // A press by the key does what a finger does.
                var touched = booth.desk.model
                let expected = reduce(&touched, .touched(control.action), at: booth.now.sinceBoot, handbook)
                #expect(booth.desk.push(choose, at: booth.now).suffix(expected.count) == expected[...], "\(exhibit.name): \(control.id)")
                #expect(booth.desk.model.session.page == touched.session.page)
            }
        }
    }

    @Test(arguments: ["en", "ar"]) func `with the screen off every page and every control says what it is`(tag: String) throws {
        let handbook = try HandbookFixture.airport
        let narrator = Narrator(guide: handbook.guide, language: Language(tag), voices: handbook.voices)
        for exhibit in exhibits(handbook, Language(tag)) {
            let content = content(of: exhibit.model, handbook)
            guard content.kind == .page else { continue }
            #expect(!narrator.page(content, items: content.items.indices).isEmpty, "\(exhibit.name)")
            for control in content.controls {
                let words = [control.words] + (control.detail.map { [$0] } ?? [])
                #expect(!narrator.control(words, isSelected: false, place: 1, of: 2).isEmpty, "\(exhibit.name): \(control.id)")
            }
        }
    }
}
