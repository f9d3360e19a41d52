import Guide
import Proofs
import Testing

@testable import Visit

@Suite struct `A group` {
    /// As far as its first page.
    private func group(_ handbook: Handbook) -> Visitor {
        var staff = Visitor(handbook)
        staff.happen(.staffCalled)
        staff.touch(["staff.group", "lang.en"])
        return staff
    }

    @Test func `staff open its pages without a PIN, in the language that they choose`() throws {
        let lobby = try HandbookFixture.lobby
        for handbook in [lobby, Handbook(guide: lobby.guide, form: lobby.form)] {
            let group = group(handbook)
            #expect(group.page == .group(0) && group.session.language == .english && group.session.size == .veryLarge)
            #expect(group.session.staff == nil)
        }
    }

    @Test(arguments: HandbookFixture.siteNames) func `it sees each right, the numbers, and that everybody can come alone`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        var group = group(handbook)
        var seen: [String] = []
        while group.page.isForAGroup {
            seen.append(group.content.name)
            group.touch(group.content.buttons.contains { $0.id == "nav.next" } ? "nav.next" : "nav.done")
        }
        let rights = handbook.guide.site.rights.map { _ in "group-right" }
        #expect(seen == ["group"] + rights + ["group-numbers", "group-later"])
        #expect(group.session.language == nil && group.page == .goodbye)
    }

    @Test func `its pages are harmless: no question, no number of a visitor, nothing about a need`() throws {
        let handbook = try HandbookFixture.lobby
        var group = group(handbook)
        let harmless: Set<ControlID> = [
            "nav.next", "nav.done", "numbers.print", "nav.leave", "nav.help", "nav.language", "nav.settings", "nav.home", "nav.back",
        ]
        while group.page.isForAGroup {
            #expect(Set(group.content.controls.map(\.id)).isSubset(of: harmless))
            #expect(!group.content.isPrivate)
            group.touch(group.content.buttons.contains { $0.id == "nav.next" } ? "nav.next" : "nav.done")
        }
    }

    @Test func `who explains has ten minutes for a page`() throws {
        var group = group(try HandbookFixture.lobby)
        group.wait(.seconds(599))
        #expect(group.page == .group(0) && group.session.alertSince == nil)
        group.wait(.seconds(2))
        #expect(group.session.alertSince != nil)
    }

    @Test func `what is being read aloud stops when the page is turned`() throws {
        var group = group(try HandbookFixture.lobby)
        _ = group.takeEffects()
        group.touch("nav.next")
        #expect(group.effects.first == .silence && group.effects.contains(.readPage))
    }
}
