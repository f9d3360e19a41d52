import Guide
import GuidePress
import Testing

@Suite struct `Two people read what concerns safety` {
    let tree: FixtureTree
    let thai = Language("th")

    init() throws { tree = try FixtureTree() }

    private var entry: POEntry { POEntry(context: "a", english: "Help now", translation: "ขอความช่วยเหลือ") }
    private var hash: TextHash { TextHash(of: entry.translation) }

    @Test func `two names are two people, one name in two spellings is one`() {
        var entry = entry
        entry.comments = ["reviewed: Sok Dara (\(hash))", "Reviewed: sok  dara. (\(hash))"]
        #expect(entry.readers == ["Sok Dara"])
        entry.comments.append("reviewed: Chan Lina, counsellor (\(hash))")
        #expect(entry.readers == ["Sok Dara", "Chan Lina, counsellor"])
    }

    @Test func `nobody reviews their own work`() {
        var entry = entry
        entry.comments = ["translated: Sok Dara", "reviewed: Sok Dara (\(hash))", "reviewed: Chan Lina (\(hash))"]
        #expect(entry.readers == ["Chan Lina"])
    }

    @Test func `a name counts for the wording that was read, and for no other`() {
        var entry = entry
        entry.noteReader("Sok Dara")
        #expect(entry.readers == ["Sok Dara"])
        entry.translation += "!"
        #expect(entry.readers.isEmpty)
        entry.noteReader("Sok Dara")
        #expect(entry.readers == ["Sok Dara"])
        #expect(entry.comments.count == 1)
    }

    @Test func `a name written by hand counts from the next merge on`() throws {
        try tree.replace(
            "#, fuzzy\nmsgctxt \"ui.nav.help\"", with: "# reviewed: Sok Dara\nmsgctxt \"ui.nav.help\"", in: "Strings/th.po")
        let manuscript = tree.read()
        let before = try #require(manuscript.translations[thai])
        #expect(before.entry("ui.nav.help")?.readers == [])
        let merged = Template(of: manuscript).merged(into: before.file, language: thai)
        #expect(merged.entries.first { $0.context == "ui.nav.help" }?.readers == ["Sok Dara"])
        #expect(Template(of: manuscript).merged(into: merged, language: thai) == merged)
    }

    @Test func `a release wants both, and the table counts who is missing`() throws {
        try tree.replace("#, fuzzy\nmsgctxt \"ui.nav.help\"", with: "msgctxt \"ui.nav.help\"", in: "Strings/th.po")
        func obstacle() -> Problem? {
            Review(tree.read()).obstaclesToRelease(of: ["booth"]).first { $0.what.contains("`ui.nav.help`") }
        }
        func left() -> Int? { Review(tree.read()).coverage.first { $0.language == thai }?.withoutSecond }
        #expect(obstacle()?.what.contains("was read by nobody as it is") == true)
        #expect(left() == 1)
        try tree.replace(
            "msgctxt \"ui.nav.help\"", with: "# reviewed: Sok Dara (\(hash))\nmsgctxt \"ui.nav.help\"", in: "Strings/th.po")
        #expect(obstacle()?.what.contains("was read by only Sok Dara as it is") == true)
        try tree.replace(
            "msgctxt \"ui.nav.help\"", with: "# reviewed: Chan Lina (\(hash))\nmsgctxt \"ui.nav.help\"", in: "Strings/th.po")
        #expect(obstacle() == nil)
        #expect(left() == 0)
    }
}
