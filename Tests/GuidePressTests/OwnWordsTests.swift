import Foundation
import Guide
import GuidePress
import Testing

@Suite struct `The guide says things in its own words` {
    /// The fingerprints lie beside the fixtures. Whoever has the publications makes them anew:
    /// `KIOSK_SOURCES=folder swift test --filter OwnWords`.
    private static let file = FixtureTree.fixtures.appending(path: "../source-runs.bin").standardizedFileURL

    private static func runs() throws -> CopiedRuns {
        guard let folder = ProcessInfo.processInfo.environment["KIOSK_SOURCES"] else { return CopiedRuns(try Data(contentsOf: file)) }
        var runs = CopiedRuns()
        let files = try FileManager.default.contentsOfDirectory(at: URL(fileURLWithPath: folder), includingPropertiesForKeys: nil)
        for file in files where file.pathExtension == "txt" { runs.learn(try String(contentsOf: file, encoding: .utf8)) }
        try runs.encoded.write(to: file)
        return runs
    }

    @Test func `no sentence of the guide has eight words in a row from a source`() throws {
        let runs = try Self.runs()
        let kiosk = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Kiosk").standardizedFileURL
        let manuscript = Manuscript.read(kiosk).manuscript
        try #require(manuscript.texts.count > 500)
        let names = manuscript.sources.map(\.title) + manuscript.claims.flatMap { $0.legal.map(\.instrument) }
            + manuscript.texts.filter { "\($0.id)".hasSuffix(".name") }.map(\.english)
        for text in manuscript.texts {
            if let run = runs.first(in: text.english, except: names) {
                Issue.record("\(text.place.file):\(text.place.line): \(text.id) copies “\(run)”")
            }
        }
    }

    @Test func `a copied sentence is found, and eight words of one's own are not`() {
        var runs = CopiedRuns()
        runs.learn("Every worker, whatever her papers, has the right to be paid on time and in full.")
        let again = CopiedRuns(runs.encoded)
        #expect(again.first(in: "Know this: whatever her papers has the right to be paid!") == "whatever her papers has the right to be")
        #expect(again.first(in: "Your employer must pay you on time and in full, whatever happens.") == nil)
        #expect(again.first(in: "has the right to be paid on time", except: ["right to be paid"]) == nil)
    }
}
