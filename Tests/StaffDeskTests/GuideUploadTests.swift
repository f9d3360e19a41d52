import Foundation
import GuidePack
import Hub
import Intake
import Link
import Reports
import Testing

@testable import StaffDesk

/// A signed pack on its way from a browser to the channel for tests.
@Suite struct GuideUploadTests {
    /// A tar as the program `tar` makes it of files and folders in a folder.
    private func tar(_ folder: URL, _ names: [String], options: [String] = []) throws -> Data {
        let file = folder.deletingLastPathComponent().appendingPathComponent("pack-\(UUID().uuidString).tar")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tar", "-C", folder.path] + options + ["-cf", file.path] + names
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try Data(contentsOf: file)
    }

    private func version(_ fixture: DeskFixture, on channel: GuideChannel) async throws -> String? {
        try await fixture.store.guides().first { $0.channel == channel }?.version
    }

    @Test(arguments: ["files", "gnu", "ustar", "posix", "alone"])
    func `a signed pack comes as its three files or as one tar of its folder, and stands in the log`(way: String) async throws {
        let fixture = try await DeskFixture()
        let (pack, files) = try fixture.makePack("2026.12.1", signedWith: fixture.guideKey)
        let sent: [(name: String, bytes: Data)] =
            switch way {
            case "files": files
            // In its folder there is nothing above the names.
            case "alone": [("pack.tar", try tar(pack, ["."], options: ["--format=gnu"]))]
            default:
                [("guide", try tar(pack.deletingLastPathComponent(), [pack.lastPathComponent], options: ["--format=\(way)"]))]
            }
        try await fixture.open { client in
            let browser = try await fixture.signIn("olga", client)
            try await browser.go("/guides")
            try await browser.upload("/guides", sent)
            #expect(browser.status == .ok && browser.page.contains("The guide is on its channel"))
        }
        #expect(try await version(fixture, on: .test) == "2026.12.1")
        let line = try #require(await fixture.store.audit(limit: 1, before: nil).first)
        #expect(line.entry.who == "olga" && line.entry.what == "guide.published" && line.entry.whom == "amman 2026.12.1 test")
    }

    @Test func `a tar that names another place, a link, a file twice or too much is refused, and nothing changes`() async throws {
        let fixture = try await DeskFixture()
        let (pack, _) = try fixture.makePack("2026.12.1", signedWith: fixture.guideKey)
        let (above, name) = (pack.deletingLastPathComponent(), pack.lastPathComponent)
        let good = try tar(above, [name])
        let link = pack.appendingPathComponent("more.sqlite").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
        let linked = try tar(above, [name])
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.linkItem(atPath: pack.appendingPathComponent("guide.sqlite").path, toPath: link)
        let hardLinked = try tar(above, [name])
        try FileManager.default.removeItem(atPath: link)
        let deep = pack.appendingPathComponent("in/side")
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        let nested = try tar(above, [name])
        try FileManager.default.removeItem(at: pack.appendingPathComponent("in"))
        for number in 0..<70 { try Data().write(to: pack.appendingPathComponent("part-\(number)")) }
        let crowded = try tar(above, [name])
        let sent: [(Data, PackTarError)] = [
            (linked, .noPlainFile), (hardLinked, .noPlainFile), (nested, .elsewhere), (crowded, .tooMany),
            (try tar(pack, ["manifest.json"], options: ["-P", "--transform=s,^,../,"]), .elsewhere),
            (try tar(pack, ["manifest.json"], options: ["-P", "--transform=s,^,/etc/,"]), .elsewhere),
            (try tar(pack, ["manifest.json", "manifest.json"], options: ["--hard-dereference"]), .twice),
            (try tar(above, ["\(name)/manifest.json", "-C", pack.path, "manifest.sig"]), .elsewhere),
            (Data(good.prefix(good.count / 2)), .notWhole), (Data(good.prefix(2_000)), .notWhole), (Data(), .notWhole),
            (Data(repeating: 7, count: 4_096), .notWhole), (Data(good.prefix(100)) + good, .notWhole),
        ]
        try await fixture.open { client in
            let browser = try await fixture.signIn("olga", client)
            for (number, (bytes, error)) in sent.enumerated() {
                #expect(throws: error, "\(number)") { try PackTar(bytes) }
                try await browser.go("/guides")
                try await browser.upload("/guides", [("pack.tar", bytes)])
                #expect(browser.status == .unprocessableContent && browser.page.contains(error.description), "\(number)")
            }
        }
        #expect(try await version(fixture, on: .test) == nil)
        let lines = try await fixture.store.audit(limit: sent.count, before: nil)
        #expect(lines.map(\.entry.what) == [String](repeating: "guide.refused", count: sent.count))
        #expect(lines.allSatisfy { $0.entry.whom.isEmpty })
    }

