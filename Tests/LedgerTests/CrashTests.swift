import Foundation
import Intake
import Ledger
import Testing

/// A real process, really killed: nothing that it was told is on the disk may be missing afterwards.
@Suite struct CrashTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Runs `ledger-crash` until it has said `lines` lines, or for a while, and kills it.
    private func run(_ steps: [String], lines: Int = .max, atMost time: Duration = .seconds(60)) throws -> [String] {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let process = Process()
        process.executableURL = bundle.appending(path: "ledger-crash")
        process.arguments = [folder.ledger] + steps
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        // Waiting for a line is the only clock here; in a storm the kill comes at whatever line it comes at.
        var said = Data()
        let deadline = ContinuousClock.now + time
        while said.count(where: { $0 == 0x0A }) < lines, ContinuousClock.now < deadline {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += more
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        said += pipe.fileHandleForReading.readDataToEndOfFile()
        #expect(process.terminationReason == .uncaughtSignal)
        // A line that was cut off by the kill was not said.
        return String(decoding: said.prefix(through: said.lastIndex(of: 0x0A) ?? said.startIndex), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        (["issue"], PrintState.shown), (["issue", "begin"], .uncertain), (["issue", "begin", "printed"], .printed),
        (["issue", "shown"], .shown), (["issue", "begin", "void"], .void), (["issue", "void"], .void),
        (["issue", "shown", "handout"], .shown), (["issue", "begin", "printed", "acknowledged"], .printed),
    ]) func `killed after any step, the token is whole and is never printed again`(
        _ steps: [String], _ expected: PrintState
    ) async throws {
        #expect(try run(steps, lines: steps.count).count == steps.count)
        let ledger = try Ledger(at: .file(folder.ledger))
        let (lookup, record) = try Samples.token(1)
        #expect(ledger.opening == .continued(uncertain: expected == .uncertain ? 1 : 0))
        #expect(try await ledger.printState(of: lookup) == expected)
        #expect(try await ledger.state(of: lookup) == (expected == .void ? .void : .waiting))
        let batch = try await ledger.outboxBatch(limit: 10, at: .zero)
        if expected == .void || steps.last == "acknowledged" {
            #expect(batch.isEmpty)
        } else {
            #expect(batch.map(\.kind) == [.deliver(record, week: Samples.week)])
            #expect(batch.first?.attempts == (steps.last == "handout" ? 2 : 1))
        }
        if expected != .shown {
            await #expect(throws: LedgerError.notAllowed(.printing, from: expected)) {
                try await ledger.beginPrinting(lookup)
            }
        }
    }

    @Test(arguments: [7, 40, 95, 160]) func `killed in the middle of a busy day, nothing acknowledged is lost`(
        _ lines: Int
    ) async throws {
        let said = try run(["storm"], lines: lines)
        #expect(said.count >= lines)
        try await holds(said, in: folder.ledger)
    }

    /// Everything that was said is in the ledger, and at most one step more.
    private func holds(_ said: [String], in path: String) async throws {
        var last: [Int: String] = [:]
        for line in said {
            let words = line.split(separator: " ")
            last[try #require(Int(words[0]))] = String(words[1])
        }
        let ledger = try Ledger(at: .file(path))
        for (number, step) in last {
            let (lookup, _) = try Samples.token(number)
            let print = try #require(await ledger.printState(of: lookup))
            switch step {
            case "printed": #expect(print == .printed)
            case "shown": #expect(print == .shown)
            case "void": #expect(print == .void)
            // The next step may have been on the disk before the kill, though it was not said.
            case "begin": #expect([.uncertain, .printed, .void].contains(print))
            default: #expect([.shown, .uncertain].contains(print))
            }
        }
        #expect(try await ledger.summary().tokens - last.count <= 1)
        try ledger.close()
    }

    @Test func `a power cut in the middle of writing leaves every earlier step whole`() async throws {
        let said = try run(["storm"], lines: 30)
        let database = try Data(contentsOf: URL(filePath: folder.ledger))
        let log = try Data(contentsOf: URL(filePath: folder.ledger + "-wal"))
        // The last pages of the log may have reached the disk in part: cut it off wherever it may be cut off.
        let cut = try Folder()
        var mostTokens = 0
        for length in stride(from: 0, through: log.count, by: 1511) {
            for tail in ["-wal", "-shm", ""] { try? FileManager.default.removeItem(atPath: cut.ledger + tail) }
            try database.write(to: URL(filePath: cut.ledger))
            try log.prefix(length).write(to: URL(filePath: cut.ledger + "-wal"))
            let ledger = try Ledger(at: .file(cut.ledger))
            if case .begunAnew = ledger.opening { Issue.record("a log cut off at \(length) was taken for damage") }
            let summary = try await ledger.summary()
            #expect(summary.tokens >= mostTokens, "a longer log knows no less")
            mostTokens = summary.tokens
            for number in 1...max(1, summary.tokens) where summary.tokens > 0 {
                #expect(try await ledger.state(of: Samples.token(number).lookup) != .unknown)
            }
            try ledger.close()
        }
        #expect(mostTokens > 5 && !said.isEmpty)
    }
}
