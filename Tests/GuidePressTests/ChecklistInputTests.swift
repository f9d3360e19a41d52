import Guide
import GuidePress
import Testing

@Suite struct `Lists and fees are checked with file, line and remedy` {
    let tree: FixtureTree
    private let file = "Guide/articles/payday.md"

    init() throws { tree = try FixtureTree() }

    /// The lines of an article below a front matter of ten lines.
    private func list(_ body: String, topic: String = "T03", risk: String = "normal", print: String? = nil) throws {
        try tree.write(
            """
            +++
            id = "payday"
            topic = "\(topic)"
            stages = ["work"]
            countries = []
            profiles = []
            icon = "office"
            risk = "\(risk)"
            order = 10
            \(print.map { "print = \"\($0)\"" } ?? "featured = []")
            +++
            # Payday {#title}

            \(body)
            """, to: file)
    }

    @Test func `a list is read with its lines, answers, pictures and what is said of the result`() throws {
        try list(
            """
            Look. {#look}

            [ ] A {#a}

            > True of A. {#a-true claim=F019}

            [ ] B {#b}

            > True of B. {#b-true}

            Some. {#some when=some}

            1. Go. {#go icon=clock}
            """)
        let manuscript = tree.read()
        let article = try #require(manuscript.articles.first { $0.article.id == "payday" }?.article)
        #expect(article.blocks.map(\.kind) == [.paragraph, .tick, .answer, .tick, .answer, .outcome(.some), .step(1)])
        #expect(article.blocks.last?.icon == "clock")
        #expect(article.answers(to: article.ticks[0]).map(\.id) == ["a-true"])
        #expect(article.lead.map(\.id) == ["look"])
        #expect(article.afterwards.map(\.id) == ["go"])
        #expect(manuscript.text("article.payday.a")?.english == "A")
        #expect(tree.problems().filter { $0.file == file && $0.severity == .error }.isEmpty)
    }

    @Test func `an answer without a line, and a line without an answer`() throws {
        try list("> True. {#true}\n\n[ ] A {#a}\n\n> True of A. {#a-true}\n\n[ ] B {#b}")
        tree.reports("the answer `true` follows no line", in: file, line: 14)
        tree.reports("the line `b` has no answer", in: file, line: 20)
    }

    @Test func `what is said with a result that there is not, twice, or at a time that there is not`() throws {
        try list("Some. {#some when=some}")
        tree.reports("there is no line to tick", in: file, line: 14)
        try list("[ ] A {#a}\n\nSome. {#some when=some}\n\nMore. {#more when=some}")
        tree.reports("two blocks say when=some", in: file, line: 18)
        try list("[ ] A {#a}\n\nSome. {#some when=often}")
        tree.reports("`when` has the unknown word \"often\"", in: file, line: 16)
        try list("[ ] A {#a}\n\n1. Go. {#go when=all}")
        tree.reports("only a paragraph is said with a result", in: file, line: 16)
    }

    @Test func `a picture that is not there, or not on a step`() throws {
        try list("1. Go. {#go icon=clok}")
        tree.reports("no picture `clok`", in: file, line: 14)
        try list("Go. {#go icon=clock}")
        tree.reports("only a step has a picture", in: file, line: 14)
    }

    @Test func `a box that is not empty`() throws {
        try list("[x] A {#a}")
        tree.reports("`[` at the start", in: file, line: 14)
    }

    @Test func `paper that would have nothing on it`() throws {
        try list("Look. {#look}", print: "left")
        tree.reports("there is no list to print", in: file, line: 2)
        try list("[ ] A {#a}\n\n> True of A. {#a-true}", print: "left")
        tree.reports("there is no list to print", in: file, line: 2)
        try list("[ ] A {#a}", print: "hours")
        tree.reports("asks for empty lines", in: file, line: 2)
        try list("[ ] A {#a}", print: "right")
        tree.reports("`print` has the unknown word \"right\"", in: file, line: 10)
    }

