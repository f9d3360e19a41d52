import Foundation
import Proofs
import Testing

@Suite struct `Using kioskctl` {
    @Test(arguments: [
        ["fly"], ["screen", "--size", "9"], ["screen", "--panel", "wall"], ["screen", "--lang", "xx"], ["screen", "--theme", "pink"],
        ["screen", "--page", "no-such-page"], ["screen", "--built-on", "yesterday"], ["screen", "--unknown"], ["slip", "--paper", "70"],
        ["slip", "--lang", ""], ["visit"], ["code", "check"], ["guide", "build"], ["guide", "verify"], ["screen", "--root", "/nowhere"],
        ["sheet", "--only", "no-such-page"], ["visit", "--script", "/nowhere/script"], ["guide", "check", "--site", "no-such-site"],
    ])
    func `a wrong use leaves with status 2 and says on standard error what is allowed`(arguments: [String]) throws {
        let command = try Command(arguments)
        #expect(command.status == 2, "\(command.errors)")
        #expect(command.output == "")
        #expect(command.errors.contains("Error:") || command.errors.contains("USAGE") || command.errors.contains("Usage"))
        #expect(!command.errors.contains("Fatal error"))
    }

    @Test(arguments: [["--help"], ["screen", "--help"], ["guide", "--help"], []])
    func `asking for help is no error`(arguments: [String]) throws {
        let command = try Command(arguments)
        #expect(command.status == 0)
        #expect(command.output.contains("USAGE"))
        #expect(command.errors == "")
    }

    @Test func `a site that does not exist is named together with those that do`() throws {
        let command = try Command(["slip", "--site", "atlantis"])
        #expect(command.status != 0)
        #expect(command.errors.contains("atlantis"))
        for site in HandbookFixture.siteNames { #expect(command.errors.contains(site)) }
    }

    // MARK: Enrolment

    @Test func `a code of enrolment is read from standard input, where nobody else on the machine sees it`() async throws {
        try await withFolder { folder in
            let arguments = ["enroll", "--hub", "https://127.0.0.1:1", "--state", folder.path]
            let wrong = try Command(arguments, input: "ABC\n")
            #expect(wrong.status == 64 && wrong.errors.contains("26 letters and digits"), "\(wrong.errors)")
            // A good one is taken as far as the hub, and nobody is there.
            let good = try Command(arguments, input: String(repeating: "A", count: 26) + "\n")
            #expect(good.status == 69 && good.errors.contains("no hub answers"), "\(good.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    // MARK: Numbers

    /// Ten digits and the two that make the whole leave 1 when divided by 97.
    private func number(_ body: UInt64) -> String {
        let digits = String(body * 100 + 98 - body * 100 % 97)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }

    @Test(arguments: [0, 1, 48_291_537_60, 9_999_999_999] as [UInt64])
    func `right check digits are right however they are written`(body: UInt64) throws {
        let digits = number(body)
        let groups = [digits.prefix(4), digits.dropFirst(4).prefix(4), digits.suffix(4)].map(String.init)
        for written in [[digits], groups, [groups.joined(separator: "-")], [groups.joined(separator: " ")]] {
            let command = try Command(["code", "check"] + written)
            #expect(command.status == 0)
            #expect(command.output == "right\n")
        }
    }

    @Test(arguments: [
        (["123456789012"], "mistyped"), (["1234"], "12 digits, not 4"), (["12345678901x"], "only digits"), ([""], "not 0"),
        (["1234567890123"], "not 13"),
    ])
    func `a wrong number is explained and leaves with status 1`(digits: [String], problem: String) throws {
        let command = try Command(["code", "check"] + digits)
        #expect(command.status == 1)
        #expect(command.output == "")
        #expect(command.errors.contains(problem))
        #expect(!command.errors.contains("123456"), "the number is repeated")
    }

    @Test(arguments: ["٠٠٠٠ ٠٠٠٠ ٠٠٠٠", "០០០០ ០០០០ ០០០០", "၀၀၀၀-၀၀၀၀-၀၀၀၀", "০০০০০০০০০০০০"])
    func `digits of every script of the kiosk are read`(zeros: String) throws {
        // Twelve noughts have wrong check digits; 98 makes them right.
        let nine = zeros.unicodeScalars.first.flatMap { Unicode.Scalar($0.value + 9) }.map(Character.init) ?? "9"
        let eight = zeros.unicodeScalars.first.flatMap { Unicode.Scalar($0.value + 8) }.map(Character.init) ?? "8"
        #expect(try Command(["code", "check", zeros]).status == 1)
        #expect(try Command(["code", "check", String(zeros.dropLast(2)) + [nine, eight]]).status == 0)
    }
}
