import SimulatedDevices
import Intake
import Testing

@Suite struct PayloadTests {
    private let form = SampleForm.form

    private func sample() throws -> Payload {
        var answers = Answers()
        answers.choose("work", of: try #require(form["stage"]))
        answers.choose("fishing", of: try #require(form["work"]))
        answers.choose("union", of: try #require(form["needs"]))
        answers.choose("pay", of: try #require(form["needs"]))
        answers.choose("km", of: try #require(form["talk-language"]))
        answers.choose("woman", of: try #require(form["voice"]))
        answers.choose("18-24", of: try #require(form["age"]))
        answers.choose("KH", of: try #require(form["origin"]))
        return Payload(week: ISOWeek(year: 2026, week: 47), visitLanguage: "en", answers: answers, form: form)
    }

    private static let golden: [UInt8] =
        [
            1, 0, 1, 26, 47,  // encoding 1, form 1, the week
            2, 0x6B, 0x6D,  // two letters: km
            4,  // four questions
            1, 1, 3, 2, 1, 4,  // stage: work; work: fishing
            3, 2, 14, 1,  // needs: union, then pay
            6, 1, 1,  // voice: woman
        ]
        + [UInt8](repeating: 0, count: 96 - 22)

    @Test func `the bytes are these`() throws {
        #expect(try sample().encode(form: form) == PayloadTests.golden)
        #expect(try Payload.formVersion(of: PayloadTests.golden) == 1)
    }

    @Test func `the bytes come back as they were, without what is only counted`() throws {
        let read = try Payload.decode(PayloadTests.golden, form: form)
        #expect(read.week == ISOWeek(year: 2026, week: 47))
        #expect(read.language == "km")
        #expect(read.answers["needs"] == ["union", "pay"])
        #expect(read.answers["voice"] == ["woman"])
        #expect(read.answers["age"].isEmpty)
        #expect(read.answers["origin"].isEmpty)
    }

    @Test func `who chose no language to talk in is talked to in the visit's`() throws {
        let payload = Payload(week: nil, visitLanguage: "ar", answers: Answers(), form: form)
        let read = try Payload.decode(payload.encode(form: form), form: form)
        #expect(read == payload)
        #expect(read.language == "ar")
        #expect(read.week == nil)
    }

    @Test(arguments: UInt64(0)..<300) func `whatever is answered has one size and comes back`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (year, week) = (Int.random(in: 2000...2255, using: &random), Int.random(in: 1...53, using: &random))
        let payload = Payload(
            week: ISOWeek(year: year, week: week), visitLanguage: "en", answers: SampleForm.answers(&random), form: form)
        let bytes = try payload.encode(form: form)
        #expect(bytes.count == Payload.size)
        #expect(try Payload.decode(bytes, form: form).encode(form: form) == bytes)
    }

    @Test(arguments: UInt64(0)..<40) func `altered bytes are refused, or mean exactly what they say`(
        _ seed: UInt64
    ) throws {
        var random = SeededRandom(seed: seed)
        let bytes = try Payload(
            week: nil, visitLanguage: "en", answers: SampleForm.answers(&random), form: form
        ).encode(form: form)
        for _ in 0..<250 {
            var altered = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                altered[Int.random(in: 0..<40, using: &random)] = UInt8.random(in: 0...20, using: &random)
            }
            // A refusal is right as well: only a decoding that encodes otherwise would be wrong.
            guard let read = try? Payload.decode(altered, form: form) else { continue }
            #expect(try read.encode(form: form) == altered, "seed \(seed)")
        }
    }

    @Test func `each thing that cannot be is named`() throws {
        func problem(_ place: Int, _ byte: UInt8) -> PayloadError? {
            var altered = PayloadTests.golden
            altered[place] = byte
            do { _ = try Payload.decode(altered, form: form) } catch { return error }
            return nil
        }
        #expect(problem(0, 2) == .unknownVersion(2))
        #expect(problem(2, 2) == .otherForm(version: 1, expected: 2))
        #expect(problem(4, 54) == .badWeek)
        #expect(problem(4, 0) == .badWeek)
        #expect(problem(5, 1) == .badLanguage)
        #expect(problem(6, 0xC3) == .badLanguage)
        #expect(problem(9, 5) == .unknownQuestion)
        #expect(problem(9, 8) == .unknownQuestion)
        #expect(problem(10, 0) == .badChoice)
        #expect(problem(11, 7) == .unknownOption)
        #expect(problem(12, 1) == .badOrder)
        #expect(problem(18, 14) == .badChoice)
        #expect(problem(95, 1) == .badPadding)
        #expect(throws: PayloadError.wrongSize(found: 95, expected: 96)) {
            try Payload.decode(Array(PayloadTests.golden.dropLast()), form: form)
        }
        #expect(throws: PayloadError.endsTooSoon) { try Payload.formVersion(of: [1, 0]) }
        #expect(throws: PayloadError.badLanguage) {
            try Payload(week: nil, language: "k", answers: Answers()).encode(form: form)
        }
        #expect(throws: PayloadError.tooLong(found: 22, most: 21)) { try sample().encode(form: form, padded: 21) }
    }
}
