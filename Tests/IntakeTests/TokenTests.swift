import Intake
import Testing

@Suite struct TokenTests {
    @Test func `a state only moves on, and void is final`() {
        #expect(TokenState.waiting.mayBecome(.opened))
        #expect(TokenState.waiting.mayBecome(.closed))
        #expect(!TokenState.referred.mayBecome(.opened))
        #expect(!TokenState.opened.mayBecome(.opened))
        for state in TokenState.allCases {
            #expect(!TokenState.void.mayBecome(state))
            #expect(!state.mayBecome(.unknown))
            #expect(state.mayBecome(.void) == (state != .void))
        }
    }

    @Test func `a lookup has sixteen bytes and thirty-two digits`() throws {
        let lookup = try #require(Lookup(bytes: (0..<16).map { UInt8($0 * 17) }))
        #expect(lookup.hex == "00112233445566778899aabbccddeeff")
        #expect(Lookup(hex: lookup.hex) == lookup)
        #expect(Lookup(hex: lookup.hex.uppercased()) == lookup)
        #expect(Lookup(hex: lookup.hex.dropLast()) == nil)
        #expect(Lookup(hex: "0011223344556677_899aabbccddeeff") == nil)
        #expect(Lookup(bytes: [1, 2, 3]) == nil)
        #expect("\(lookup)" == "Lookup(hidden)")
    }

    @Test func `a record shows its version and key, and nothing else`() throws {
        #expect(SealedRecord.size == 153)
        let record = try #require(SealedRecord(bytes: (0..<153).map { UInt8($0) }))
        #expect(record.version == 0)
        #expect(record.keyID == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(record.encapsulatedKey.count == 32)
        #expect(record.ciphertext.count == 112)
        #expect(record.header + record.encapsulatedKey + record.ciphertext == record.bytes[...])
        #expect("\(record)" == "SealedRecord(hidden)")
        #expect(SealedRecord(bytes: [1]) == nil)
    }

    @Test func `each need has one code and an urgency`() {
        #expect(NeedCode.allCases.count == 33)
        #expect(NeedCode.allCases.filter(\.isSafety).map(\.rawValue) == ["C18", "C19", "C20", "C21", "C24", "C31"])
        #expect(NeedCode.allCases.allSatisfy { $0.rawValue.count == 3 && $0.rawValue.first == "C" })
    }
}
