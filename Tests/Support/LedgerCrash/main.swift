import Foundation
import Intake
import Ledger

// A process for the ledger's tests to kill. It goes through the print transaction step by step, says on its standard
// output what has returned, and waits after the last step for the signal that cannot be caught.
//
//     ledger-crash PATH issue begin printed     steps for one token
//     ledger-crash PATH storm                   token after token, for ever

/// The token of a number: any bytes will do, as long as the test makes the same.
func token(_ number: Int) -> (lookup: Lookup, record: SealedRecord)? {
    let lookup = Lookup(bytes: (0..<Lookup.size).map { UInt8(truncatingIfNeeded: number >> ($0 % 4 * 8) &+ $0 * 31) })
    let record = SealedRecord(bytes: (0..<SealedRecord.size).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) })
    guard let lookup, let record else { return nil }
    return (lookup, record)
}

func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

func take(_ step: String, number: Int, in ledger: Ledger) async throws {
    guard let (lookup, record) = token(number) else { return }
    switch step {
    case "issue": try await ledger.issue(record: record, lookup: lookup, week: ISOWeek(year: 2026, week: 47))
    case "begin": try await ledger.beginPrinting(lookup)
    case "printed": try await ledger.printed(lookup)
    case "shown": try await ledger.shown(lookup)
    case "void": try await ledger.void(lookup)
    case "handout": _ = try await ledger.outboxBatch(limit: 10, at: .zero)
    case "acknowledged":
        for item in try await ledger.outboxBatch(limit: 10, at: .zero) { try await ledger.acknowledged(item) }
    default:
        FileHandle.standardError.write(Data("ledger-crash: no step is called \(step)\n".utf8))
        exit(2)
    }
}

guard CommandLine.arguments.count > 2 else {
    FileHandle.standardError.write(Data("usage: ledger-crash PATH STEP…|storm\n".utf8))
    exit(2)
}
let ledger = try Ledger(at: .file(CommandLine.arguments[1]))
let steps = CommandLine.arguments.dropFirst(2)
if steps == ["storm"] {
    for number in 1... {
        try await take("issue", number: number, in: ledger)
        say("\(number) issue")
        for step in [["begin", "printed"], ["shown"], ["begin", "void"]][number % 3] {
            try await take(step, number: number, in: ledger)
            say("\(number) \(step)")
        }
    }
}
for step in steps {
    try await take(step, number: 1, in: ledger)
    say("1 \(step)")
}
while true { sleep(3600) }
