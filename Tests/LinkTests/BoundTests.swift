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

/// Files between kiosk and hub.
@Suite struct StickFileTests {
    private let file = StickFile(kind: .outbox, digest: Array(repeating: 0xAB, count: 32), signature: [1, 2], body: Array("{}\n{}".utf8))

    @Test func `a file on a stick is one line and a body`() throws {
        #expect(String(decoding: file.bytes, as: UTF8.self) == "mrc-outbox/1 \(String(repeating: "ab", count: 32)) 0102\n{}\n{}")
        #expect(try StickFile(bytes: file.bytes, expecting: .outbox) == file)
        #expect(throws: StickProblem.otherKind) { try StickFile(bytes: file.bytes, expecting: .receipts) }
    }

    @Test func `what is no such file says so`() {
        for text in ["", "\n", "mrc-outbox/2 ab 01\n", "mrc-outbox/1 ab 01\n{}", "mrc-outbox/1  \n", String(repeating: "a", count: 600) + "\n"] {
            #expect(throws: StickProblem.notOne) { try StickFile(bytes: Array(text.utf8), expecting: .outbox) }
        }
        let large = file.bytes + [UInt8](repeating: 0x20, count: StickFile.longestBody)
        #expect(throws: StickProblem.tooLarge) { try StickFile(bytes: large, expecting: .outbox) }
        #expect("\(StickProblem.notOne)" == "this is no file of a kiosk's outbox or of a hub's receipts")
        #expect("\(StickProblem.otherKind)" == "this file goes the other way: an outbox goes to the hub, receipts go to the kiosk")
        #expect("\(StickProblem.tooLarge)" == "the file is larger than 8 MiB")
        #expect("\(StickProblem.altered)" == "the file was altered, or copied only in part; copy it again")
        #expect("\(StickProblem.stranger)" == "the file is not signed by a kiosk of this hub, or not by this kiosk's hub")
    }

    @Test(arguments: [
        ("https://192.0.2.7:8443", "192.0.2.7", 8_443), ("192.0.2.7", "192.0.2.7", 8_443), ("https://[2001:db8::7]:9443/", "2001:db8::7", 9_443),
        ("hub.example.org:1", "hub.example.org", 1),
    ]) func `a hub's address is read, and written in one way`(_ text: String, _ host: String, _ port: Int) throws {
        let location = try #require(HubLocation(text))
        #expect(location.host == host && location.port == port)
        #expect(HubLocation(location.text) == location)
    }

    @Test(arguments: [
        "", "http://192.0.2.7", "https://", "https://192.0.2.7:0", "https://192.0.2.7:65536", "https://192.0.2.7:", "https://a b",
        "https://192.0.2.7/path", "https://[2001:db8::7", "https://[]", "ftp://x", "https://user@host", "https://192.0.2.7:+1",
    ]) func `what is no address of a hub is refused`(_ text: String) {
        #expect(HubLocation(text) == nil)
    }
}
