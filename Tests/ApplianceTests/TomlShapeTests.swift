import Foundation
import SimulatedDevices
import Testing

@testable import Settings

/// Texts at which the parser ends the process: nobody may get there.
@Suite struct TomlShapeTests {
    /// What the fuzzer found, each as short as it could be made, and the line that is told.
    static let found: [(text: String, line: Int)] = [
        ("[[[", 1), ("[", 1), ("[[", 1), ("[}", 1), ("[ .a]", 1), ("[[#", 1), ("[+]", 1), ("[\r\na.b]", 1), ("[[\nname]]", 1),
        ("site = \"x\"\n[\\]", 2), ("a = [\"x\",}\"y\"]", 1), ("a = [}", 1), ("a = [1,\n}", 2), ("a =1979-05-27T=1979-05-27", 1),
        ("1e=[[}[[[a.ba", 1), ("\t[[[", 1), ("a = '''\n'''\n[[[", 3),
    ]

    @Test(arguments: found.indices) func `what ends the parser is told with its line`(index: Int) throws {
        let (text, line) = TomlShapeTests.found[index]
        let flaw = try #require(throws: TomlShape.Flaw.self) { try TomlShape.check(text) }
        #expect(flaw.line == line, "\(flaw.sentence)")
        let error = try #require(throws: ConfigurationError.self) { try TomlShapeTests.parse(text) }
        #expect(error.line == line && error.problem.hasPrefix("is not TOML"))
    }

    @Test func `what TOML allows has the shape`() throws {
        try TomlShape.check(
            """
            \u{feff}# a comment with [[[ in it
            plain = 1 # and behind a value }
            "in quotes" . 'twice' = { a = [ ], b = { } , c.d = -1.5e+3 }
            list = [ # of lists
              [1, 2], [ "]", '}' ],
              { x = true },
            ]
            long = \"\"\"
            [[[ not a table \\\"\"\" \"\"quoted\"\"\"\"\"
            short = "a \\" [ b"
            when = 1979-05-27T07:32:00.5+01:00
            [ a . "b c" ]\r
            [[list.of.tables]]
            \t[last]
            """)
    }

    @Test func `brackets without end stand within each other only so far`() throws {
        let flaw = try #require(throws: TomlShape.Flaw.self) {
            try TomlShape.check("a = " + String(repeating: "[", count: 1_000_000))
        }
        #expect(flaw.sentence.contains("16"))
    }

    /// The parser ends the process if one of these gets through; the seed is the case.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `whatever becomes of the settings, they are read or refused`(seed: UInt64) throws {
        let shipped = Array(try String(contentsOf: TomlShapeTests.settings, encoding: .utf8).unicodeScalars)
        let pieces = [
            "[", "]", "[[", "]]", "=", "\"", "'", "\"\"\"", "'''", "\n", "\r", ".", ",", "{", "}", "#", "0x", "1e", "-", "\\",
            "\u{1}", "é", " ",
        ]
        var random = SeededRandom(seed: seed)
        var refused = 0
        for _ in 0..<500 {
            let begin = Int.random(in: 0..<shipped.count, using: &random)
            var text = Array(shipped[begin..<min(begin + Int.random(in: 1...300, using: &random), shipped.count)])
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...text.count, using: &random)
                if Bool.random(using: &random), place < text.count { text.remove(at: place) }
                let piece = pieces.randomElement(using: &random) ?? "["
                text.insert(contentsOf: Array(piece.unicodeScalars), at: min(place, text.count))
            }
            var whole = String.UnicodeScalarView()
            whole.append(contentsOf: text)
            do { try TomlShapeTests.parse(String(whole)) } catch { refused += 1 }
        }
        #expect((100..<500).contains(refused))
    }

    private static let settings = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Kiosk/kiosk.toml").standardizedFileURL

    private static func parse(_ text: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).toml")
        try Data(text.utf8).write(to: file)
        // What is left over lies in the system's temporary folder and hurts nobody.
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try Toml.table(file)
    }
}
