import Foundation
import Guide
import GuidePress
import Testing

@Suite struct `What a translation follows` {
    let tree: FixtureTree
    let thai = Language("th")

    init() throws {
        tree = try FixtureTree()
        try merge()
    }

    /// As `kioskctl guide merge` does.
    private func merge(minor: Set<TextID> = [], fitting: Set<TextID> = []) throws {
        let manuscript = tree.read()
        let merged = Template(of: manuscript).merged(
            into: manuscript.translations[thai]?.file, language: thai, minor: minor, fitting: fitting)
        try tree.write(merged.text, to: "Strings/th.po")
    }

    private func state() throws -> Translation.State {
        let manuscript = tree.read()
        return try #require(manuscript.translations[thai]).state(of: try #require(manuscript.text("ui.nav.back")))
    }

    private func entry() throws -> POEntry {
        let translation = try #require(tree.read().translations[thai])
        return try #require(translation.entry("ui.nav.back"))
    }

    /// Changes the entry as somebody with an editor would.
    private func edit(_ change: (inout POEntry) -> Void) throws {
        var file = try #require(tree.read().translations[thai]).file
        let index = try #require(file.entries.firstIndex { $0.context == "ui.nav.back" })
        change(&file.entries[index])
        try tree.write(file.text, to: "Strings/th.po")
    }

    private func changeEnglish() throws {
        try tree.replace("\"Back\"", with: "\"One page back\"", in: "Strings/en.toml")
    }

    @Test func `is written beside it, as two hashes that anybody can compute`() throws {
        #expect(try entry().comments.contains("follows: 3c482346 \(TextHash(of: "กลับ"))"), "sha256 of \"back\"")
        #expect(try state() == .reviewed("กลับ"))
        let before = try tree.text("Strings/th.po")
        try merge()
        #expect(try tree.text("Strings/th.po") == before, "merging once more changes nothing")
    }

    @Test func `is behind when the English says something else`() throws {
        try changeEnglish()
        #expect(try state() == .stale)
        try merge()
        #expect(try state() == .stale)
        #expect(try entry().previousEnglish == "Back")
    }

    @Test func `is not behind when the change was minor`() throws {
        try changeEnglish()
        try merge(minor: ["ui.nav.back"])
        #expect(try state() == .reviewed("กลับ"))
        #expect(try entry().origin == Origin(english: "One page back", translation: "กลับ"))
    }

    @Test func `is not changed by whoever takes the marks away`() throws {
        try changeEnglish()
        try merge()
        try edit { ($0.flags, $0.previousEnglish) = ([], nil) }
        #expect(try state() == .stale, "before the next merge")
        try merge()
        #expect(try state() == .stale, "and after it")
        #expect(try entry().isFuzzy)
        #expect(try entry().notes.contains { $0.hasPrefix("Behind:") })
        #expect(Review(tree.read()).coverage.first { $0.language == thai }?.stale == 2, "with the fixture's own")
    }

    @Test func `is confirmed by the editors where the translation still fits`() throws {
        try changeEnglish()
        try merge()
        try edit { ($0.flags, $0.previousEnglish) = ([], nil) }
        try merge(minor: ["ui.nav.back"])
        #expect(try state() == .reviewed("กลับ"))
    }

    @Test func `is today's English when it was read again and fits, merged before or not, and is a draft until a review`() throws {
        try changeEnglish()
        try merge()
        try merge(minor: ["ui.nav.back"])
        #expect(try state() == .stale, "nothing was spelled better since")
        try merge(fitting: ["ui.nav.back"])
        #expect(try state() == .draft("กลับ"))
        #expect(try entry().origin == Origin(english: "One page back", translation: "กลับ"))
        #expect(try entry().previousEnglish == nil)
        try tree.replace("\"One page back\"", with: "\"To the page before\"", in: "Strings/en.toml")
        try merge(fitting: ["ui.nav.back"])
        #expect(try state() == .draft("กลับ"))
    }

    @Test func `is what the check's advice says it is`() throws {
        try changeEnglish()
        try merge()
        let advice = try #require(tree.problems().first { $0.what.contains("`ui.nav.back`") }).remedy
        #expect(advice.contains("kioskctl guide merge --fits ui.nav.back th`"))
    }

    @Test func `is today's English once the translation was written anew`() throws {
        try changeEnglish()
        try merge()
        try edit { ($0.translation, $0.flags, $0.previousEnglish) = ("ย้อนกลับหนึ่งหน้า", [], nil) }
        #expect(try state() == .reviewed("ย้อนกลับหนึ่งหน้า"))
        try merge()
        #expect(try entry().origin == Origin(english: "One page back", translation: "ย้อนกลับหนึ่งหน้า"))
        #expect(try !entry().notes.contains { $0.hasPrefix("Behind:") })
    }

    @Test func `is yesterday's English where somebody worked on an old file`() throws {
        try changeEnglish()
        try edit { $0.translation = "ถอยกลับ" }
        try merge()
        #expect(try state() == .stale, "the translator saw the old English")
    }

    @Test func `is the old English again when that comes back`() throws {
        try changeEnglish()
        try merge()
        try edit { ($0.flags, $0.previousEnglish) = ([], nil) }
        try tree.replace("\"One page back\"", with: "\"Back\"", in: "Strings/en.toml")
        try merge()
        #expect(try state() == .reviewed("กลับ"))
    }
}
