import Foundation
import Proofs
import Testing

@Suite struct `A visit by script` {
    private func run(_ script: String, _ more: [String] = []) async throws -> Command {
        try BundledFonts.require()
        return try await withFolder { folder in
            let file = folder.appending(path: "script.txt")
            try script.write(to: file, atomically: true, encoding: .utf8)
            return try Command(["visit", "--script", file.path, "--site", "kuala-lumpur-lobby", "--built-on", "2026-11-22"] + more)
        }
    }

    private struct Told: Decodable, Equatable {
        var step: String
        var page: String
        var part: Int
        var parts: Int
        var language: String
        var controls: [String]
        var slips: Int
    }

    private func told(_ command: Command) throws -> [Told] {
        try command.output.split(separator: "\n").map { try JSONDecoder().decode(Told.self, from: Data($0.utf8)) }
    }

    @Test func `tells each step as one line of JSON, and never the number`() async throws {
        let command = try await run(
            """
            # from the first touch to a slip
            touch welcome.begin
            find lang.km

            find home.talk
            touch notice.agree      # a remark
            touch nav.skip
            touch nav.skip
            touch nav.skip
            touch nav.skip
            touch nav.skip
            touch plan.skip-all
            find code.print
            touch slip.came-out
            """)
        #expect(command.status == 0, "\(command.errors)")
        let steps = try told(command)
        #expect(steps.count == 13)
        #expect(steps.first?.page == "welcome" && steps.first?.step == "start")
        #expect(steps[2].page == "home" && steps[2].language == "km")
        #expect(steps.map(\.slips).max() == 1)
        #expect(steps.last?.page == "farewell")
        let digits = command.output.split(whereSeparator: { !$0.isNumber }).map(\.count).max() ?? 0
        #expect(digits < 4)
    }

    @Test func `breaks things, waits and presses as it is told`() async throws {
        let command = try await run(
            """
            touch welcome.begin
            find lang.en
            fault printer paper-out
            find home.numbers
            touch numbers.print
            clear printer
            headset in
            press help
            wait 61
            press leave
            headset out
            """)
        #expect(command.status == 0, "\(command.errors)")
        #expect(try told(command).map(\.page).suffix(7) == ["no-paper", "no-paper", "no-paper", "help", "still-there", "neutral", "neutral"])
    }

    @Test(arguments: [
        ("touch welcome.begin\nfly away\n", 2, "is no step; allowed are touch"), ("touch\n", 1, "is no step"), ("wait long\n", 1, "is no step"),
        ("wait -1\n", 1, "is no step"), ("press everything\n", 1, "is no step"), ("headset sideways\n", 1, "is no step"),
        ("\n\ntouch welcome.begin\ntouch home.talk\n", 4, "there is no home.talk on the page languages"),
        ("fault printer gremlins\n", 1, "cannot have the fault"), ("fault toaster hot\n", 1, "there is no device"),
        ("clear toaster\n", 1, "there is no device"),
    ])
    func `a wrong script names its file, its line and what is allowed, and leaves with status 1`(script: String, line: Int, problem: String)
        async throws
    {
        let command = try await run(script)
        #expect(command.status == 1)
        #expect(command.errors.contains("script.txt:\(line): "), "\(command.errors)")
        #expect(command.errors.contains(problem), "\(command.errors)")
        #expect(!command.errors.contains("Usage"))
    }

    @Test func `a script that is no text is refused`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "script.txt")
            try Data([0xFF, 0xFE, 0x00, 0x80]).write(to: file)
            let command = try Command(["visit", "--script", file.path])
            #expect(command.status == 2)
            #expect(command.errors.contains("UTF-8"))
        }
    }
}
