import Foundation
import HubConnection
import Intake
import Ledger
import Link
import Logging
import Sealing
import SimulatedDevices

// A kiosk's link to its hub with a ledger on a card of its own, in a process of its own: a file system that a test mounts is
// seen by nobody else. It says "ready", takes its commands from standard input, and answers each with a line.
//
//     kiosk-sync CARD PAPERS MRC.PUB
//
//     issue N    gives N numbers, or as many as there is room for: how many there are in all
//     fill       fills what is left of the card, as a hungry neighbour does: how many bytes that were
//     clear      makes room again: "clear"
//     link       begins to take to the hub what is kept: "linked"
//     look       lets a minute pass: how many records are kept, and how many are known to be delivered
//     die        ends without a word, as when the power goes

/// The card, as a technician would find it full.
struct Card {
    let folder: URL
    private var filler: URL { folder.appending(path: "filler") }

    /// - Returns: for how much there was room.
    func fill() throws -> UInt64 {
        if !FileManager.default.fileExists(atPath: filler.path) {
            FileManager.default.createFile(atPath: filler.path, contents: nil)
        }
        let file = try FileHandle(forWritingTo: filler)
        let before = try file.seekToEnd()
        // Smaller and smaller, so that not a page is left.
        for size in [65_536, 4_096, 1] {
            let piece = Data(repeating: 0, count: size)
            // It ends with the error that there is no room, which is what is wanted.
            while (try? file.write(contentsOf: piece)) != nil {}
        }
        let after = try file.seekToEnd()
        try file.close()
        return after - before
    }

    func clear() throws { try FileManager.default.removeItem(at: filler) }
}

func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    FileHandle.standardError.write(Data("usage: kiosk-sync CARD PAPERS MRC.PUB\n".utf8))
    exit(2)
}
let card = Card(folder: URL(filePath: arguments[1]))
let ledger = try Ledger(at: .file(card.folder.appending(path: "ledger.sqlite").path))
let keyID = try MRCPublicKey(text: String(contentsOfFile: arguments[3], encoding: .utf8)).id
let clock = SimulatedClock.running()
let link = HubLink(
    ledger: ledger, folder: URL(filePath: arguments[2]),
    around: HubLink.Surroundings(clock: clock, sealTo: { _ in }, health: { nil }),
    logger: Logger(label: "kiosk-sync") { _ in SwiftLogNoOpLogHandler() })
var issued = try await ledger.summary().tokens
// A process that comes after one that died must not give the same numbers again.
var random = SeededRandom(seed: UInt64(7 + issued))

/// Gives one number, whose record looks as if it were sealed to the centre's key.
@MainActor func issue() async throws {
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
    let sealed = [SealVersion.current.rawValue] + keyID + bytes(SealedRecord.size - 1 - SealedRecord.keyIDSize)
    guard let lookup = Lookup(bytes: bytes(Lookup.size)), let record = SealedRecord(bytes: sealed) else { return }
    try await ledger.issue(record: record, lookup: lookup, week: ISOWeek(year: 2026, week: 47))
    try await ledger.shown(lookup)
    issued += 1
}

say("ready")
while let line = readLine() {
    let words = line.split(separator: " ")
    switch words.first {
    case "issue":
        do { for _ in 0..<(words.last.flatMap { Int($0) } ?? 0) { try await issue() } } catch LedgerError.diskFull {}
        say("\(issued)")
    case "fill":
        say("\(try card.fill())")
    case "clear":
        try card.clear()
        say("clear")
    case "die":
        kill(getpid(), SIGKILL)
    case "link":
        Task { try await link.run() }
        say("linked")
    default:
        await clock.advance(by: .seconds(60))
        let summary = try await ledger.summary()
        say("\(summary.kept) \(summary.delivered)")
    }
}
