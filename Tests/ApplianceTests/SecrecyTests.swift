import Appliance
import Devices
import Foundation
import Guide
import Intake
import Ledger
import Proofs
import Rehearsal
import Scene
import Sealing
import SimulatedDevices
import Testing
import Visit

@Suite struct `What nobody may read` {
    /// Visits with answers, numbers, failed slips and wrong numbers.
    private func live(in house: House) async throws -> [Code] {
        var codes: [Code] = []
        await house.rehearsal.start()
        for (index, language) in ["en", "km", "ar"].enumerated() {
            try await house.arrive(in: language)
            try await house.answer()
            codes.append(try await house.code())
            if index == 1 { try house.board.apply(device: "printer", fault: "jam-after-rows:90") }
            try await house.find("code.print")
            if index == 1 {
                try await house.find("slip.new-number")
                codes.append(try await house.code())
                try house.board.clear(device: "printer")
                await house.rehearsal.settle()
                try await house.find("code.print")
            }
            try await house.find("slip.came-out", "nav.home", "home.status")
            try await house.type(codes[codes.count - 1])
            try await house.find("status.look", "nav.home", "nav.help", "help.go-on")
            await house.rehearsal.press(.leave)
            await house.rehearsal.wait(.seconds(25))
        }
        return codes
    }

    @Test func `no log line has a number, an answer, a record or a page in it`() async throws {
        let house = try House()
        let codes = try await live(in: house)
        await house.rehearsal.stop()
        #expect(!house.log.lines.isEmpty)
        let records = try await house.ledger.outboxBatch(limit: 100, at: .zero)
        var secrets = codes.flatMap { [$0.digits] + $0.groups + [$0.groups.joined(separator: " "), String($0.packed)] }
        secrets += try codes.map { try house.lookup(of: $0).hex } + records.map(\.lookup.hex)
        secrets += House.sampleAnswers.values.joined().map(\.rawValue) + ["q.", "needs", "safety", "help", "article", "status."]
        for line in house.log.lines {
            for secret in secrets { #expect(!line.contains(secret), "a log line tells something: \(line.prefix(60))") }
        }
    }

    @Test func `neither the ledger's file nor its log of changes has a number or an answer in it`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "ledger.sqlite")
            let house = try House(file: file)
            let codes = try await live(in: house)
            // The files as a thief would take them, while the kiosk runs, and again after it was switched off.
            try scan(folder, codes, house)
            await house.rehearsal.stop()
            try house.ledger.close()
            try scan(folder, codes, house)
        }
    }

    private func scan(_ folder: URL, _ codes: [Code], _ house: House) throws {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        var secrets: [(what: String, bytes: Data)] = []
        for code in codes {
            secrets += ([code.digits, code.groups.joined(separator: " "), code.groups.joined(separator: "\u{2002}")] + [String(code.packed)])
                .map { ("a number", Data($0.utf8)) }
            let packed = (0..<5).reversed().map { UInt8(truncatingIfNeeded: code.packed >> (8 * UInt64($0))) }
            secrets.append(("a packed number", Data(packed)))
        }
        // What is counted is counted apart from any number; the rest of the answers stands nowhere.
        for answer in ["today", "dozens", "talk-language", "voice"] { secrets.append(("an answer", Data(answer.utf8))) }
        let form = house.handbook.form
        for language in ["en", "km", "ar"] {
            var answers = Answers()
            for question in form.questions {
                for option in House.sampleAnswers[question.id] ?? [] { answers.choose(option, of: question) }
            }
            let payload = Payload(week: nil, visitLanguage: language, answers: answers, form: form)
            // Behind version and week: language, answers and their numbers.
            secrets.append(("the plain record", Data(try payload.encode(form: form)[5..<24])))
        }
        for file in files {
            let bytes = try Data(contentsOf: file)
            for secret in secrets { #expect(bytes.range(of: secret.bytes) == nil, "\(secret.what) is in \(file.lastPathComponent)") }
        }
    }

    @Test func `two visits with other answers leave records that cannot be told apart by size`() async throws {
        let house = try House()
        await house.rehearsal.start()
        try await house.arrive()
        try await house.answer()
        await house.rehearsal.press(.leave)
        try await house.find("neutral.start", "lang.en", "home.talk", "notice.agree")
        for _ in 0..<5 { try await house.find("nav.skip") }
        try await house.find("plan.skip-all")
        await house.rehearsal.press(.leave)
        let sizes = try await house.ledger.outboxBatch(limit: 10, at: .zero).compactMap { item in
            if case .deliver(let record, _) = item.kind { record.bytes.count } else { nil }
        }
        #expect(sizes.count == 2)
        #expect(Set(sizes) == [SealedRecord.size])
        await house.rehearsal.stop()
    }
}
