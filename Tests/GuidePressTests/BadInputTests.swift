import Foundation
import Guide
import GuidePress
import Testing

@Suite struct `Bad input gets file, line and remedy` {
    let tree: FixtureTree

    init() throws { tree = try FixtureTree() }

    @Test func `TOML that is broken`() throws {
        let line = try tree.replace("locator = \"section 2\"", with: "locator = \"section 2", in: "Guide/claims.toml")
        tree.reports("this is not TOML", in: "Guide/claims.toml", line: line)
    }

    @Test func `front matter that is broken, at its line in the article`() throws {
        let line = try tree.replace("risk = \"safety\"", with: "risk = safety", in: "Guide/articles/right-passport.md")
        tree.reports("this is not TOML", in: "Guide/articles/right-passport.md", line: line)
    }

    @Test func `front matter that is missing or never ends`() throws {
        try tree.write("# Title {#title}\n", to: "Guide/articles/payday.md")
        tree.reports("no front matter", in: "Guide/articles/payday.md", line: 1)
        try tree.write("+++\nid = \"payday\"\n", to: "Guide/articles/payday.md")
        tree.reports("never ends", in: "Guide/articles/payday.md", line: 1)
    }

    @Test func `a key that is unknown, missing or of the wrong kind`() throws {
        var line = try tree.replace(
            "icon = \"office\"\nrisk", with: "ikon = \"office\"\nrisk", in: "Guide/articles/payday.md")
        tree.reports("`ikon` is unknown", in: "Guide/articles/payday.md", line: line)
        tree.reports("`icon` is missing", in: "Guide/articles/payday.md", line: 2)
        line = try tree.replace("order = 3", with: "order = \"three\"", in: "Guide/topics.toml")
        tree.reports("`order` is text", in: "Guide/topics.toml", line: line)
    }

    @Test func `a word that is none of the allowed ones`() throws {
        let line = try tree.replace("confidence = \"high\"", with: "confidence = \"hihg\"", in: "Guide/claims.toml")
        tree.reports("\"hihg\"", in: "Guide/claims.toml", line: line)
    }

    @Test func `a day that does not exist`() throws {
        let line = try tree.replace("2027-11-01", with: "2027-11-31", in: "Guide/claims.toml")
        tree.reports("no day", in: "Guide/claims.toml", line: line)
    }

    @Test func `an id that stands twice`() throws {
        let line = try tree.append(
            "\n[[topic]]\nid = \"T03\"\nslug = \"more\"\ntitle = \"More\"\nicon = \"office\"\nstages = []\norder = 9\n",
            to: "Guide/topics.toml")
        tree.reports("the topic `T03` stands twice", in: "Guide/topics.toml", line: line + 1)
    }

    @Test func `blocks without a name, with a wrong one, or with one twice`() throws {
        let file = "Guide/articles/right-passport.md"
        var line = try tree.replace("2. Keep the passport on you. {#keep}", with: "2. Keep it. {#photo}", in: file)
        tree.reports("`photo` stands twice", in: file, line: line)
        line = try tree.replace("2. Keep it. {#photo}", with: "2. Keep it.", in: file)
        tree.reports("no name", in: file, line: line)
        line = try tree.replace("2. Keep it.", with: "3. Keep it. {#keep}", in: file)
        tree.reports("step 3 follows step 1", in: file, line: line)
        line = try tree.replace("3. Keep it. {#keep}", with: "2. Keep it. {#keep clam=F019}", in: file)
        tree.reports("`clam=F019` is unknown", in: file, line: line)
        line = try tree.replace("2. Keep it. {#keep clam=F019}", with: "- Keep it. {#keep}", in: file)
        tree.reports("`-` at the start", in: file, line: line)
    }

    @Test func `references to what does not exist`() throws {
        let file = "Guide/articles/right-passport.md"
        var line = try tree.replace("claim=F019", with: "claim=F018", in: file)
        tree.reports("no claim `F018`", in: file, line: line)
        line = try tree.replace("@desk", with: "@desc", in: file)
        tree.reports("no service `desc`", in: file, line: line)
        line = try tree.replace("topic = \"T03\"", with: "topic = \"T99\"", in: file)
        tree.reports("no topic `T99`", in: file, line: 2)
        line = try tree.replace(
            "source = \"LAW-2022\"\nlocator = \"table 4\"", with: "source = \"LAW\"\nlocator = \"4\"",
            in: "Guide/claims.toml")
        tree.reports("no source `LAW`", in: "Guide/claims.toml", line: 19)
        try tree.replace("icon = \"passport\"", with: "icon = \"pasport\"", in: "Guide/topics.toml")
        tree.reports("no picture `pasport`", in: "Guide/topics.toml", line: 1)
        try tree.replace("rights = [\"right-passport\"]", with: "rights = [\"wrong\"]", in: "Sites/booth.toml")
        tree.reports("no article `wrong`", in: "Sites/booth.toml", line: 1)
    }

