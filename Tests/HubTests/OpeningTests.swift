import Guide
import Hub
import HubSQLite
import Intake
import Link
import Sealing
import SimulatedDevices
import Testing

@Suite struct OpeningTests {
    private static let now = HubTime(seconds: 1_795_000_000)
    private static let form = Form(
        version: 3,
        questions: [
            Question(
                id: "needs", number: 3, kind: .many(upTo: 3), destination: .both,
                options: [
                    Question.Option(id: "pay", number: 1, codes: [.wagesUnpaid, .finalPay]),
                    Question.Option(id: "safety", number: 8, codes: [.safeTalk]), Question.Option(id: "union", number: 14, codes: [.unionRights]),
                ]),
            Question(
                id: "voice", number: 6, kind: .one, destination: .payload,
                options: [Question.Option(id: "woman", number: 1), Question.Option(id: "man", number: 2)]),
        ])

    private struct Desk {
        let store: SQLiteHubStore
        let opening: Opening
        let key: MRCPrivateKey
        let kiosk: KioskID

        init() throws {
            store = try SQLiteHubStore(at: .memory)
            key = MRCPrivateKey()
            opening = try Opening(store: store, key: key, work: SlowWork())
            kiosk = try #require(KioskID("amman-airport-2"))
        }

        func sealed(_ seed: UInt64, _ chosen: [(Question.ID, Question.Option.ID)]) throws -> (Code, SealedRecord.Sealed) {
            var random = SeededRandom(seed: seed)
            let code = Code(random: &random)
            var answers = Answers()
            for (question, option) in chosen { answers.choose(option, of: try #require(OpeningTests.form[question])) }
            let payload = Payload(week: ISOWeek(year: 2026, week: 47), language: "my", answers: answers)
            return (code, try SealedRecord.seal(payload, form: OpeningTests.form, code: code, to: key.publicKey))
        }

        /// The kiosk is known to the hub, as every kiosk is that delivers.
        func enrol() async throws {
            let secret = [UInt8](repeating: 1, count: 32)
            try await store.offer(
                EnrolmentOffer(kiosk: kiosk, site: "amman", channel: .all, secretDigest: secret, expires: now + .seconds(600)))
            _ = try await store.enrol(
                secretDigest: secret,
                certificate: IssuedCertificate(
                    fingerprint: [UInt8](repeating: 2, count: 32), kiosk: kiosk, expires: now + .seconds(86_400)), at: now)
        }

        func deliver(_ sealed: SealedRecord.Sealed) async throws {
            try await enrol()
            _ = try await store.take(
                IntakeDelivery(record: sealed.record, week: ISOWeek(year: 2026, week: 47)), lookup: sealed.lookup, from: kiosk, at: now)
        }

        func open(_ number: GivenNumber, forms: [Int: Form] = [3: form]) async throws -> Opening.Answer {
            try await opening.open(number, forms: forms, at: now)
        }
    }

    @Test func `a delivered number becomes a case that says what was touched, and only to who holds the key`() async throws {
        let desk = try Desk()
        let (code, sealed) = try desk.sealed(1, [("needs", "pay"), ("needs", "safety"), ("voice", "woman")])
        try await desk.deliver(sealed)
        guard case .opened(let opened) = try await desk.open(.digits(code)) else { throw Surprise() }
        #expect(opened.urgency == .red && opened.language == "my" && opened.wantsWoman)
        #expect(opened.eraseOn.dayNumber == Self.now.dayNumber + 90)
        let read = try #require(desk.opening.answers(of: opened, forms: [3: Self.form]))
        #expect(read.payload.answers["needs"] == ["pay", "safety"])
        let stranger = try Opening(store: desk.store, key: MRCPrivateKey(), work: SlowWork())
        #expect(stranger.answers(of: opened, forms: [3: Self.form]) == nil)
        #expect(try await desk.open(.digits(code)) == .openedBefore(opened))
    }

    @Test func `a number that was never delivered is not here yet, and its slip opens all the same`() async throws {
        let desk = try Desk()
        let (code, sealed) = try desk.sealed(2, [("needs", "union")])
        #expect(try await desk.open(.digits(code)) == .notHere)
        let number = try GivenNumber.read(SlipQR.encode(code, sealed.record).lowercased() + "\n")
        guard case .opened(let opened) = try await desk.open(number) else { throw Surprise() }
        #expect(opened.urgency == .green && opened.site.isEmpty && !opened.wantsWoman)
        // The kiosk delivers it afterwards: nothing is opened twice, and the case learns where it came from.
        try await desk.deliver(sealed)
        guard case .openedBefore(let again) = try await desk.open(.digits(code)) else { throw Surprise() }
        #expect(again.id == opened.id && !again.site.isEmpty)
    }

    @Test func `a slip of another centre, a changed one and an unknown form are told apart`() async throws {
        let desk = try Desk()
        let (code, sealed) = try desk.sealed(3, [("needs", "pay")])
        let other = try Desk()
        #expect(try await other.open(.slip(code, sealed.record)) == .unreadable(.otherKey))
        var bytes = sealed.record.bytes
        bytes[bytes.count - 1] ^= 1
        #expect(try await desk.open(.slip(code, try #require(SealedRecord(bytes: bytes)))) == .unreadable(.doesNotOpen))
        #expect(try await desk.open(.slip(code, sealed.record), forms: [:]) == .unreadable(.formMissing(version: 3)))
        #expect(try await desk.store.waitingCases().isEmpty)
    }

    @Test func `a number that was called back is void, from its slip too`() async throws {
        let desk = try Desk()
        let (code, sealed) = try desk.sealed(4, [])
        try await desk.enrol()
        _ = try await desk.store.withdraw(sealed.lookup, from: desk.kiosk, at: Self.now)
        #expect(try await desk.open(.digits(code)) == .void)
        #expect(try await desk.open(.slip(code, sealed.record)) == .void)
    }

    @Test func `starting fresh with a number tells its holder that it was opened`() async throws {
        let desk = try Desk()
        let (code, sealed) = try desk.sealed(5, [])
        var random = SeededRandom(seed: 9)
        let fresh = try await desk.opening.startFresh(
            .digits(code), urgency: .amber, language: "km", wantsWoman: true, at: Self.now, random: &random)
        #expect(fresh?.urgency == .amber && fresh?.language == "km" && fresh?.wantsWoman == true)
        #expect(try await desk.store.states(of: [sealed.lookup]) == [.opened])
        let without = try await desk.opening.startFresh(
            nil, urgency: .green, language: "en", wantsWoman: false, at: Self.now, random: &random)
        #expect(without != nil && without?.id != fresh?.id)
        #expect(try desk.opening.answers(of: #require(without), forms: [3: Self.form]) == nil)
    }

    @Test func `after the key was changed, what lies under the old one opens, and nothing new comes under it`() async throws {
        let desk = try Desk()
        let new = MRCPrivateKey()
        let turned = try Opening(store: desk.store, key: new, oldKeys: [desk.key, new], work: SlowWork())
        // Opened before the change; sealed before it and delivered; sealed before it and brought on its slip; sealed after it.
        let (early, earlySealed) = try desk.sealed(20, [("needs", "pay")])
        try await desk.deliver(earlySealed)
        guard case .opened(let before) = try await desk.open(.digits(early)) else { throw Surprise() }
        #expect(turned.answers(of: before, forms: [3: Self.form])?.payload.answers["needs"] == ["pay"])
        #expect(try await turned.open(.digits(early), forms: [3: Self.form], at: Self.now) == .openedBefore(before))
        let (waiting, waitingSealed) = try desk.sealed(21, [("needs", "union")])
        _ = try await desk.store.take(
            IntakeDelivery(record: waitingSealed.record, week: nil), lookup: waitingSealed.lookup, from: desk.kiosk, at: Self.now)
        guard case .opened(let opened) = try await turned.open(.digits(waiting), forms: [3: Self.form], at: Self.now) else { throw Surprise() }
        let (brought, broughtSealed) = try desk.sealed(22, [])
        let slip = GivenNumber.slip(brought, broughtSealed.record)
        guard case .opened = try await turned.open(slip, forms: [3: Self.form], at: Self.now) else { throw Surprise() }
        var random = SeededRandom(seed: 23)
        let code = Code(random: &random)
        let payload = Payload(week: nil, language: "km", answers: Answers())
        let fresh = try SealedRecord.seal(payload, form: Self.form, code: code, to: new.publicKey)
        _ = try await desk.store.take(
            IntakeDelivery(record: fresh.record, week: nil), lookup: fresh.lookup, from: desk.kiosk, at: Self.now)
        guard case .opened = try await turned.open(.digits(code), forms: [3: Self.form], at: Self.now) else { throw Surprise() }
        // Who holds the old key alone reads nothing that was opened since.
        #expect(desk.opening.answers(of: opened, forms: [3: Self.form]) == nil)
        #expect(turned.answers(of: opened, forms: [3: Self.form]) != nil)
        #expect(try await desk.open(.slip(code, fresh.record)) == .unreadable(.otherKey))
    }

    @Test func `starting fresh destroys no record that waits, and a number whose time is over is no reason against it`() async throws {
        let desk = try Desk()
        let (code, sealed) = try desk.sealed(30, [("needs", "pay")])
        try await desk.deliver(sealed)
        var random = SeededRandom(seed: 31)
        func fresh(at now: HubTime) async throws -> Case? {
            try await desk.opening.startFresh(
                .digits(code), urgency: .amber, language: "km", wantsWoman: false, at: now, random: &random)
        }
        #expect(try await fresh(at: Self.now) != nil)
        guard case .opened = try await desk.open(.digits(code)) else { throw Surprise() }
        let (late, lateSealed) = try desk.sealed(32, [])
        _ = try await desk.store.take(
            IntakeDelivery(record: lateSealed.record, week: nil), lookup: lateSealed.lookup, from: desk.kiosk, at: Self.now)
        let after = Self.now + .seconds(200 * 86_400)
        #expect(try await desk.opening.open(.digits(late), forms: [3: Self.form], at: after) == .notHere)
        let opened = try await desk.opening.startFresh(
            .digits(late), urgency: .amber, language: "km", wantsWoman: false, at: after, random: &random)
        #expect(opened?.language == "km")
    }

    @Test(arguments: UInt64(0)..<60) func `one wrong digit is looked for in the right group`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var digits = Array(Code(random: &random).digits)
        let place = Int.random(in: digits.indices, using: &random)
        let right = try #require(digits[place].wholeNumberValue)
        digits[place] = Character(String((right + Int.random(in: 1...9, using: &random)) % 10))
        do {
            _ = try GivenNumber.read(String(digits))
            Issue.record("a wrong digit was taken, seed \(seed)")
        } catch {
            guard case .mistyped(let groups) = error else { throw Surprise() }
            #expect(groups.contains(place / 4 + 1), "seed \(seed)")
        }
    }

    @Test func `a group with a digit too few is named, and nothing that was typed is`() throws {
        for (typed, groups) in [("4829 153 0702", [2]), ("4829-1530-70", [3]), ("48291530", []), ("48 2915 30702", [1, 3])] {
            do {
                _ = try GivenNumber.read(typed)
                Issue.record("taken: a number too short")
            } catch {
                guard case .wrongLength(_, let found) = error else { throw Surprise() }
                #expect(found == groups)
                #expect(!error.description.contains("4829") && !error.description.contains("153"))
            }
        }
        #expect(throws: NumberProblem.notADigit) { try GivenNumber.read("call me") }
        #expect(throws: NumberProblem.tooLong) { try GivenNumber.read(String(repeating: "1", count: 2_000)) }
        #expect(throws: NumberProblem.slip(.notASlip)) { try GivenNumber.read("https://example.org") }
    }

    private struct Surprise: Error {}
}
