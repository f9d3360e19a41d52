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
        #expect(read.form.codes(of: read.payload.answers) == [.wagesUnpaid, .finalPay, .safeTalk])
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
