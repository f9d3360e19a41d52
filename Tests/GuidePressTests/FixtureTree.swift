import Foundation
import Guide
import GuidePress
import Testing

/// A copy of the fixture guide in a folder of its own, to break things in.
final class FixtureTree {
    let root: URL

    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/Kiosk", isDirectory: true)
    static let day = GuideDate(dayNumber: 20_779)  // 2026-11-22

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent(
            "guide-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.copyItem(at: FixtureTree.fixtures, to: root)
    }

    deinit {
        // A folder that stays behind in the temporary one harms nobody.
        try? FileManager.default.removeItem(at: root)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: root.appendingPathComponent(path))
    }

    /// Changes the only place where `old` stands; returns its line.
    @discardableResult
    func replace(_ old: String, with new: String, in path: String) throws -> Int {
        let before = try text(path)
        let found = before.ranges(of: old)
        let range = try #require(found.count == 1 ? found.first : nil, "\(old) stands \(found.count) times in \(path)")
        try write(before.replacingCharacters(in: range, with: new), to: path)
        return before[..<range.lowerBound].count { $0.isNewline } + 1
    }

    @discardableResult
    func append(_ text: String, to path: String) throws -> Int {
        let before = try self.text(path)
        try write(before + text, to: path)
        return before.count { $0.isNewline } + 1
    }

    func read() -> Manuscript { Manuscript.read(root).manuscript }

    /// What reading and looking report together.
    func problems() -> [Problem] {
        let (manuscript, problems) = Manuscript.read(root)
        return problems + Review(manuscript, today: FixtureTree.day).problems()
    }

    /// Whether exactly this is reported: file, line, a part of what is wrong, and a remedy.
    func reports(
        _ what: String, in file: String, line: Int, severity: Problem.Severity = .error,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let problems = problems()
        let match = problems.first { $0.file == file && $0.line == line && $0.what.contains(what) }
        #expect(
            match != nil, "no \"\(what)\" at \(file):\(line) in \(problems.map(\.description))",
            sourceLocation: sourceLocation)
        #expect(match?.severity == severity, sourceLocation: sourceLocation)
        #expect(match?.remedy.isEmpty == false, sourceLocation: sourceLocation)
    }
}

extension Manuscript {
    func text(_ id: TextID) -> SourceText? { texts.first { $0.id == id } }
}