    @Test(arguments: [("T13", "normal"), ("T12", "normal"), ("T01", "normal"), ("T03", "safety")])
    func `paper that would tell an employer of a complaint or of danger`(topic: String, risk: String) throws {
        try list("[ ] A {#a}", topic: topic, risk: risk, print: "left")
        tree.reports("would tell an employer", in: file, line: 2)
    }

    // MARK: Fees

    private let fees = "Guide/fees.toml"

    private func fee(_ lines: String) throws {
        try tree.write("[[fee]]\nid = \"jo-who\"\n\(lines)\n", to: fees)
    }

    @Test func `a statement on fees is read with its text`() throws {
        try fee("country = \"TH\"\nside = \"home\"\nquestion = \"who\"\ntext = \"Ask.\"\nclaim = \"F019\"\ncontact = \"desk\"")
        let manuscript = tree.read()
        #expect(
            manuscript.fees.map(\.value) == [
                FeeStatement(id: "jo-who", country: "TH", side: .home, question: .who, claimID: "F019", contact: "desk")
            ])
        #expect(manuscript.text("fee.jo-who.text")?.english == "Ask.")
    }

    @Test func `a country without a side, a side without a country, and a country that is none`() throws {
        let rest = "question = \"who\"\ntext = \"Ask.\"\nclaim = \"F019\""
        try fee("country = \"TH\"\n\(rest)")
        tree.reports("stand together", in: fees, line: 1)
        try fee("side = \"work\"\n\(rest)")
        tree.reports("stand together", in: fees, line: 1)
        try fee("country = \"Thailand\"\nside = \"work\"\n\(rest)")
        tree.reports("`country` is \"Thailand\"", in: fees, line: 3)
        try fee("country = \"SG\"\nside = \"work\"\n\(rest)")
        tree.reports("has no name", in: fees, line: 1)
    }

    @Test func `a statement without a source, or with one of another country`() throws {
        try fee("question = \"who\"\ntext = \"Ask.\"")
        tree.reports("`claim` is missing", in: fees, line: 1)
        try fee("question = \"who\"\ntext = \"Ask.\"\nclaim = \"F018\"")
        tree.reports("no claim `F018`", in: fees, line: 1)
        try fee("question = \"who\"\ntext = \"Ask.\"\nclaim = \"F019\"")
        tree.reports("holds everywhere, but its claim `F019` only in JO", in: fees, line: 1)
        try fee("country = \"TH\"\nside = \"work\"\nquestion = \"who\"\ntext = \"Ask.\"\nclaim = \"F019\"")
        tree.reports("holds in TH, but its claim `F019` only in JO", in: fees, line: 1)
    }

    @Test func `a question, a side or a contact that there is not, and an id that stands twice`() throws {
        try fee("question = \"why\"\ntext = \"Ask.\"\nclaim = \"F019\"")
        tree.reports("`question` has the unknown word \"why\"", in: fees, line: 3)
        try fee("country = \"JO\"\nside = \"away\"\nquestion = \"who\"\ntext = \"Ask.\"\nclaim = \"F019\"")
        tree.reports("`side` has the unknown word \"away\"", in: fees, line: 4)
        let whole = "country = \"JO\"\nside = \"work\"\nquestion = \"who\"\ntext = \"Ask.\"\nclaim = \"F019\"\ncontact = \"desc\""
        try fee(whole)
        tree.reports("no service `desc`", in: fees, line: 1)
        try fee("\(whole)\n\n[[fee]]\nid = \"jo-who\"\n\(whole)")
        tree.reports("the statement on fees `jo-who` stands twice", in: fees, line: 10)
    }

    @Test func `a contact that the site does not carry leaves its statement without one`() throws {
        try fee("country = \"JO\"\nside = \"work\"\nquestion = \"who\"\ntext = \"Ask.\"\nclaim = \"F019\"\ncontact = \"thai-line\"")
        let guide = try Edition(of: tree.read(), site: "booth", builtOn: FixtureTree.day).guide
        #expect(guide.fees.map(\.id) == ["jo-who"])
        #expect(guide.fees.map(\.contact) == [nil])
        #expect(guide.claims["F019"] != nil && guide.text("fee.jo-who.text", in: .english) != nil)
    }
}
