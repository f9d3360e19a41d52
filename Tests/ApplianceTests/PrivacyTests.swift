import Foundation
import Guide
import Intake
import Proofs
import Scene
import Sealing
import SimulatedDevices
import Testing
import Visit

@Suite struct `Privacy of a crowd` {
    @Test(arguments: [3, 17])
    func `after many visits neither the log nor the raw bytes on the disk tell a number, an answer or a record`(seed: Int) async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "ledger.sqlite")
            let house = try House(file: file)
            var crowd = Crowd(house, seed: UInt64(seed))
            try await house.open { try await crowd.visit(times: 20) }
            #expect(crowd.secrets.codes.count >= 5, "seed \(seed) never came far")

            let log = house.log.lines.joined(separator: "\n")
            #expect(!house.log.lines.isEmpty)
            let told = crowd.secrets.texts.filter(log.contains)
            #expect(told.isEmpty, "seed \(seed)")
            for end in ["", "-wal"] { try search(file.path + end, for: crowd.secrets, seed) }
            try house.ledger.close()
            try search(file.path, for: crowd.secrets, seed)
        }
    }

    private func search(_ path: String, for secrets: Secrets, _ seed: Int) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for secret in secrets.texts.map({ Data($0.utf8) }) + secrets.raw {
            if bytes.range(of: secret) != nil { Issue.record("seed \(seed): \(secret.count) bytes of a secret are in the file") }
        }
    }

    @Test func `what is described or dumped by accident tells nothing`() throws {
        let house = try House()
        var random = SeededRandom(seed: 5)
        let code = Code(random: &random)
        var answers = Answers()
        for question in house.form.questions {
            for option in House.sampleAnswers[question.id] ?? [] { answers.choose(option, of: question) }
        }
        let payload = Payload(week: nil, visitLanguage: "en", answers: answers, form: house.form)
        let sealed = try SealedRecord.seal(payload, form: house.form, code: code, to: house.key.publicKey)
        let ticket = Ticket(code: code, lookup: sealed.lookup, qr: SlipQR.encode(code, sealed.record))
        var model = Model()
        model.session.ticket = ticket
        model.session.answers = answers
        model.session.page = .code
        model.session.entry.digits = code.digits
        let secrets = Secrets(code: code, record: sealed.record, payload: payload, form: house.form)
        let things: [Any] = [
            model, model.session, ticket, code, answers, payload, Effect.save(model.visit, answers, .english),
            Effect.print(model.visit, .number(ticket), .english), Effect.lookUp(model.visit, code), Effect.sayCode(code, .english),
            Event.answered(model.visit, .saved(ticket)), sealed,
        ]
        for thing in things {
            var dumped = ""
            dump(thing, to: &dumped)
            for text in [String(describing: thing), String(reflecting: thing), dumped] {
                let told = secrets.texts.union(secrets.raw.map(Secrets.listed)).contains { text.contains($0) }
                #expect(!told, "\(type(of: thing))")
            }
        }
    }
}

/// Everything that must be found nowhere.
struct Secrets {
    var codes: Set<Code> = []
    var texts: Set<String> = []
    var raw: Set<Data> = []

    init() {}

    init(code: Code, record: SealedRecord, payload: Payload, form: Form) {
        self.init()
        add(code)
        add(code, record)
        add(payload, form)
    }

    mutating func add(_ code: Code) {
        codes.insert(code)
        for gap in ["", " ", "-", "\u{2002}", "\u{a0}", ",", ", "] { texts.insert(code.groups.joined(separator: gap)) }
        texts.insert(code.groups.joined().map(String.init).joined(separator: " "))
        for profile in LanguageProfile.all.values { if let native = profile.native(code.digits) { texts.insert(native) } }
        let bytes = (0..<5).reversed().map { UInt8(truncatingIfNeeded: code.packed >> (8 * UInt64($0))) }
        raw.formUnion([Data(bytes), Data(bytes.reversed())])
    }

    /// The text of the slip's symbol, and the record alone in the same letters.
    mutating func add(_ code: Code, _ record: SealedRecord) {
        let text = SlipQR.encode(code, record)
        texts.formUnion([text, String(text.dropFirst(13)), Data(record.bytes).base64EncodedString()])
    }

