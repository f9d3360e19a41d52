import Foundation
import Guide
import GuidePress
import Testing

@Suite struct `Keeping the guide true` {
    let tree: FixtureTree

    init() throws { tree = try FixtureTree() }

    private func due(by day: String) throws -> [DueItem] {
        DueList(of: tree.read(), by: try #require(GuideDate(day))).items
    }

    @Test func `what is due is listed, what could hurt first and then by date`() throws {
        #expect(try due(by: "2026-11-22").map(\.id) == [])
        let later = try due(by: "2027-12-31")
        #expect(later.map(\.task).contains(.call) && later.map(\.task).contains(.read))
        let risks = later.map(\.risk)
        #expect(risks == risks.sorted { $0 == .safety && $1 == .normal })
        let call = try #require(later.first { $0.task == .call })
        #expect(call.day == GuideDate("2026-12-30"))
        #expect(call.words.contains("1506"))
        #expect(call.place.file == "Guide/directory/phones.csv")
    }

    @Test func `a number without a second source is always due`() throws {
        try tree.replace(
            "thai-line.second,thai-line,service,mrc:second_source,LIST-2025\n", with: "", in: "Guide/directory/attributes.csv")
        let item = try #require(try due(by: "2026-01-01").first { $0.task == .call })
        #expect(item.day == nil)
        #expect(item.words.contains("second source"))
    }

    private func guide(_ tree: FixtureTree) throws -> Guide {
        try Edition(of: tree.read(), site: "lobby", builtOn: FixtureTree.day).guide
    }

    @Test func `the same guide changes nothing`() throws {
        #expect(GuideDifference(from: try guide(tree), to: try guide(tree)).isEmpty)
    }

    @Test func `a new version says in words what changes`() throws {
        let other = try FixtureTree()
        try other.replace("Your pay must come by day 30 of the month.", with: "Your pay must come by day 7.", in: "Guide/articles/payday.md")
        try other.replace("thai-line.second,thai-line,service,mrc:second_source,LIST-2025\n", with: "", in: "Guide/directory/attributes.csv")
        let lines = GuideDifference(from: try guide(tree), to: try guide(other)).lines
        #expect(lines.contains { $0.contains("“Your pay must come by day 30 of the month.” becomes “Your pay must come by day 7.”") })
        let back = GuideDifference(from: try guide(other), to: try guide(tree)).lines
        #expect(back.contains { $0.contains("becomes “Your pay must come by day 30 of the month.”") })
    }

    @Test func `a page that goes and a page that comes are named by their titles`() throws {
        let other = try FixtureTree()
        try FileManager.default.removeItem(at: other.root.appending(path: "Guide/articles/payday.md"))
        let (old, new) = (try guide(tree), try guide(other))
        let title = try #require(old.text("article.payday.title", in: .english)?.string)
        #expect(GuideDifference(from: old, to: new).lines.contains("The page “\(title)” is gone."))
        #expect(GuideDifference(from: new, to: old).lines.contains("New page: “\(title)”."))
    }

    @Test func `a pack carries its own change log, as far as anybody reads`() throws {
        let other = try FixtureTree()
        try other.replace("Your pay must come by day 30 of the month.", with: "Your pay must come by day 7.", in: "Guide/articles/payday.md")
        let old = try guide(tree)
        let changed = try Edition(of: other.read(), site: "lobby", builtOn: FixtureTree.day).noting(changesSince: old).guide.changes
        #expect(changed?.since == old.version)
        #expect(changed?.lines == GuideDifference(from: old, to: try guide(other)).lines)
        let many = GuideChanges(since: "1", lines: (1...200).map { "Line \($0)." })
        #expect(many.lines.count == GuideChanges.mostLines)
        #expect(many.lines.last == "And 141 more.")
    }

    @Test func `a sentence for staff has an id of its own`() throws {
        let line = try tree.append("\n[[sentence]]\nid = \"closed\"\nkind = \"office-closed\"\ntext = \"Closed.\"\n", to: "Guide/notices.toml")
        tree.reports("a notice has the id `closed` too", in: "Guide/notices.toml", line: line + 2)
    }
}
