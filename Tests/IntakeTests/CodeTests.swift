import SimulatedDevices
import Intake
import Testing

@Suite struct CodeTests {
    private func codes(_ count: Int, seed: UInt64) -> [Code] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in Code(random: &random) }
    }

    private func isMistyped(_ digits: [Character]) -> Bool {
        Code.check(String(digits)) == .failure(.wrongCheckDigits)
    }

    @Test func `a code is three groups of four digits`() {
        for code in codes(500, seed: 1) {
            #expect(code.groups.count == 3)
            #expect(code.groups.allSatisfy { $0.count == 4 })
            #expect(code.groups.joined() == code.digits)
            #expect(code.digits.allSatisfy { $0.isASCII && $0.isNumber })
            #expect(Code.check(code.digits) == .success(code))
        }
    }

    @Test func `the check digits are those of the standard's own example`() {
        // ISO 7064 MOD 97-10: 794 gets 44.
        #expect(Code(packed: 79_444)?.digits == "000000079444")
        #expect(Code(packed: 0_98)?.groups == ["0000", "0000", "0098"])
        #expect(Code(packed: 79_445) == nil)
    }

    @Test func `the ten digits are spread over their whole range`() {
        let tenths = Set(codes(200, seed: 2).map { $0.digits.prefix(1) })
        #expect(tenths.count == 10)
        #expect(Set(codes(5000, seed: 3)).count == 5000)
    }

    @Test func `every single mistyped digit is noticed`() {
        for code in codes(400, seed: 4) {
            let right = Array(code.digits)
            for place in right.indices {
                for digit in "0123456789" where digit != right[place] {
                    var wrong = right
                    wrong[place] = digit
                    #expect(isMistyped(wrong))
                }
            }
        }
    }

    @Test func `every swap of two neighbours is noticed`() {
        for code in codes(2000, seed: 5) {
            let right = Array(code.digits)
            for place in right.indices.dropLast() where right[place] != right[place + 1] {
                var wrong = right
                wrong.swapAt(place, place + 1)
                #expect(isMistyped(wrong))
            }
        }
    }

    @Test func `check digits that only a remainder would forgive are refused`() {
        // 00 and 97, and 01 and 98, leave the same remainder; only 97 and 98 are ever given.
        #expect(Code(packed: 98) != nil)
        #expect(Code(packed: 1) == nil)
    }

    @Test(arguments: [
        "0000-0007-9444", "0000 0007 9444", " 0000\u{A0}0007\u{2009}9444\n", "0000–0007—9444", "0000−0007−9444",
        "٠٠٠٠ ٠٠٠٧ ٩٤٤٤", "\u{2066}۰۰۰۰ ۰۰۰۷ ۹۴۴۴\u{2069}", "০০০০ ০০০৭ ৯৪৪৪", "०००० ०००७ ९४४४", "௦௦௦௦ ௦௦௦௭ ௯௪௪௪",
        "๐๐๐๐ ๐๐๐๗ ๙๔๔๔", "໐໐໐໐ ໐໐໐໗ ໙໔໔໔", "၀၀၀၀ ၀၀၀၇ ၉၄၄၄", "០០០០ ០០០៧ ៩៤៤៤", "００００ ０００７ ９４４４",
        "႐႐႐႐ ႐႐႐႗ ႙႔႔႔", "෦෦෦෦ ෦෦෦෭ ෯෪෪෪",
    ]) func `a code may be typed in any language's digits, with spaces and dashes`(_ typed: String) {
        #expect(Code.check(typed) == Code(packed: 79_444).map { .success($0) })
    }

    @Test func `what is not a code is told apart`() {
        #expect(Code.check("") == .failure(.wrongLength(found: 0)))
        #expect(Code.check("0000 0007 944") == .failure(.wrongLength(found: 11)))
        #expect(Code.check("0000 0007 9444 4") == .failure(.wrongLength(found: 13)))
        #expect(Code.check(String(repeating: "9", count: 5000)) == .failure(.wrongLength(found: 5000)))
        #expect(Code.check("0000 0007 944O") == .failure(.notADigit))
        #expect(Code.check("0000 0007 94½") == .failure(.notADigit))
        #expect(Code.check("0000 0007 94四") == .failure(.notADigit))
    }

    @Test func `a code that is printed by accident shows nothing`() {
        for code in codes(50, seed: 6) {
            var dumped = ""
            dump(code, to: &dumped)
            dump(Code.check(code.digits), to: &dumped)
            let shown = "\(code) \(String(reflecting: code)) \(String(describing: Optional(code))) \([code]) \(dumped)"
            #expect(!shown.contains(code.digits))
            #expect(!code.groups.contains { shown.contains($0) && $0 != "0000" })
            #expect(!shown.contains(String(code.packed)))
            #expect("\(code)" == "Code(hidden)")
        }
    }

    @Test func `a code fits into five bytes and comes back`() {
        for code in codes(200, seed: 7) {
            #expect(code.packed < 1 << 40)
            #expect(Code(packed: code.packed) == code)
        }
        #expect(Code(packed: 1_000_000_000_098) == nil)
        #expect(Code(packed: .max) == nil)
    }
}
