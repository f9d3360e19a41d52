import Foundation
import Intake
import SimulatedDevices
import Testing

@testable import Link

/// The bytes on the wire: each body as it was first written down, field by field.
@Suite struct WireTests {
    private func lookup(_ first: UInt8) throws -> Lookup { try #require(Lookup(bytes: (0..<16).map { first &+ $0 })) }

    private func record() throws -> SealedRecord {
        try #require(SealedRecord(bytes: (0..<SealedRecord.size).map { UInt8(truncatingIfNeeded: $0) }))
    }

    private func kiosk() throws -> KioskID { try #require(KioskID("amman-airport-2")) }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Whether a value comes back as it went, and stands in these bytes on its way.
    private func goes<Value: Codable & Equatable>(_ value: Value, as text: String) throws {
        #expect(try json(value) == text)
        #expect(try JSONDecoder().decode(Value.self, from: Data(text.utf8)) == value)
    }

    @Test func `a delivery is a record and a week, and nothing else`() throws {
        let hex = (0..<SealedRecord.size).map { Hex.text([UInt8(truncatingIfNeeded: $0)]) }.joined()
        try goes(
            IntakeDelivery(record: record(), week: ISOWeek(year: 2026, week: 47)), as: #"{"record":"\#(hex)","week":"2026-W47"}"#)
        try goes(IntakeDelivery(record: record(), week: nil), as: #"{"record":"\#(hex)","week":"unknown"}"#)
    }

    @Test(arguments: [
        #"{"record":"00","week":"2026-W47"}"#, #"{"record":"RECORD","week":"2026-W54"}"#, #"{"record":"RECORD","week":""}"#,
        #"{"record":"RECORD","week":"2026-w47"}"#, #"{"record":"RECORD","week":null}"#, #"{"record":"RECORD"}"#, #"{"week":"unknown"}"#,
        #"{"record":"RECORD00","week":"unknown"}"#, "[]", "",
    ])
    func `a delivery that is not whole is refused`(_ text: String) throws {
        let body = text.replacingOccurrences(of: "RECORD", with: Hex.text(try record().bytes))
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(IntakeDelivery.self, from: Data(body.utf8)) }
    }

    @Test func `a receipt confirms its own record and no other`() throws {
        let receipt = IntakeReceipt(lookup: try lookup(1), digest: Array(repeating: 0xAB, count: 32), received: "2026-11-22")
        try goes(
            receipt,
            as: """
                {"digest":"\(String(repeating: "ab", count: 32))","lookup":"0102030405060708090a0b0c0d0e0f10",\
                "received":"2026-11-22"}
                """)
        #expect(receipt.confirms(try lookup(1), digest: Array(repeating: 0xAB, count: 32)))
        #expect(!receipt.confirms(try lookup(2), digest: Array(repeating: 0xAB, count: 32)))
        #expect(!receipt.confirms(try lookup(1), digest: Array(repeating: 0xAC, count: 32)))
        #expect(!receipt.confirms(try lookup(1), digest: []))
    }

    @Test func `counts go with their series`() throws {
        let counter = try Counter(.helpfulYes, values: ["wages"])
        let report = CounterReport(series: Array(repeating: 0x5A, count: 16), lines: [.init(counter, count: 7)])
        let values = counter.values.map { "\"\($0)\"" }.joined(separator: ",")
        try goes(
            report,
            as: """
                {"lines":[{"count":7,"metric":"fact_helpful_yes","values":[\(values)]}],\
                "series":"\(String(repeating: "5a", count: 16))"}
                """)
        #expect(try report.counted().map(\.counter) == [counter])
        #expect(try report.counted().map(\.count) == [7])
    }

    @Test func `enrolment, health, refusals and renewals stand in their words`() throws {
        try goes(
            EnrolmentRequest(secret: "ABCDEFGHIJ", certificateRequest: "PEM"),
            as: #"{"certificate_request":"PEM","secret":"ABCDEFGHIJ"}"#)
        try goes(
            Enrolment(
                kiosk: kiosk(), site: "amman-airport", channel: .canary, certificates: "C", authority: "A", mrcKey: "M",
                guideKeys: "G"),
            as: """
                {"authority":"A","certificates":"C","channel":"canary","guide_keys":"G","kiosk":"amman-airport-2",\
                "mrc_key":"M","site":"amman-airport"}
                """)
        try goes(
            HealthNote(
                state: "degraded", findings: [.init(code: "P2", severity: "degraded", what: "W", whatToDo: "D")], program: "1.2.3",
                guide: "2026.1", paper: "out", printer: "working", clock: "hub", temperatureC: 41.5, storageWearPercent: 3, waiting: 2,
                lastTouched: "2026-11-22"),
            as: """
                {"clock":"hub","findings":[{"code":"P2","severity":"degraded","what":"W","what_to_do":"D"}],"guide":"2026.1",\
                "last_touched":"2026-11-22","paper":"out","printer":"working","program":"1.2.3","state":"degraded",\
                "storage_wear_percent":3,"temperature_c":41.5,"waiting":2}
                """)
        try goes(Refusal(.withdrawn, status: 410, "D"), as: #"{"detail":"D","status":410,"type":"withdrawn"}"#)
    }

    @Test func `a kiosk with a name that no machine has is refused where it is read`() {
        for name in ["", "Amman", "2-amman", "a/b", "a b", String(repeating: "a", count: 41)] {
            #expect(KioskID(name) == nil)
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(KioskID.self, from: Data("\"\(name)\"".utf8)) }
        }
        #expect(KioskID(String(repeating: "a", count: 40)) != nil)
    }

    // MARK: Questions

    @Test(arguments: 0...17) func `a question has sixteen numbers, however many are asked for`(_ count: Int) throws {
        var random = SeededRandom(seed: UInt64(count) + 1)
        let wanted = try (0..<count).map { try lookup(UInt8($0)) }
        let question = TokenStatesQuestion(wanted, random: &random)
        #expect(question.lookups.count == 16 && Set(question.lookups).count == 16)
        #expect(Set(question.wanted ?? []).isSuperset(of: wanted.prefix(16)))
        let back = try JSONDecoder().decode(TokenStatesQuestion.self, from: Data(try json(question).utf8))
        #expect(back == question)
    }

    @Test func `a question that is not whole is none`() throws {
        var random = SeededRandom(seed: 1)
        var question = TokenStatesQuestion([], random: &random)
        question.lookups[3] = "ABC"
        #expect(question.wanted == nil)
        question.lookups.remove(at: 3)
        #expect(question.wanted == nil)
    }

    @Test func `answers are equally long whatever they say`() throws {
        let lengths = try Set(TokenState.allCases.map { try json(TokenStatesAnswer(Array(repeating: $0, count: 16))).utf8.count })
        #expect(lengths.count == 1)
        let answer = TokenStatesAnswer(TokenState.allCases)
        #expect(try JSONDecoder().decode(TokenStatesAnswer.self, from: Data(json(answer).utf8)).told == TokenState.allCases)
        var strange = answer
        strange.states[0] = "gone"
        #expect(strange.told == nil)
    }

    // MARK: Addresses

    @Test func `every address is the one that was agreed`() throws {
        let kiosk = try kiosk()
        #expect(HubAddress.intake(try lookup(0)) == "/v1/intakes/000102030405060708090a0b0c0d0e0f")
        #expect(HubAddress.counters(of: kiosk, in: ISOWeek(year: 2026, week: 7)) == "/v1/kiosks/amman-airport-2/counters/2026-W07")
        #expect(HubAddress.counters(of: kiosk, in: nil) == "/v1/kiosks/amman-airport-2/counters/unknown")
        #expect(HubAddress.health(of: kiosk) == "/v1/kiosks/amman-airport-2/health")
        #expect(HubAddress.guidePart(.canary, "guide.sqlite") == "/v1/guides/canary/guide.sqlite")
        #expect(HubAddress.guide(.all) == "/v1/guides/all")
        #expect(HubAddress.tokenStates == "/v1/tokens/status")
        #expect(HubAddress.enrolments == "/v1/enrolments")
    }

    @Test func `a week in an address is read as it was written, and nothing else is`() throws {
        for (year, week) in [(2026, 1), (2026, 53), (2020, 53), (2100, 9)] {
            let week = try #require(ISOWeek(year: year, week: week))
            #expect(WeekText.week(WeekText.text(of: week)) == .some(week))
        }
        #expect(WeekText.week("unknown") == .some(nil))
        for text in ["", "2026", "2026-W", "2026-W00", "2026-W54", "2026-W7", "2026-W070", " 2026-W07", "2026-W+7", "٢٠٢٦-W07", "UNKNOWN"] {
            #expect(WeekText.week(text) == .none)
        }
    }
}