    @Test func `a near miss is answered with what was probably meant`() throws {
        try tree.replace("@desk", with: "@desc", in: "Guide/articles/right-passport.md")
        #expect(tree.problems().contains { $0.remedy.hasPrefix("Is it `desk`? ") })
    }

    @Test func `tables with a row too short, a quotation mark left open, or a service that is unknown`() throws {
        let file = "Guide/directory/phones.csv"
        var line = try tree.append("second,thai-line,1507\n", to: file)
        tree.reports("3 fields", in: file, line: line)
        line = try tree.replace("second,thai-line,1507", with: "second,\"thai-line,1507,voice,", in: file)
        tree.reports("never closed", in: file, line: line)
        line = try tree.replace("second,\"thai-line,1507,voice,", with: "second,lao-line,1507,voice,", in: file)
        tree.reports("no service `lao-line`", in: file, line: line)
        line = try tree.replace("second,lao-line,1507", with: "second,thai-line,call us", in: file)
        tree.reports("the phone number", in: file, line: line)
    }

    @Test func `lines are counted through fields that have line ends`() throws {
        let file = "Guide/directory/organizations.csv"
        let line = try tree.append("other,\"Two\nlines\",,,\nthis-place,Again,,,\n", to: file)
        tree.reports("the id `this-place` stands twice", in: file, line: line + 2)
    }

    @Test func `translation files with broken text, plural forms, an entry twice`() throws {
        let file = "Strings/th.po"
        var line = try tree.replace("msgstr \"กลับ\"", with: "msgstr \"กลับ", in: file)
        tree.reports("not between quotation marks", in: file, line: line)
        line = try tree.replace("msgstr \"กลับ", with: "msgstr \"ก\\ลับ\"", in: file)
        tree.reports("backslash", in: file, line: line)
        line = try tree.replace("msgstr \"ก\\ลับ\"", with: "msgstr[0] \"กลับ\"", in: file)
        tree.reports("plural forms", in: file, line: line)
        line = try tree.append("\nmsgctxt \"ui.nav.help\"\nmsgid \"Help now\"\nmsgstr \"ช่วย\"\n", to: file)
        tree.reports("`ui.nav.help` stands twice", in: file, line: line + 1)
        line = try tree.append("\nmsgid \"Help now\"\nmsgstr \"ช่วย\"\n", to: file)
        tree.reports("no `msgctxt`", in: file, line: line + 1)
    }

    @Test func `bytes that are no UTF-8`() throws {
        let file = tree.root.appendingPathComponent("Guide/signs.toml")
        try (Data("# good\n# ".utf8) + Data([0xFF, 0xFE]) + Data("\n".utf8)).write(to: file)
        tree.reports("not UTF-8", in: "Guide/signs.toml", line: 2)
    }

    @Test func `a file that is missing, while all others are still read`() throws {
        try FileManager.default.removeItem(at: tree.root.appendingPathComponent("Guide/topics.toml"))
        tree.reports("missing", in: "Guide/topics.toml", line: 1)
        #expect(tree.read().articles.count == 2)
    }

    @Test func `a form that asks what it must not`() throws {
        let file = "Forms/intake.toml"
        let line = try tree.replace(
            "kind = \"one\"\nto = \"payload\"", with: "kind = \"text\"\nto = \"payload\"", in: file)
        tree.reports("nothing else", in: file, line: line)
        try tree.replace("to = \"statistics\"", with: "to = \"payload\"", in: file)
        tree.reports("country of origin may only be counted", in: file, line: 14)
    }

    @Test func `the first problem does not hide the others`() throws {
        try tree.replace("id = \"LAW-2022\"", with: "id = 7", in: "Guide/sources.toml")
        try tree.replace("stages = [\"work\"]", with: "stages = [\"wrok\"]", in: "Guide/topics.toml")
        try tree.append("x", to: "Guide/unions.toml")
        #expect(
            Set(tree.problems().map(\.file)).isSuperset(of: [
                "Guide/sources.toml", "Guide/topics.toml", "Guide/unions.toml",
            ]))
    }
}
