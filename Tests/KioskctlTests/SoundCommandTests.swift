import Foundation
import Proofs
import Testing

@Suite struct `The voices of kiosks` {
    private static let site = ["--site", "thanh-hoa-centre", "--built-on", "2026-11-22"]

    @Test func `the list says what to read aloud, part by part where the machine fills something in`() throws {
        let command = try Command(["sound", "list", "--lang", "en"] + Self.site)
        #expect(command.status == 0, "\(command.errors)")
        let lines = command.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "id,text,language,context")
        #expect(lines.contains("ui.nav.back,Back,en,Back"))
        #expect(lines.contains { $0.hasPrefix("digit.7,7,en,") })
        #expect(lines.contains("ui.nav.page_of#1,of,en,{page} of {pages}"))
        #expect(Set(lines.compactMap { $0.split(separator: ",").first }).count == lines.count)
    }

    @Test func `drafts, a person's recordings and a signed pack`() async throws {
        try await withFolder { folder in
            let (clips, pack) = (folder.appending(path: "clips").path, folder.appending(path: "pack").path)
            let drafted = try Command(["sound", "draft", "--lang", "en", "--only", "digit.", "--into", clips] + Self.site)
            #expect(drafted.output == "en: 10 drafts made\n", "\(drafted.errors)")
            #expect(try Command(["sound", "draft", "--lang", "en", "--only", "digit.", "--into", clips] + Self.site).output == "en: 0 drafts made\n")

            let read = folder.appending(path: "read")
            try FileManager.default.createDirectory(at: read, withIntermediateDirectories: true)
            let english = folder.appending(path: "clips/en/draft")
            let some = try #require(try FileManager.default.contentsOfDirectory(atPath: english.path).sorted().first)
            try FileManager.default.copyItem(at: english.appending(path: some), to: read.appending(path: "digit.3.opus"))
            try Data("no sound".utf8).write(to: read.appending(path: "digit.4.wav"))
            try Data("no text".utf8).write(to: read.appending(path: "nobody.asked.wav"))
            let imported = try Command(["sound", "import", read.path, "--lang", "vi", "--only", "digit.", "--into", clips] + Self.site)
            #expect(imported.status == 1)
            #expect(imported.output == "vi: 1 taken, 2 refused, 9 to go\n")
            #expect(imported.errors.contains("digit.4.wav") && imported.errors.contains("nobody.asked.wav"))

            #expect(try Command(["guide", "keygen", folder.path]).status == 0)
            let key = folder.appending(path: "guide.key").path
            let whole = try Command(["sound", "pack", clips, "--key", key, "--out", pack] + Self.site)
            #expect(whole.output.contains("en: no voice") && whole.output.contains("vi: no voice"))
            try FileManager.default.removeItem(atPath: pack)
            let partial = try Command(["sound", "pack", clips, "--key", key, "--out", pack, "--partial"] + Self.site)
            #expect(partial.output.contains("en: synthetic voice, 10 clips"))
            #expect(partial.output.contains("vi: human voice, 1 clips"))
            #expect(try Command(["sound", "pack", clips, "--key", key, "--out", pack] + Self.site).status != 0, "nothing is overwritten")
        }
    }

    @Test func `no draft is made in a language that a synthesiser mangles`() throws {
        let command = try Command(
            ["sound", "draft", "--lang", "km", "--into", "/nonexistent", "--site", "battambang-job-centre", "--built-on", "2026-11-22"])
        #expect(command.status == 2)
        #expect(command.errors.contains("a person has to read it"))
    }
}
