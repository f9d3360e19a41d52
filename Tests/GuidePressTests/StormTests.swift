import Foundation
import Guide
import GuidePress
import Testing

/// Randomness that comes again with its seed.
///
/// Source: S. Vigna, SplitMix64.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct `Files that were spoilt at random` {
    private static let files = [
        "Guide/guide.toml", "Guide/sources.toml", "Guide/claims.toml", "Guide/topics.toml", "Guide/unions.toml",
        "Guide/signs.toml", "Guide/notices.toml", "Guide/articles/payday.md", "Guide/articles/right-passport.md",
        "Guide/directory/services.csv", "Guide/directory/phones.csv", "Guide/directory/attributes.csv",
        "Guide/directory/schedules.csv", "Strings/en.toml", "Strings/th.po", "Strings/my.po", "Strings/glossary/th.toml",
        "Sites/lobby.toml", "Forms/intake.toml",
    ]

    /// Bytes that mean something in one of the formats.
    private static let marks: [[UInt8]] = [
        "\"", "'", "[", "]", "{", "}", "=", ",", "\n", "\\", "#", "+++", "\"\"\"", "]]", "{#", "@", "999999999999999999999",
        "\r\n", "\0", "msgid", "msgctxt", "-1", "1e9", "\u{1031}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE1, 0x80]]

    @Test(arguments: 0..<12)
    func `are never a reason to stop, and every problem has a place and a remedy`(_ part: Int) throws {
        let tree = try FixtureTree()
        var dice = Dice(state: UInt64(part) &+ 20_261_122)
        for round in 0..<25 {
            let path = Self.files[Int.random(in: 0..<Self.files.count, using: &dice)]
            let file = tree.root.appendingPathComponent(path)
            let whole = try Data(contentsOf: file)
            var bytes = Array(whole)
            for _ in 0..<Int.random(in: 1...4, using: &dice) { spoil(&bytes, &dice) }
            try Data(bytes).write(to: file)

            let (manuscript, problems) = Manuscript.read(tree.root)
            let found = problems + Review(manuscript, today: FixtureTree.day).problems()
            let comment: Comment = "part \(part), round \(round), \(path)"
            for problem in found {
                #expect(problem.line >= 1 && !problem.what.isEmpty && !problem.remedy.isEmpty, comment)
                #expect(!problem.file.hasPrefix("/"), comment)
            }
            _ = try? Edition(of: manuscript, site: "lobby", builtOn: FixtureTree.day)  // holes are allowed, a trap is not
            _ = Template(of: manuscript).merged(
                into: manuscript.translations[Language("th")]?.file, language: Language("th")
            ).text
            try whole.write(to: file)
        }
    }

    private func spoil(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let at = Int.random(in: 0...bytes.count, using: &dice)
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &dice)))
        case 1: bytes.removeSubrange(at...)
        case 2:
            let end = min(bytes.count, at + 60)
            bytes.insert(contentsOf: bytes[at..<end], at: at)
        default: bytes.insert(contentsOf: Self.marks[Int.random(in: 0..<Self.marks.count, using: &dice)], at: at)
        }
    }
}
