import Foundation
import Testing

@testable import HubConnection

private let mayMount = ConditionTrait.enabled(
    if: SmallCard.isAllowed, "no file system may be mounted here (unshare -m): a card that is really full was NOT tested")

/// A kiosk whose card has not a byte left.
@Suite(mayMount, .serialized, .timeLimit(.minutes(5))) struct FullCardTests {
    @Test func `while the card is full nothing is lost and nothing is taken for delivered, and with room again all goes to the hub`()
        async throws
    {
        let pair = try await Pair()
        let card = try SmallCard(pair)
        #expect(try card.say("issue 40") == "40")
        #expect(try card.say("fill") == "full")
        // What there is no room for is not given to anybody.
        let given = try #require(Int(try card.say("issue 5000")))
        #expect((40..<5_040).contains(given))
        #expect(try card.say("link") == "linked")
        let store = try pair.hub.store()
        for _ in 0..<20 {
            let told = try card.look()
            let there = try await store.waitingIntakes().values.reduce(0, +)
            #expect(told.delivered <= there, "the ledger takes for delivered what the hub does not have")
            #expect(told.kept + told.delivered == given)
        }
        #expect(try card.say("clear") == "clear")
        while try card.look() != (kept: 0, delivered: given) {}
        #expect(try card.say("issue 1") == "\(given + 1)")
        while try card.look() != (kept: 0, delivered: given + 1) {}
        #expect(try await store.waitingIntakes() == ["amman-airport": given + 1])
        await store.close()
    }
}

/// A file system of its own in memory, of one megabyte, with `kiosk-sync` on it. Nobody else sees it, and it is gone with that.
final class SmallCard {
    private let process: Process
    private let (orders, answers) = (Pipe(), Pipe())

    private static let mount = "mount -t tmpfs -o size=1m,mode=700 tmpfs \"$0\""

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
            Self.mount + "\nexec \"$1\" \"$0\" \"$2\" \"$3\"", [place.path, program.path, pair.folder.path, key.path])
        (process.standardInput, process.standardOutput) = (orders, answers)
        try process.run()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// Gives an order, and returns the line that answers it.
    func say(_ order: String) throws -> String {
        try orders.fileHandleForWriting.write(contentsOf: Data("\(order)\n".utf8))
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
