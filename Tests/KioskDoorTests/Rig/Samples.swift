import Foundation
import Hub
import Intake
import Link
import Sealing
import Testing

/// Things of the link that look like real ones.
enum Samples {
    static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    static func lookup(_ number: Int) throws -> Lookup {
        try #require(Lookup(bytes: Samples.bytes(Lookup.size, seed: UInt64(number) &+ 77)))
    }

    /// - Parameter key: to whose key it is sealed; `nil`: to that of ``OpenDoor``.
    static func delivery(_ number: Int = 1, sealedTo key: MRCPublicKey? = nil) throws -> IntakeDelivery {
        var record = bytes(SealedRecord.size, seed: UInt64(number))
        record.replaceSubrange(1..<1 + SealedRecord.keyIDSize, with: try (key ?? OpenDoor.mrcKey.publicKey).id)
        return IntakeDelivery(record: try #require(SealedRecord(bytes: record)), week: ISOWeek(year: 2026, week: 47))
    }

    static let health = HealthNote(
        state: "degraded", findings: [HealthNote.Finding(code: "P2", severity: "degraded", what: "No paper.", whatToDo: "Put a roll in.")],
        program: "0.1.0", guide: "2026.11.1", paper: "out", printer: "working", clock: "hub", temperatureC: 51.5, storageWearPercent: 3,
        waiting: 2, lastTouched: "2026-11-21")

    static func report() throws -> CounterReport {
        CounterReport(series: bytes(16), lines: [CounterReport.Line(try Counter(.session, values: []), count: 12)])
    }
}

/// A folder of its own, gone with the test.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "door-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed lies in a temporary folder.
        try? FileManager.default.removeItem(at: url)
    }
}
