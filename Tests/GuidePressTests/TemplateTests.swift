import Foundation
import Guide
import GuidePress
import Testing

@Suite struct `Translations follow the English` {
    let tree: FixtureTree

    init() throws { tree = try FixtureTree() }

    @Test func `the template has every text with its notes, and is the same each time`() throws {
        let text = Template(of: tree.read()).file.text
        #expect(text == Template(of: tree.read()).file.text)
        #expect(
            text.contains(
                """
                #. Opens numbers and places.
                #. Button: one to three words.
                #. Safety: two reviewers must have read the translation before a release.
                #: Strings/en.toml
                msgctxt "ui.nav.help"
                msgid "Help now"
                msgstr ""
                """))
        let (file, problems) = POFile.read(text, file: "kiosk.pot")
        #expect(problems.isEmpty)
        #expect(file.entries.map(\.context) == tree.read().texts.map(\.id.name))
    }

    @Test func `a file that is written is read back the same`() {
        let file = POFile(
            header: POEntry(
                context: "", english: "", translation: "Language: km\nX: y\n", comments: ["A comment", ""]),
            entries: [
                POEntry(
                    context: "a.b", english: "He said \"go\"\\now\tthen", translation: "ក\nខ\n",
                    previousEnglish: "Old\ntwo",
                    flags: ["fuzzy", "no-wrap"], comments: ["why"], notes: ["note"], references: ["a.toml"])
            ], obsolete: ["#~ msgctxt \"gone\"", "#~ msgid \"Gone\"", "#~ msgstr \"x\""])
        var (read, problems) = POFile.read(file.text, file: "km.po")
        #expect(problems.isEmpty, "\(problems)")
        read.header.line = 0
        read.entries[0].line = 0
        #expect(read == file)
        #expect(read.field("Language") == "km")
    }

    @Test func `merging keeps translations, and marks those whose English changed`() throws {
        try tree.replace("\"Back\"", with: "\"Go back\"", in: "Strings/en.toml")
        try tree.append("\nmsgctxt \"ui.gone\"\nmsgid \"Gone\"\nmsgstr \"หาย\"\n", to: "Strings/th.po")
        let manuscript = tree.read()
        let thai = try #require(manuscript.translations[Language("th")])
        let merged = Template(of: manuscript).merged(into: thai.file, language: Language("th"))
        let (read, problems) = POFile.read(merged.text, file: "Strings/th.po")
        #expect(problems.isEmpty, "\(problems)")
        #expect(read.entries.map(\.context) == manuscript.texts.map(\.id.name))
        let back = try #require(read.entries.first { $0.context == "ui.nav.back" })
        #expect(
            back.english == "Go back" && back.previousEnglish == "Back" && back.translation == "กลับ" && back.isFuzzy)
        let soon = try #require(read.entries.first { $0.context == "ui.q.soon.title" })
        #expect(soon.previousEnglish == "Hurry?" && soon.comments.first == "The English was \"Hurry?\" once.")
        #expect(read.entries.first { $0.context == "ui.nav.help" }?.translation == "ขอความช่วยเหลือ")
        #expect(read.obsolete.contains("#~ msgstr \"หาย\""))

        let again = Template(of: manuscript).merged(into: read, language: Language("th"))
        #expect(again.text == merged.text, "merging twice changes nothing")
        let translation = Translation(language: Language("th"), path: "Strings/th.po", file: read)
        #expect(translation.state(of: try #require(manuscript.text("ui.nav.back"))) == .stale)
    }

    @Test func `a new language begins with every text untranslated`() throws {
        let merged = Template(of: tree.read()).merged(into: nil, language: Language("si"))
        #expect(merged.field("Language") == "si")
        #expect(merged.entries.allSatisfy { $0.translation.isEmpty && !$0.isFuzzy })
    }

    private func back(_ manuscript: Manuscript, minor: Set<TextID> = []) throws -> Translation.State {
        let thai = Language("th")
        let merged = Template(of: manuscript).merged(into: manuscript.translations[thai]?.file, language: thai, minor: minor)
        return Translation(language: thai, path: "Strings/th.po", file: merged).state(of: try #require(manuscript.text("ui.nav.back")))
    }

    @Test(arguments: ["BACK", "Back.", " Back ", "“Back”"])
    func `a comma, a capital or a space makes no translation stale`(english: String) throws {
        try tree.replace("\"Back\"", with: "\"\(english)\"", in: "Strings/en.toml")
        let manuscript = tree.read()
        #expect(try #require(manuscript.translations[Language("th")]).state(of: try #require(manuscript.text("ui.nav.back"))) == .reviewed("กลับ"))
        #expect(try back(manuscript) == .reviewed("กลับ"))
    }

    @Test(arguments: ["Backs", "Back?", "Back {page}", "Back 2"])
    func `a letter, a digit, a question or a placeholder does`(english: String) throws {
        try tree.replace("\"Back\"", with: "\"\(english)\"", in: "Strings/en.toml")
        #expect(try back(tree.read()) == .stale)
    }

    @Test func `an English that was only spelled better keeps its translations, when the editor says so`() throws {
        try tree.replace("\"Back\"", with: "\"Bakc\"", in: "Strings/en.toml")
        #expect(try back(tree.read()) == .stale)
        #expect(try back(tree.read(), minor: ["ui.nav.back"]) == .reviewed("กลับ"))
    }

    @Test func `what was behind already stays behind, whatever is minor`() throws {
        let manuscript = tree.read(), thai = Language("th")
        let behind = Template(of: manuscript).merged(into: manuscript.translations[thai]?.file, language: thai)
        let merged = Template(of: manuscript).merged(into: behind, language: thai, minor: ["ui.q.soon.title"])
        let state = Translation(language: thai, path: "", file: merged).state(of: try #require(manuscript.text("ui.q.soon.title")))
        #expect(state == .stale)
    }
}
