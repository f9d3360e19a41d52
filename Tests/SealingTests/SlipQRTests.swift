import SimulatedDevices
import Intake
import Testing

@testable import Sealing

@Suite struct SlipQRTests {
    private func slip(_ seed: UInt64) throws -> (Code, SealedRecord) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<SealedRecord.size).map { _ in UInt8.random(in: 0...255, using: &random) }
        return (Code(random: &random), try #require(SealedRecord(bytes: bytes)))
    }

    @Test(arguments: UInt64(0)..<50) func `a slip is read as it was written`(_ seed: UInt64) throws {
        let (code, record) = try slip(seed)
        let text = SlipQR.encode(code, record)
        let read = try SlipQR.decode(text)
        #expect(read.code == code)
        #expect(read.record == record)
        let scanned = try SlipQR.decode(" \(text.lowercased())\r\n")
        #expect(scanned.code == code && scanned.record == record)
    }

    @Test func `every slip has the same length and only letters that a QR code packs well`() throws {
        #expect(SlipQR.length == 258)
        for seed in UInt64(0)..<20 {
            let (code, record) = try slip(seed)
            let text = SlipQR.encode(code, record)
            #expect(text.utf8.count == SlipQR.length)
            #expect(text.hasPrefix("MRC1:"))
            #expect(text.dropFirst(5).allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".contains($0) })
            #expect(!text.contains(code.digits))
        }
    }

    @Test func `what is no slip is told apart`() throws {
        func problem(_ text: String) -> SlipQRProblem? {
            do { _ = try SlipQR.decode(text) } catch { return error }
            return nil
        }
        let (code, record) = try slip(1)
        let text = SlipQR.encode(code, record)
        #expect(problem("https://example.org") == .notASlip)
        #expect(problem("") == .notASlip)
        #expect(problem(String(text.dropLast())) == .wrongLength(found: 257))
        #expect(problem(String(text.dropLast()) + "1") == .damaged)
        #expect(problem(String(text.dropLast()) + "é") == .wrongLength(found: 259))
        // A changed code: its check digits notice.
        let other = text.replacing(/^MRC1:./, with: text.contains("MRC1:A") ? "MRC1:B" : "MRC1:A")
        #expect(problem(other) == .damaged)
    }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ]) func `Base32 is that of RFC 4648`(_ plain: String, _ encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
        #expect(Base32.decode(encoded) == Array(plain.utf8))
        #expect(Base32.decode("MZ") == nil)
        #expect(Base32.decode("M") == nil)
        #expect(Base32.decode("M0") == nil)
    }
}
