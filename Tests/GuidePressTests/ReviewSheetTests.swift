import Foundation
import Guide
import GuidePress
import Testing

@Suite struct `The work that is left for reviewers` {
    let tree: FixtureTree

    init() throws { tree = try FixtureTree() }

    private func put(_ back: String) throws {
        try FileManager.default.createDirectory(at: tree.root.appending(path: "Strings/back"), withIntermediateDirectories: true)
        try tree.write(back, to: "Strings/back/th.tsv")
    }

    @Test func `is counted for each language: words, what concerns safety, and what nobody put back into English`() throws {
        let before = try #require(Review(tree.read()).coverage.first { $0.language == Language("th") })
        #expect(before.safetyLeft > 0 && before.withoutBack == before.safetyLeft)
        #expect(before.wordsLeft > before.texts - before.reviewed)
        try put("ui.nav.help\tAsk for help\n")
        let after = try #require(Review(tree.read()).coverage.first { $0.language == Language("th") })
        #expect(after.withoutBack == before.withoutBack - 1)
        #expect(Coverage.table([after]).contains("no back"))
    }

    @Test func `is printed with English, draft and back-translation, safety first, and nothing that was reviewed`() throws {
        try put("ui.nav.help\tAsk for <help>\n")
        let sheet = ReviewSheet(of: Language("th"), in: tree.read())
        let help = try #require(sheet.rows.first { $0.id == "ui.nav.help" })
        #expect(help.english == "Help now" && help.draft == "ขอความช่วยเหลือ" && help.back == "Ask for <help>" && help.isSafety)
        #expect(!sheet.rows.contains { $0.id == "ui.nav.back" })
        let flags = sheet.rows.map(\.isSafety)
        #expect(flags == flags.sorted { $0 && !$1 })
        #expect(sheet.html.contains("Ask for &lt;help&gt;") && !sheet.html.contains("<help>"))
        let short = ReviewSheet(of: Language("th"), in: tree.read(), isSafetyOnly: true).rows.map(\.isSafety)
        #expect(!short.isEmpty && !short.contains(false))
    }

    @Test func `a line that is no back-translation is told`() throws {
        try put("ui.nav.help Ask\nui.gone\tGone\nui.nav.help\tA\nui.nav.help\tB\n")
        tree.reports("not an id, a tab and a text", in: "Strings/back/th.tsv", line: 1)
        tree.reports("no text `ui.gone` any more", in: "Strings/back/th.tsv", line: 2, severity: .warning)
        tree.reports("stands here twice", in: "Strings/back/th.tsv", line: 4)
    }

    @Test(arguments: ["a. lawyer", "A Lawyer ", "A.Lawyer"])
    func `one person does not verify a statement twice by another spelling`(name: String) throws {
        try tree.replace("B. Counsellor", with: name, in: "Guide/claims.toml")
        tree.reports("twice by the same person", in: "Guide/claims.toml", line: 19)
    }
}
