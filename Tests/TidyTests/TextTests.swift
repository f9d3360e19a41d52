import Foundation
import Testing

@Suite struct `The text of the repository` {
    static let folders = ["Sources", "Kiosk", "Systemd", "Images"]

    @Test func `no source is longer than four hundred lines`() throws {
        for file in try SourceTree.files(in: ["Sources", "Tests"], ends: ["swift", "c", "h"]) {
            #expect(file.lines.count <= 401, "\(file.path)")
        }
    }

    @Test func `nothing traps on what somebody else wrote`() throws {
        for file in try SourceTree.files(in: ["Sources"], ends: ["swift"]) {
            for word in ["try!", "fatalError(", "as!", ".unsafelyUnwrapped", "@unchecked Sendable"] {
                for line in file.lines(with: word) where SourceTree.code(of: line.text).contains(word) {
                    Issue.record("\(file.path):\(line.number) has \(word)")
                }
            }
        }
    }

    @Test func `nothing is left for later`() throws {
        // Put together here, so that this file does not find itself.
        let words = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
        for file in try SourceTree.files(in: Self.folders) {
            for word in words {
                for line in file.lines(with: word) {
                    // Part of a longer word or of a pattern of letters is no remark.
                    let isAlone = line.text.ranges(of: word).contains { range in
                        let before = line.text[..<range.lowerBound].last, after = line.text[range.upperBound...].first
                        return [before, after].allSatisfy { $0.map { !$0.isLetter && !$0.isNumber } ?? true }
                    }
                    if isAlone { Issue.record("\(file.path):\(line.number) has \(word)") }
                }
            }
        }
    }

    @Test func `no private key lies in the repository`() throws {
        // The tests of keys spell out what one looks like.
        for file in try Self.tracked() where !file.path.hasPrefix("Tests/SealingTests/") {
            if file.mentions("-----BEGIN " + "PRIVATE KEY-----") { Issue.record("\(file.path)") }
        }
    }

    @Test func `what is public is explained`() throws {
        let kinds = ["public struct ", "public enum ", "public protocol ", "public final class ", "public actor "]
        for file in try SourceTree.files(in: ["Sources"], ends: ["swift"]) {
            // What is nested may be explained by the thing that it belongs to.
            let lines = file.lines
            for line in lines where kinds.contains(where: line.text.hasPrefix) {
                let before = lines.prefix(line.number - 1).last { !$0.text.hasPrefix("@") }
                #expect(before?.text.hasPrefix("///") == true, "\(file.path):\(line.number) has no words")
            }
        }
    }

    @Test func `nothing names the machine on which it was made`() throws {
        let names = ["/wo" + "rk/", "/opt/sw" + "ift", "/ro" + "ot/", "registry.npm" + "js.org", "py" + "pi.org", "files.python" + "hosted.org", "crates" + ".io", "proxy.go" + "lang.org"]
        for file in try Self.tracked() {
            for name in names {
                for line in file.lines(with: name) { Issue.record("\(file.path):\(line.number) names \(name)") }
            }
        }
    }

    /// Every file that belongs to the repository: by git where it is one, else all but what a build makes.
    private static func tracked() throws -> [SourceTree.File] {
        let root = SourceTree.root
        let own = try FileManager.default.contentsOfDirectory(atPath: root.path)
        var isFolder: ObjCBool = false
        let folders = own.filter { name in
            FileManager.default.fileExists(atPath: root.appending(path: name).path, isDirectory: &isFolder) && isFolder.boolValue
                && !name.hasPrefix(".build") && name != ".git"
        }
        let loose = try own.filter { !folders.contains($0) && !$0.hasPrefix(".build") && $0 != ".git" }.compactMap { name in
            String(data: try Data(contentsOf: root.appending(path: name)), encoding: .utf8).map { SourceTree.File(path: name, text: $0) }
        }
        return try loose + SourceTree.files(in: folders)
    }
}
