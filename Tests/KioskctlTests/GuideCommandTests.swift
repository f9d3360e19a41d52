import Foundation
import Proofs
import Testing

@Suite struct `What is wrong with a guide` {
    @Test(arguments: [
        ("Guide/sources.toml", "\n[[source]\n"), ("Sites/amman-airport.toml", "\nlanguages = 7\n"),
        ("Strings/km.po", "\nmsgctxt \"ui.nav.back\nmsgid\n"), ("Forms/intake.toml", "\n[[question]]\nid = \"name\"\nkind = \"text\"\n"),
    ])
    func `is named with file and line`(file: String, addition: String) async throws {
        try await withFolder { folder in
            let root = folder.appending(path: "Kiosk").path
            try FileManager.default.copyItem(
                atPath: HandbookFixture.root.appending(path: "Kiosk").resolvingSymlinksInPath().path, toPath: root)
            let path = "\(root)/\(file)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
            try Data((text + addition).utf8).write(to: URL(fileURLWithPath: path))
            let command = try Command(["guide", "check", "--quiet", "--root", root])
            #expect(command.status == 1)
            let places = command.errors.split(separator: "\n").compactMap { line in
                line.firstMatch(of: #/^(.+?):(\d+): /#).map { (file: String($0.1), line: Int($0.2) ?? 0) }
            }
            #expect(places.contains { $0.file == path && $0.line >= lines - 1 }, "\(command.errors.prefix(1_000))")
        }
    }

    @Test func `is named for a pack by the part that was altered, and a stranger's key by what it is`() async throws {
        try await withFolder { folder in
            func run(_ arguments: String...) throws -> Command { try Command(["guide"] + arguments) }
            let (pack, key) = (folder.appending(path: "pack"), folder.appending(path: "own/guide.pub").path)
            for name in ["own", "other"] { #expect(try run("keygen", folder.appending(path: name).path).status == 0) }
            let built = try run(
                "build", "--site", "kuala-lumpur-lobby", "--key", folder.appending(path: "own/guide.key").path, "--out", pack.path,
                "--built-on", "2026-11-22")
            #expect(built.status == 0, "\(built.errors)")
            let stranger = try run("verify", pack.path, "--key", folder.appending(path: "other/guide.pub").path)
            #expect(stranger.status == 1 && !stranger.errors.isEmpty)
            for part in try FileManager.default.contentsOfDirectory(atPath: pack.path) {
                let file = pack.appending(path: part)
                let whole = try Data(contentsOf: file)
                try whole.prefix(whole.count / 2).write(to: file)
                let refused = try run("verify", pack.path, "--key", key)
                #expect(refused.status == 1 && refused.output.isEmpty, "\(part) may be cut off")
                // The signature covers the manifest, and the manifest names every other part.
                let parts = [part, "manifest", "signature", "signed"]
                #expect(parts.contains { refused.errors.contains($0) }, "\(part): \(refused.errors)")
                try whole.write(to: file)
            }
            #expect(try run("verify", pack.path, "--key", key).status == 0)
        }
    }
}
