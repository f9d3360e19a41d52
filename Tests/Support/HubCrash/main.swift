import Foundation
import Guide
import Hub
import HubPostgreSQL
import HubSQLite
import Intake
import Link

// A hub's store in a process of its own, for the tests to kill. It takes records from several callers at once, says on its
// standard output which are acknowledged, and goes on until the signal comes that cannot be caught.
//
//     hub-crash sqlite:FOLDER|POSTGRESQL-ADDRESS FIRST-NUMBER

/// The record of a number: any bytes will do, as long as the test makes the same.
func intake(_ number: Int) -> (lookup: Lookup, delivery: IntakeDelivery)? {
    let lookup = Lookup(bytes: (0..<Lookup.size).map { UInt8(truncatingIfNeeded: number >> ($0 % 4 * 8) &+ $0 * 31) })
    let record = SealedRecord(bytes: (0..<SealedRecord.size).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) })
    guard let lookup, let record else { return nil }
    return (lookup, IntakeDelivery(record: record, week: ISOWeek(year: 2026, week: 47)))
}

func fail(_ sentence: String) -> Never {
    FileHandle.standardError.write(Data("hub-crash: \(sentence)\n".utf8))
    exit(2)
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let first = Int(arguments[2]), let kiosk = KioskID("amman-1") else {
    fail("usage: hub-crash sqlite:FOLDER|POSTGRESQL-ADDRESS FIRST-NUMBER")
}
let store: any HubStore
if arguments[1].hasPrefix("sqlite:") {
    store = try SQLiteHubStore(at: .folder(String(arguments[1].dropFirst("sqlite:".count))))
} else {
    store = try await PostgreSQLHubStore(url: arguments[1])
}

/// So many callers deliver side by side, each one record after the other.
let callers = 16
await withTaskGroup(of: Void.self) { group in
    for caller in 0..<callers {
        group.addTask {
            var number = first + caller
            while let (lookup, delivery) = intake(number) {
                do {
                    let answer = try await store.take(delivery, lookup: lookup, from: kiosk, at: HubTime(seconds: 1_795_348_800))
                    guard case .kept(let receipt) = answer, receipt.lookup == lookup.hex else { fail("a record was not kept") }
                    FileHandle.standardOutput.write(Data("\(number)\n".utf8))
                } catch {
                    fail("\(error)")
                }
                number += callers
            }
        }
    }
}