    @Test func `the guide desk tells of which topics visitors called the texts not useful, as the report tells it and no closer`() async throws {
        let fixture = try await DeskFixture()
        let quarter = try #require(Period.past(.quarter, before: fixture.clock.now.dayNumber, count: 1).first)
        let counts = [("wages", 40, 30), ("papers", 60, 20), ("roads", 25, 2)]
        let lines = try counts.flatMap { topic, yes, no in
            [
                CounterReport.Line(try Counter(.helpfulYes, topic), count: yes),
                CounterReport.Line(try Counter(.helpfulNo, topic), count: no),
            ]
        }
        try await fixture.open { client in
            let browser = try await fixture.signIn("olga", client)
            try await browser.go("/guides")
            #expect(!browser.page.contains("did not find useful"), "nobody has answered")
            let report = CounterReport(series: [UInt8](repeating: 7, count: 16), lines: lines)
            try await fixture.store.keep(report, of: fixture.kiosk, in: quarter.weeks.lowerBound)
            try await browser.go("/guides")
            // What tells too much is hidden here as it is in the report.
            for figure in ["60", "20", "80", "hidden"] { #expect(browser.page.contains("<td>\(figure)</td>"), "\(figure)") }
            #expect(!browser.page.contains("<td>2</td>"), "a count of two is told")
            let technician = try await fixture.signIn("tom", client)
            try await technician.go("/guides")
            #expect(technician.status == .forbidden)
        }
    }

    @Test func `what a stranger signed, what was altered, what is older and what is no pack is refused in words`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.publish("2026.12.5", on: .test)
        let own = try fixture.makePack("2026.12.6", signedWith: fixture.guideKey).files
        let strange = try fixture.makePack("2026.12.7", signedWith: .generate()).files
        let older = try fixture.makePack("2026.12.4", signedWith: fixture.guideKey).files
        let altered = own.map { part in
            var part = part
            if part.name == "guide.sqlite" { part.bytes[part.bytes.count / 2] ^= 1 }
            return part
        }
        try await fixture.open { client in
            let browser = try await fixture.signIn("olga", client)
            for (files, sentence) in [
                (strange, "does not trust"), (altered, "was altered after signing"), (older, "is older"),
                (Array(own.prefix(2)), "Choose the three files"), ([own[2]], "is no tar"), ([], "Choose the three files"),
            ] {
                try await browser.go("/guides")
                try await browser.upload("/guides", files)
                #expect(browser.status == .unprocessableContent && browser.page.contains(sentence), "\(sentence)")
            }
            #expect(try await version(fixture, on: .test) == "2026.12.5")
            try await browser.upload("/guides", own, mark: String(repeating: "0", count: 64))
            #expect(browser.status == .forbidden)
            let mark = browser.mark
            for (body, type) in [("x", "multipart/form-data; boundary=--files"), ("mark=\(mark)", "application/x-www-form-urlencoded")] {
                try await browser.send("/guides", .post, body, type: type)
                #expect([.badRequest, .unsupportedMediaType].contains(browser.status))
            }
            let counsellor = try await fixture.signIn("mina", client)
            try await counsellor.upload("/guides", own)
            #expect(counsellor.status == .forbidden)
        }
        #expect(try await version(fixture, on: .test) == "2026.12.5")
    }
}
