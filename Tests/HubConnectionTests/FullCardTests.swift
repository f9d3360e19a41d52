import Foundation
import Testing

@testable import HubConnection

private let mayMount = ConditionTrait.enabled(
    if: SmallCard.isAllowed, "no file system may be mounted here (unshare -m): a card that is really full was NOT tested")

/// A kiosk whose card has not a byte left.
@Suite(mayMount, .serialized, .timeLimit(.minutes(5))) struct FullCardTests {
    @Test func `a card that is full to the last byte is emptied by delivering, and takes new numbers in the room that this makes`()
        async throws
    {
        let pair = try await Pair()
        let card = try SmallCard(pair)
        #expect(try card.say("issue 40") == "40")
        _ = try card.say("fill")
        // What there is no room for is not given to anybody.
        let given = try #require(Int(try card.say("issue 5000")))
        #expect((40..<5_040).contains(given))
        _ = try card.say("fill")
        #expect(try card.say("link") == "linked")
        let store = try pair.hub.store()
        while true {
            let told = try card.look()
            let there = try await store.waitingIntakes().values.reduce(0, +)
            #expect(told.delivered <= there, "the ledger takes for delivered what the hub does not have")
            #expect(told.kept + told.delivered == given)
            if told.kept == 0 { break }
        }
        // Whatever this has freed of the card, the neighbour takes; what it has freed of the ledger is room for others like it.
        _ = try card.say("fill")
        let more = try #require(Int(try card.say("issue 20")))
        #expect(more == given + 20)
        while try card.look() != (kept: 0, delivered: more) {}
        #expect(try await store.waitingIntakes() == ["amman-airport": more])
        await store.close()
    }

    @Test func `with a neighbour who takes every byte at once, and power that goes, nothing is lost, nothing is there twice`()
        async throws
    {
        let pair = try await Pair()
        let card = try SmallCard(pair)
        #expect(try card.say("issue 150") == "150")
        let store = try pair.hub.store()
        for round in 0..<20 {
            _ = try card.say("fill")
            if round % 4 == 0 {
                if round > 0 { #expect(try card.say("die") == "ready", "it was not started again") }
                #expect(try card.say("link") == "linked")
            }
            let told = try card.look()
            let there = try await store.waitingIntakes().values.reduce(0, +)
            #expect(told.delivered <= there, "the ledger takes for delivered what the hub does not have")
            #expect(told.kept + told.delivered == 150)
        }
        #expect(try card.say("clear") == "clear")
        while try card.look() != (kept: 0, delivered: 150) {}
        #expect(try await store.waitingIntakes() == ["amman-airport": 150])
        await store.close()
    }
}

/// A file system of its own in memory, of a megabyte and a half, most of which is the ledger's reserve, with `kiosk-sync` on it, which is started again whenever it dies.
/// Nobody else sees it, and it is gone with that.
final class SmallCard {
    private let process: Process
    private let (orders, answers) = (Pipe(), Pipe())

    private static let mount = "mount -t tmpfs -o size=1536k,mode=700 tmpfs \"$0\""

    /// Whether this machine lets the tests mount one.
    static let isAllowed: Bool = {
        let process = SmallCard.namespace(SmallCard.mount, [FileManager.default.temporaryDirectory.path])
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        // No `unshare` is an answer too.
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private static func namespace(_ script: String, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare", "--mount", "sh", "-ec", script] + arguments
        return process
    }

    init(_ pair: Pair) throws {
        let (place, key) = (pair.hub.folder.appending(path: "card"), pair.hub.folder.appending(path: "mrc.pub"))
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try pair.hub.mrcKey.publicKey.pem.write(to: key, atomically: true, encoding: .utf8)
        let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let program = programs.appending(path: "kiosk-sync")
        process = Self.namespace(
            // More starts than a test asks for are a failure.
            Self.mount + "\nfor start in $(seq 20); do \"$1\" \"$0\" \"$2\" \"$3\" && break; done", [place.path, program.path, pair.folder.path, key.path])
        (process.standardInput, process.standardOutput) = (orders, answers)
        try process.run()
        _ = try answer()
    }

    /// Without orders `kiosk-sync` ends by itself, and the shell after it.
    deinit {
        // If it is closed already, nobody waits for orders: `try?`.
        try? orders.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Gives an order, and returns the line that answers it.
    func say(_ order: String) throws -> String {
        try orders.fileHandleForWriting.write(contentsOf: Data("\(order)\n".utf8))
        return try answer()
    }

    private func answer() throws -> String {
        var line: [UInt8] = []
        while let byte = try answers.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 { line.append(byte) }
        return try #require(line.isEmpty ? nil : String(decoding: line, as: UTF8.self), "kiosk-sync has ended")
    }

    /// What the kiosk keeps, and what it takes for delivered, a minute later.
    func look() throws -> (kept: Int, delivered: Int) {
        let numbers = try say("look").split(separator: " ").compactMap { Int($0) }
        return (try #require(numbers.first), try #require(numbers.last))
    }
}
