import Intake
import SimulatedDevices
import Testing

@testable import Link

/// What is not allowed, and the sentence that says so.
@Suite struct BoundTests {
    private let series = [UInt8](repeating: 1, count: 16)

    private func line(_ count: Int) throws -> CounterReport.Line { .init(try Counter(.session, values: []), count: count) }

    @Test func `counts out of bounds are refused, each with its sentence`() throws {
        var report = CounterReport(series: series, lines: [try line(1)])
        #expect(try report.counted().count == 1)

        report.series = "0101"
        #expect(throws: CounterReportProblem.badSeries) { try report.counted() }
        report.series = String(repeating: "G", count: 32)
        #expect(throws: CounterReportProblem.badSeries) { try report.counted() }

        report = CounterReport(series: series, lines: [try line(1), try line(2)])
        #expect(throws: CounterReportProblem.twice) { try report.counted() }

        for count in [0, -1, CounterReport.mostOfOne + 1] {
            report.lines = [try line(count)]
            #expect(throws: CounterReportProblem.countOutOfRange) { try report.counted() }
        }
        report.lines = [try line(1)]
        report.lines[0].metric = "visitor_name"
        #expect(throws: CounterReportProblem.unknownMetric) { try report.counted() }
        report.lines[0] = try line(1)
        report.lines[0].values = ["one too many", "two", "three"]
        #expect(throws: CounterReportProblem.self) { try report.counted() }

        report.lines = Array(repeating: try line(1), count: CounterReport.mostLines + 1)
        #expect(throws: CounterReportProblem.tooManyLines) { try report.counted() }
    }

    @Test func `every problem with counts says what is allowed and repeats nothing`() throws {
        #expect("\(CounterReportProblem.badSeries)" == "series: expected are 32 lower-case hexadecimal digits")
        #expect("\(CounterReportProblem.tooManyLines)" == "lines: at most 4000 are taken")
        #expect("\(CounterReportProblem.unknownMetric)".hasPrefix("metric: allowed are session, session_lang"))
        #expect("\(CounterReportProblem.countOutOfRange)" == "count: allowed is 1 to 1000000000")
        #expect("\(CounterReportProblem.twice)" == "lines: a counter is there twice")
        do {
            _ = try Counter(.session, values: ["Amal"])
            Issue.record("a value that the metric does not have was taken")
        } catch {
            #expect("\(CounterReportProblem.refused(error))".hasPrefix("values: "))
            #expect(!"\(CounterReportProblem.refused(error))".contains("Amal"))
        }
    }

    @Test(arguments: ["abcde-fghij-klmno-pqrst-uvwxy-z", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", " abc defghijklmn-opqrstuvwxyz "])
    func `a code of enrolment is read however it is typed`(_ typed: String) throws {
        let code = try EnrolmentCode(typed)
        #expect(code.secret == "ABCDEFGHIJ" && code.pin == "KLMNOPQRSTUVWXYZ")
        #expect(code.text == "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z")
        #expect(try EnrolmentCode(code.text) == code)
        #expect(try EnrolmentCode(secret: code.secret, pin: code.pin) == code)
    }

    @Test func `a code of enrolment that cannot be one says why, and is never shown`() throws {
        #expect(throws: EnrolmentCodeProblem.wrongLength(found: 3)) { try EnrolmentCode("abc") }
        #expect(throws: EnrolmentCodeProblem.wrongLength(found: 0)) { try EnrolmentCode("") }
        #expect(throws: EnrolmentCodeProblem.wrongCharacter) { try EnrolmentCode("ABCDEFGHIJKLMNOPQRSTUVWXY1") }
        #expect(throws: EnrolmentCodeProblem.wrongCharacter) { try EnrolmentCode("ABCDEFGHIJKLMNOPQRSTUVWXY/") }
        #expect("\(EnrolmentCodeProblem.wrongLength(found: 3))" == "a code of enrolment has 26 letters and digits, not 3")
        #expect("\(EnrolmentCodeProblem.wrongCharacter)" == "a code of enrolment has the letters A to Z and the digits 2 to 7 only")
        let code = try EnrolmentCode("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        #expect("\(code)" == "EnrolmentCode(hidden)" && Mirror(reflecting: code).children.isEmpty)
    }

    @Test(arguments: UInt64(1)...20) func `bytes survive their way through hexadecimal`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<Int(seed)).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(Hex.bytes(Hex.text(bytes)) == bytes)
        #expect(Hex.bytes("0" + Hex.text(bytes)) == nil)
        #expect(Hex.bytes("AB") == nil && Hex.bytes("0x") == nil && Hex.bytes("é") == nil)
    }
}