    /// What was touched, in the order in which it was touched, and as it goes into the seal.
    mutating func add(_ payload: Payload, _ form: Form) {
        for question in form.questions where payload.answers[question.id].count > 1 {
            let chosen = payload.answers[question.id].map(\.rawValue)
            for gap in [",", ", ", "\",\"", "\", \"", " ", "|", ";", "\n"] { texts.insert(chosen.joined(separator: gap)) }
        }
        for question in form.questions where question.id != "talk-language" {
            for option in payload.answers[question.id] {
                texts.formUnion(["q.\(question.id.rawValue).\(option.rawValue)", "\"\(option.rawValue)\""])
            }
        }
        guard let plain = try? payload.encode(form: form) else { return }
        // From the form's version to the last number; the rest is zeros.
        let end = (plain.lastIndex { $0 != 0 } ?? 0) + 1
        raw.insert(Data(plain[1..<end]))
    }

    /// As an array of numbers describes itself.
    static func listed(_ bytes: Data) -> String { bytes.map { "\($0)" }.joined(separator: ", ") }
}

/// Random visitors, one after another, and what they would not want to be known.
private struct Crowd {
    let house: House
    var random: SeededRandom
    var secrets = Secrets()
    /// Numbers cost a tenth of a second each.
    var numbersLeft = 8

    init(_ house: House, seed: UInt64) {
        self.house = house
        random = SeededRandom(seed: seed)
    }

    mutating func visit(times: Int) async throws {
        for visit in 0..<times {
            try await comeIn()
            if visit % 3 == 0, numbersLeft > 0 { try await talk() }
            for _ in 0..<Int.random(in: 2...8, using: &random) { try await doSomething() }
            await leave()
        }
    }

    private func comeIn() async throws {
        for way in ["screen.wake", "goodbye.begin", "neutral.start", "welcome.begin"] as [ControlID] {
            if await house.scene.control(way) != nil { try await house.find(way) }
        }
    }

    /// A visit to the number, with other answers each time.
    private mutating func talk() async throws {
        let languages = house.handbook.guide.site.languages
        try await house.find(ControlID("lang.\(languages.randomElement(using: &random)?.tag ?? "en")"), "home.talk", "notice.agree")
        numbersLeft -= 1
        while await house.page == "question" { try await answer() }
        try await house.find("plan.skip-all")
        let code = try await house.code()
        secrets.add(code)
        guard let record = try await house.record(of: code) else { return }
        secrets.add(code, record)
        secrets.add(try house.opened(record, code), house.form)
    }

    /// Touches some of the options in sight, then goes on.
    private mutating func answer() async throws {
        let before = await house.scene
        let options = before.controls.map(\.id).filter { $0.name.hasPrefix("q.") }.shuffled(using: &random)
        for option in options.prefix(3) where await house.scene.control(option) != nil { try await house.find(option) }
        if await house.page == "question", await house.scene.controls.map(\.id) == before.controls.map(\.id) {
            try await house.find("nav.next")
        }
    }

    /// Touches something that is in sight, or lets something break.
    private mutating func doSomething() async throws {
        if Int.random(in: 0..<8, using: &random) == 0 { return try await disturb() }
        let scene = await house.scene
        let costly: Set<ControlID> = ["notice.agree", "slip.new-number", "plan.skip-all"]
        let choice = scene.controls.map(\.id).filter { numbersLeft > 0 || !costly.contains($0) }.randomElement(using: &random)
        guard let choice else { return }
        if costly.contains(choice) { numbersLeft -= 1 }
        try await house.find(choice)
        if let code = try? await house.code() { secrets.add(code) }  // most pages have none
    }

    private mutating func disturb() async throws {
        let (device, faults) = SimulatedBoard.allowedFaults.filter { $0.device != "power" && $0.device != "touch" }
            .randomElement(using: &random) ?? ("network", ["down"])
        let fault = faults.filter { $0 != "slow" }.randomElement(using: &random) ?? "unplugged"
        Bool.random(using: &random) ? try house.board.apply(device: device, fault: fault) : house.board.clear()
        await house.rehearsal.plug(Bool.random(using: &random))
    }

    private mutating func leave() async {
        house.board.clear()
        guard Bool.random(using: &random) else { return await house.rehearsal.press(.leave) }
        // Walks away: the alert, its 45 s, the goodbye.
        for _ in 0..<20 {
            await house.rehearsal.wait(.seconds(30))
            if ["welcome", "dark"].contains(await house.page) { return }
        }
    }
}
