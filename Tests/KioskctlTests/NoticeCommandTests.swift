import Foundation
import Proofs
import Testing

@Suite struct `Notices by kioskctl` {
    /// A pack of the lobby with the folder that its kiosk writes into.
    private struct Place {
        let folder: URL

        init(_ folder: URL) throws {
            self.folder = folder
            for name in ["keys", "state"] {
                try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
            }
            try #require(try Command(["guide", "keygen", path("keys")]).status == 0)
            let built = try Command([
                "guide", "build", "--site", "kuala-lumpur-lobby", "--key", path("keys/guide.key"), "--out", path("pack"), "--built-on",
                "2026-11-22",
            ])
            try #require(built.status == 0, "\(built.errors)")
        }

        func path(_ name: String) -> String { folder.appending(path: name).path }

        func notice(_ arguments: String...) throws -> Command {
            try Command(
                ["notice"] + arguments + ["--state", path("state"), "--pack", path("pack"), "--key", path("keys/guide.pub")])
        }
    }

    @Test func `a sentence is put up, listed, changed and taken down`() async throws {
        try await withFolder { folder in
            let place = try Place(folder)
            #expect(try place.notice("list").output.contains("counsellors-away (not up)"))
            let put = try place.notice("put", "counsellors-away", "--from", "2026-12-24", "--until", "2026-12-26")
            #expect(put.status == 0 && put.output == "counsellors-away is up: 2026-12-24 – 2026-12-26\n", "\(put.errors)")
            #expect(try place.notice("put", "counsellors-away", "--from", "2026-12-24", "--until", "2026-12-24").status == 0)
            #expect(try place.notice("list").output.contains("counsellors-away (up: 2026-12-24)"))
            #expect(try place.notice("remove", "counsellors-away").status == 0)
            #expect(try place.notice("list").output.contains("counsellors-away (not up)"))
        }
    }

    @Test func `wrong input is refused with what is wrong and what is allowed`() async throws {
        try await withFolder { folder in
            let place = try Place(folder)
            let wrong: [([String], String)] = [
                (["put", "fire", "--until", "2026-12-24"], "There is no sentence fire; allowed are counsellors-away, "),
                (["put", "mass-return", "--from", "2026-12-24", "--until", "2026-12-01"], "--until is 2026-12-01; allowed is a day from 2026-12-24 to"),
                (["put", "mass-return", "--from", "2026-12-24", "--until", "2028-12-01"], "--until is 2028-12-01; allowed is a day from 2026-12-24 to"),
                (["put", "mass-return", "--until", "24.12."], "24.12."), (["remove"], "Name a sentence, or --all."),
            ]
            for (arguments, problem) in wrong {
                let command = try Command(
                    ["notice"] + arguments
                        + ["--state", place.path("state"), "--pack", place.path("pack"), "--key", place.path("keys/guide.pub")])
                #expect(command.status == 2 && command.errors.contains(problem), "\(arguments): \(command.status) \(command.errors)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.path("state")) == [])
        }
    }

    @Test func `a spoiled file is told, and can be cleared`() async throws {
        try await withFolder { folder in
            let place = try Place(folder)
            try Data("fire\n".utf8).write(to: URL(fileURLWithPath: place.path("state/notices.txt")))
            let list = try place.notice("list")
            #expect(list.status == 1 && list.errors.contains("notices.txt:1: fire is no sentence of the guide; allowed are counsellors-away"), "\(list.errors)")
            #expect(try place.notice("remove", "--all").status == 0)
            #expect(try place.notice("list").status == 0)
        }
    }
}
