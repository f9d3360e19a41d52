import SimulatedDevices
import Foundation
import Intake
import Ledger
import Testing

/// Tokens and places for tests.
enum Samples {
    static let week = ISOWeek(year: 2026, week: 47)

    /// The token that `ledger-crash` makes of a number.
    static func token(_ number: Int) throws -> (lookup: Lookup, record: SealedRecord) {
        let lookup = Lookup(
            bytes: (0..<Lookup.size).map { UInt8(truncatingIfNeeded: number >> ($0 % 4 * 8) &+ $0 * 31) })
        let record = SealedRecord(bytes: (0..<SealedRecord.size).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) })
        return (try #require(lookup), try #require(record))
    }

    /// A token of random bytes.
    static func token(_ random: inout SeededRandom) throws -> (lookup: Lookup, record: SealedRecord) {
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
        let lookup = try #require(Lookup(bytes: bytes(Lookup.size)))
        return (lookup, try #require(SealedRecord(bytes: bytes(SealedRecord.size))))
    }
}

/// A folder that is gone after the test.
final class Folder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    // Leftovers in the temporary folder are the system's to clear: `try?`.
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var ledger: String { path + "/ledger.sqlite" }

    /// All bytes of all files.
    func bytes() throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            .reduce(into: Data()) { $0 += try Data(contentsOf: URL(filePath: path + "/" + $1)) }
    }
}
