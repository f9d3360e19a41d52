import Foundation
import Testing

@testable import Reports

@Suite struct `The file for a spreadsheet` {
    private static let goldens = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

    private static func report(_ kind: ReportKind, _ tier: Tier) throws -> Report {
        var crowd = Crowd(seed: 57)
        let request = ReportRequest(period: try #require(Period("2026-Q3")), tier: tier, scope: .all)
        let clients = crowd.clients(140)
        return try #require(
            ClientReports(clients, request, sites: 5).report(kind)
                ?? KioskReports(try crowd.kiosk(), request, sites: 5).report(kind))
    }

    @Test(arguments: [ReportKind.services, .ageAndSex, .complaints, .remedies, .kioskReach, .numbers], Tier.allCases)
    func `is as it was looked at`(kind: ReportKind, tier: Tier) throws {
        let file = CSV.file(try Self.report(kind, tier), title: ["2026-Q3", "All sites"])
        let url = Self.goldens.appending(path: "\(kind.rawValue)-\(tier.rawValue).csv")
        if ProcessInfo.processInfo.environment["REPORTS_GOLDENS"] == "write" { try Data(file.utf8).write(to: url) }
        #expect(
            try Data(contentsOf: url) == Data(file.utf8),
            "\(url.lastPathComponent) is another; look at it, then run with REPORTS_GOLDENS=write")
    }

    @Test func `begins with the mark that spreadsheets know, and every line ends as RFC 4180 says`() throws {
        let bytes = Array(CSV.file(try Self.report(.ageAndSex, .own), title: ["Line"]).utf8)
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        #expect(bytes.suffix(2) == [0x0D, 0x0A])
        for (index, byte) in bytes.enumerated() where byte == 0x0A { #expect(bytes[index - 1] == 0x0D) }
    }

    @Test(arguments: ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "%0A=1", "|x"])
    func `what a spreadsheet would run is a text`(_ text: String) {
        let field = CSV.field(text)
        #expect(field.hasPrefix("\"'") && field.hasSuffix("\""))
    }

    @Test func `commas, quotes and new lines stay in their field`() {
        #expect(CSV.field("a,b") == "\"a,b\"")
        #expect(CSV.field("say \"no\"") == "\"say \"\"no\"\"\"")
        #expect(CSV.field("two\nlines") == "\"two\nlines\"")
        #expect(CSV.field("plain") == "plain" && CSV.field("") == "")
    }

    @Test func `money has the decimals of its currency`() {
        #expect(Currency.text(1_234_567, "JOD") == "1234.567")
        #expect(Currency.text(1_234_567, "MYR") == "12345.67")
        #expect(Currency.text(1_234_567, "KRW") == "1234567")
        #expect(Currency.text(5, "USD") == "0.05" && Currency.text(-5, "USD") == "-0.05")
    }
}
