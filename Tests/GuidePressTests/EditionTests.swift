import Foundation
import Guide
import GuidePack
import GuidePress
import Testing

@Suite struct `A guide is built for one site` {
    let tree: FixtureTree

    init() throws { tree = try FixtureTree() }

    private func edition(_ site: String) throws -> Edition {
        try Edition(of: tree.read(), site: site, builtOn: FixtureTree.day)
    }

    @Test func `it has only the site's countries and profile, and what they name`() throws {
        let lobby = try edition("lobby").guide
        #expect(lobby.articles.keys.sorted() == ["payday", "right-passport"])
        #expect(lobby.services.keys.sorted() == ["desk", "thai-line"], "the defunct one stays out")
        #expect(lobby.unions.map(\.country) == ["JO"])
        #expect(lobby.sources.keys.sorted() == ["LAW-2022"])
        let booth = try edition("booth").guide
        #expect(booth.articles.keys.sorted() == ["right-passport"])
        #expect(booth.services.keys.sorted() == ["desk"])
        #expect(booth.topics.map(\.slug) == ["papers"])
        #expect(booth.catalogs.keys.sorted().map(\.tag) == ["en", "th"])
        #expect(booth.text("article.payday.title", in: .english) == nil)
        #expect(booth.text("topic.pay.title", in: .english) == nil)
    }

    @Test func `a stale or missing translation is English, marked as a draft`() throws {
        let guide = try edition("lobby").guide
        #expect(guide.text("ui.q.soon.title", in: Language("th")) == Text("How soon?", isDraft: true))
        #expect(guide.text("ui.q.optional", in: Language("th")) == Text("You need not answer.", isDraft: true))
        #expect(guide.text("ui.nav.back", in: Language("th")) == Text("กลับ"))
        #expect(guide.text("ui.nav.help", in: Language("th"))?.isDraft == true)
        #expect(guide.text("ui.nav.back", in: .english) == Text("Back"))
    }

    @Test func `a contact that takes no callers any more is left out of its article`() throws {
        try tree.replace("@thai-line {#line}", with: "@old-line {#line}", in: "Guide/articles/payday.md")
        #expect(try edition("lobby").guide.articles["payday"]?.blocks.map(\.id) == ["day"])
    }

    @Test func `the form has the site's languages and countries of origin`() throws {
        #expect(try edition("lobby").form["origin"]?.options.map(\.id.rawValue) == ["TH", "other"])
    }

    @Test func `a site that is unknown is named, with those that are known`() throws {
        #expect(throws: EditionError.noSuchSite("nowhere", known: ["booth", "lobby"])) { try edition("nowhere") }
    }

    @Test func `from manuscript to pack to guide nothing is lost`() throws {
        let key = SigningKey.generate()
        let folder = tree.root.appendingPathComponent("pack")
        for site in ["lobby", "booth"] {
            let edition = try edition(site)
            try edition.write(to: folder, signedWith: key)
            let pack = try Pack.open(folder, trust: key.trusted, kiosk: .thisKiosk)
            #expect(pack.guide == edition.guide)
            #expect(pack.form == edition.form)
            #expect(pack.minimumKiosk == edition.minimumKiosk)
        }
    }

    @Test func `the same input gives the same bytes`() throws {
        let key = SigningKey.generate()
        let folders = ["one", "two"].map { tree.root.appendingPathComponent($0) }
        for folder in folders { try edition("lobby").write(to: folder, signedWith: key) }
        for part in ["guide.sqlite", "manifest.json"] {
            let bytes = try folders.map { try Data(contentsOf: $0.appendingPathComponent(part)) }
            #expect(bytes[0] == bytes[1], "\(part)")
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folders[0].path).sorted() == [
                "guide.sqlite", "manifest.json", "manifest.sig",
            ])
    }

    @Test(
        arguments: [
            ("en", "passport"), ("en", "PASSP"), ("en", "yours passport"), ("th", "หนังสือเดินทาง"), ("th", "เดินทาง"),
            ("th", "ยึด"), ("km", "លិខិតឆ្លងដែន"), ("km", "ច្បាប់"), ("my", "နိုင်ငံကူးလက်မှတ်"), ("my", "ဥပဒေ"),
            ("lo", "ໜັງສືຜ່ານແດນ"), ("ar", "جواز"), ("ar", "السفر"), ("ar", "جَوَاز"), ("ar", "يمنع القانون الاخرين"),
        ])
    func `a page is found by words of its language`(_ tag: String, _ words: String) throws {
        let key = SigningKey.generate()
        let folder = tree.root.appendingPathComponent("pack")
        try edition("lobby").write(to: folder, signedWith: key)
        let pack = try Pack.open(folder, trust: key.trusted, kiosk: .thisKiosk)
        let hits = pack.search(words, in: Language(tag))
        #expect(hits.first == SearchHit(kind: .article, id: "right-passport"), "\(hits)")
        #expect(pack.search("zzz \(words)", in: Language(tag)).isEmpty, "every word must stand there")
    }
}
