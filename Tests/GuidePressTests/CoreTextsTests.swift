import Guide
import GuidePress
import Testing

@Suite struct `The core of the guide` {
    let tree: FixtureTree
    let lao = Language("lo")

    init() throws {
        tree = try FixtureTree()
        try tree.replace(
            "languages = [\"en\", \"ar\", \"km\", \"lo\", \"my\", \"th\"]",
            with: "languages = [\"en\", \"ar\", \"km\", \"my\", \"th\"]\ncore_languages = [\"lo\"]", in: "Guide/guide.toml")
        try tree.replace("[q]\n", with: "[q]\ncoverage = \"core\"\n", in: "Strings/en.toml")
    }

    private func core() -> Set<String> { Set(tree.read().texts(for: lao).map(\.id.name)) }

    @Test func `follows from the site: its rights, its contacts, its union card, and every sign and notice`() {
        let core = core()
        let wanted = [
            "article.right-passport.title", "article.right-passport.yours", "article.right-passport.sign", "topic.papers.title",
            "service.desk.name", "service.desk.description", "service.thai-line.name", "union.JO.form_note",
            "sign.documents.text", "notice.closed.text",
        ]
        #expect(Set(wanted).subtracting(core).sorted() == [])
        for id in ["article.payday.title", "topic.pay.title", "service.old-line.name"] {
            #expect(!core.contains(id), "\(id)")
        }
    }

    @Test func `follows from the sections that belong to it, and what is in them`() throws {
        #expect(core().isSuperset(of: ["ui.q.optional", "ui.q.soon.title", "ui.q.origin.other"]))
        #expect(core().isDisjoint(with: ["ui.nav.back", "ui.country.TH"]))
        try tree.replace(
            "today = { text = \"Today\", button = true }", with: "today = { text = \"Today\", coverage = \"full\" }",
            in: "Strings/en.toml")
        #expect(!core().contains("ui.q.soon.today"))
        #expect(!tree.read().texts.contains { $0.id.name.contains("coverage") })
        let line = try tree.replace("[nav]\n", with: "[nav]\ncoverage = \"half\"\n", in: "Strings/en.toml")
        tree.reports("unknown word \"half\"", in: "Strings/en.toml", line: line + 1)
    }

    @Test func `holds the articles of a topic that says so, where a site carries them`() throws {
        try tree.replace("order = 7\n", with: "order = 7\ncoverage = \"core\"\n", in: "Guide/topics.toml")
        #expect(core().isSuperset(of: ["article.payday.title", "article.payday.day", "topic.pay.title"]))
        try tree.replace("\"km\", \"lo\", \"en\"]", with: "\"km\", \"en\"]", in: "Sites/lobby.toml")
        try tree.replace("languages = [\"en\", \"th\"]", with: "languages = [\"en\", \"th\", \"lo\"]", in: "Sites/booth.toml")
        #expect(!core().contains("article.payday.title"), "the booth shows no page for lobbies")
        #expect(core().contains("topic.pay.title"))
    }

    @Test func `is counted for core languages, and everything for full ones`() throws {
        let manuscript = tree.read()
        let rows = Review(manuscript).coverage
        let core = try #require(rows.first { $0.language == lao })
        let full = try #require(rows.first { $0.language == Language("th") })
        #expect(core.isCore && core.texts == manuscript.texts(for: lao).count && core.draft == 2)
        #expect(core.reviewed + core.draft + core.stale + core.missing == core.texts)
        #expect(!full.isCore && full.texts == manuscript.texts.count)
        #expect(core.percent == 200 / core.texts)
        let gaps = Review(manuscript).gaps()
        #expect(gaps.map(\.file) == ["ar", "km", "my", "th", "lo"].map { "Strings/\($0).po" })
        #expect(gaps.allSatisfy { $0.severity == .error && !$0.remedy.isEmpty })
        #expect(gaps.last?.what == "\(core.texts - 2) of \(core.texts) core texts are not in lo, first `ui.q.optional`")
        #expect(gaps[3].what.hasPrefix("\(full.stale + full.missing) of \(full.texts) texts are not in th"))
    }

    @Test func `is all that translators of a core language are given, and what they did beyond it stays`() throws {
        try tree.append("\n#, fuzzy\nmsgctxt \"ui.nav.back\"\nmsgid \"Back\"\nmsgstr \"ກັບຄືນ\"\n", to: "Strings/lo.po")
        let manuscript = tree.read()
        let file = try #require(manuscript.translations[lao]).file
        let merged = Template(of: manuscript).merged(into: file, language: lao)
        #expect(Set(merged.entries.map(\.context)) == core().union(["ui.nav.back"]))
        #expect(merged.obsolete.isEmpty)
    }

    @Test func `stands in every edition, and other pages only where they are translated`() throws {
        let guide = try Edition(of: tree.read(), site: "lobby", builtOn: FixtureTree.day).guide
        #expect(guide.coreLanguages == [lao])
        #expect(guide.catalogs[lao]?["ui.q.soon.title"] == Text("How soon?", isDraft: true), "English stands in")
        #expect(guide.catalogs[lao]?["ui.nav.back"] == nil)
        #expect(guide.tells("article.right-passport.title", in: lao) && !guide.tells("article.payday.title", in: lao))
        #expect(guide.tells("article.payday.title", in: Language("km")), "a full language tells everything")
        #expect(guide.topics(of: .work).map(\.slug) == ["papers", "pay"])
        #expect(guide.topics(of: .work, toldIn: lao).map(\.slug) == ["papers"])
    }

    @Test func `is all that a release asks of a core language`() throws {
        try tree.replace("risk = \"normal\"", with: "risk = \"safety\"", in: "Guide/articles/payday.md")
        let obstacles = Review(tree.read()).obstaclesToRelease(of: ["lobby"]).filter { $0.file == "Strings/lo.po" }
        #expect(obstacles.contains { $0.what.contains("article.right-passport.yours") })
        #expect(!obstacles.contains { $0.what.contains("article.payday") || $0.what.contains("ui.nav.help") })
    }

    @Test func `lacks nothing when it is translated, whatever else is not`() throws {
        try tree.write(
            "msgid \"\"\nmsgstr \"Language: lo\\n\"\n" + tree.read().texts(for: lao).map { text in
                "\nmsgctxt \"\(text.id)\"\nmsgid \"\(text.english)\"\nmsgstr \"ກ\"\n"
            }.joined(), to: "Strings/lo.po")
        #expect(!Review(tree.read()).gaps().contains { $0.file == "Strings/lo.po" })
    }

    @Test func `a language stands in one list, and English in the first`() throws {
        let line = try tree.replace("core_languages = [\"lo\"]", with: "core_languages = [\"lo\", \"th\", \"xx\"]", in: "Guide/guide.toml")
        tree.reports("th stands in both lists", in: "Guide/guide.toml", line: line)
        tree.reports("no fonts for \"xx\"", in: "Guide/guide.toml", line: line)
    }
}
