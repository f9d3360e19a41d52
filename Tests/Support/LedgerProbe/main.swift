import Foundation
import Intake
import Ledger
import Sealing

// What a technician and a counsellor would find out about numbers that a kiosk gave, for tests from outside. It takes its
// lines from standard input and answers each with one, in the same order.
//
//     ledger-probe lookups MRC.PUB     a number: its lookup in hexadecimal
//     ledger-probe states LEDGER       a lookup: how far its slip has come and, after a space, whether a slip of it may
//                                      still be printed, "may-print" or "never"; "unknown" for a token that is not there.
//                                      Before all answers, how the opening went: "new", "continued" or "begun-anew"
//     ledger-probe slips MRC.KEY       the text of a slip's QR code: what the record in it holds, in hexadecimal; see `Payload`
//
// `states` opens the ledger as the kiosk does, and tries to begin a slip of every token: give it a copy.

/// Why a line cannot be answered. It never says the number.
struct Unanswered: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

func text(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

func lookup(of digits: String, keyID: [UInt8]) throws -> Lookup {
    guard case .success(let code) = Code.check(digits) else { throw Unanswered("a line is no number of ours") }
    return try CodeKeys(code: code, mrcKeyID: keyID).lookup
}

func describe(_ opening: Ledger.Opening) -> String {
    switch opening {
    case .new: "new"
    case .continued: "continued"
    case .begunAnew: "begun-anew"
    }
}

func state(of line: String, in ledger: Ledger) async throws -> String {
    guard let lookup = Lookup(hex: line) else { throw Unanswered("a line is no lookup") }
    guard let state = try await ledger.printState(of: lookup) else { return "unknown" }
    do throws(LedgerError) {
        try await ledger.beginPrinting(lookup)
        return "\(state.rawValue) may-print"
    } catch {
        guard case .notAllowed = error else { throw error }
        return "\(state.rawValue) never"
    }
}

func content(ofSlip line: String, with key: MRCPrivateKey) throws -> String {
    let slip = try SlipQR.decode(line)
    let digits = Array("0123456789abcdef")
    return String(try slip.record.open(code: slip.code, with: key).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2, ["lookups", "states", "slips"].contains(arguments[0]) else {
    FileHandle.standardError.write(Data("usage: ledger-probe lookups MRC.PUB | states LEDGER | slips MRC.KEY\n".utf8))
    exit(2)
}
do {
    switch arguments[0] {
    case "lookups":
        let key = try MRCPublicKey(text: text(of: arguments[1]))
        while let line = readLine() { say(try lookup(of: line, keyID: key.id).hex) }
    case "states":
        let ledger = try Ledger(at: .file(arguments[1]))
        say(describe(ledger.opening))
        while let line = readLine() { say(try await state(of: line, in: ledger)) }
        try ledger.close()
    default:
        let key = try MRCPrivateKey(text: text(of: arguments[1]))
        while let line = readLine() { say(try content(ofSlip: line, with: key)) }
    }
} catch {
    FileHandle.standardError.write(Data("ledger-probe: \(error)\n".utf8))
    exit(1)
}
