import Foundation
import Proofs
import Testing

@Suite struct `Notices by kioskctl` {
    /// A pack of the lobby with the folder that its kiosk writes into.
    private struct Place {
        let state: URL
        let pack: URL

        init(_ folder: URL) throws {
            state = folder
            pack = try Place.made.get()
        }

        /// Built once: looking through the whole guide takes its time.
        private static let made: Result<URL, any Error> = Result {
            let folder = FileManager.default.temporaryDirectory.appending(path: "kioskctl-notices-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try #require(try Command(["guide", "keygen", folder.path]).status == 0)
            let built = try Command([
                "guide", "build", "--site", "savannakhet-union-centre", "--key", folder.appending(path: "guide.key").path, "--out",
                folder.appending(path: "pack").path, "--built-on", "2026-11-22",
            ])
            try #require(built.status == 0, "\(built.errors)")
            return folder
        }

        func notice(_ arguments: String...) throws -> Command { try notice(arguments) }

        func notice(_ arguments: [String]) throws -> Command {
            try Command(
                ["notice"] + arguments
                    + ["--state", state.path, "--pack", pack.appending(path: "pack").path, "--key", pack.appending(path: "guide.pub").path])
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
                let command = try place.notice(arguments)
                #expect(command.status == 2 && command.errors.contains(problem), "\(arguments): \(command.status) \(command.errors)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.state.path) == [])
        }
    }

    @Test func `a spoiled file is told, and can be cleared`() async throws {
        try await withFolder { folder in
            let place = try Place(folder)
            try Data("fire\n".utf8).write(to: place.state.appending(path: "notices.txt"))
            let list = try place.notice("list")
            #expect(list.status == 1 && list.errors.contains("notices.txt:1: fire is no sentence of the guide; allowed are counsellors-away"), "\(list.errors)")
            #expect(try place.notice("remove", "--all").status == 0)
            #expect(try place.notice("list").status == 0)
        }
    }
}
