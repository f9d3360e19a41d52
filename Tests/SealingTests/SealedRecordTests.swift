import SimulatedDevices
import Crypto
import Foundation
import Intake
import Testing

@testable import Sealing

@Suite struct SealedRecordTests {
    // Sealed by an independent program (Python's hashlib and cryptography, HPKE written out after RFC 9180 and checked
    // against A.2.2), with the private key 01 02 … 20, the ephemeral key 65 66 … 84 and the code 0000 0007 9444.
    private enum Golden {
        static let privateKey = (1...32).map { UInt8($0) }
        static let publicKey = hex("07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c")
        static let keyID = hex("aaa8fff703b50b22")
        static let psk = hex("6865e1ef71d1ef5cdabf088f83c216d2ef8f18459e8241ed963e3d9fabc93b8a")
        static let lookup = "1180225ed94fbf3b40982fd8190cbc4b"
        static let record =
            hex("01") + keyID  // version, which key
            + hex("5714769d116bf76436ae74bc793d2c30ad1903c59ac5273805c7e2698b410c36")  // encapsulated key
            + hex(
                """
                7d2910d8bf7140b49b704c857bef1a8ead7310a2a5b6429f7d4947b09ca771dec0053607696378ae0438a22fac00dbd83491dca2
                35e10550f48147f736c48011b16032dbc345522a0f7a4b9bba7918cc22ede027ca2e255fac512fc348955e27d5782094b4480a5e
                d2425f2baa62887d
                """)  // 96 bytes of answers and 16 of authentication
        static let payload = Array("every answer".utf8) + [UInt8](repeating: 0, count: 84)
    }

    private let code: Code
    private let other: Code
    private let key: MRCPrivateKey
    private let payload = (0..<96).map { UInt8($0) }

    init() throws {
        var random = SeededRandom(seed: 9)
        (code, other) = (Code(random: &random), Code(random: &random))
        key = try MRCPrivateKey(bytes: Golden.privateKey)
    }

    @Test func `a record that another program sealed opens`() throws {
        let code = try #require(Code(packed: 79_444))
        #expect(try key.publicKey.bytes == Golden.publicKey)
        #expect(try key.publicKey.id == Golden.keyID)
        let keys = try CodeKeys(code: code, mrcKeyID: Golden.keyID)
        #expect(keys.presharedKey.withUnsafeBytes { Array($0) } == Golden.psk)
        #expect(keys.lookup.hex == Golden.lookup)
        let record = try #require(SealedRecord(bytes: Golden.record))
        #expect(try record.open(code: code, with: key) == Golden.payload)
    }

    @Test func `what is sealed opens with the code and the key`() throws {
        let sealed = try SealedRecord.seal(payload, code: code, to: key.publicKey)
        #expect(sealed.record.bytes.count == SealedRecord.size)
        #expect(sealed.record.version == SealVersion.current.rawValue)
        #expect(try sealed.lookup == CodeKeys(code: code, mrcKeyID: key.publicKey.id).lookup)
        #expect(try sealed.record.open(code: code, with: key) == payload)
    }

    @Test func `the same answers never give the same record, but always the same lookup`() throws {
        let first = try SealedRecord.seal(payload, code: code, to: key.publicKey)
        let second = try SealedRecord.seal(payload, code: code, to: key.publicKey)
        #expect(first.record != second.record)
        #expect(first.record.encapsulatedKey != second.record.encapsulatedKey)
        #expect(first.lookup == second.lookup)
    }

    @Test func `another code opens nothing`() throws {
        let sealed = try SealedRecord.seal(payload, code: code, to: key.publicKey)
        #expect(throws: SealingError.doesNotOpen) { try sealed.record.open(code: other, with: key) }
        #expect(try CodeKeys(code: other, mrcKeyID: key.publicKey.id).lookup != sealed.lookup)
    }

    @Test func `another key opens nothing, and the error says which is needed`() throws {
        let sealed = try SealedRecord.seal(payload, code: code, to: key.publicKey)
        let stranger = MRCPrivateKey()
        #expect(throws: SealingError.otherKey(id: Golden.keyID)) { try sealed.record.open(code: code, with: stranger) }
        // Even if the stranger writes their own key's id into the record.
        let forged = try #require(
            SealedRecord(bytes: [1] + stranger.publicKey.id + sealed.record.bytes.dropFirst(9)))
        #expect(throws: SealingError.doesNotOpen) { try forged.open(code: code, with: stranger) }
    }

    // One byte of each field: version, key id, encapsulated key, answers, authentication.
    @Test(arguments: [0, 1, 8, 9, 40, 41, 100, 136, 137, 152]) func `one changed byte is noticed`(_ place: Int) throws {
        var bytes = Golden.record
        bytes[place] ^= 0x01
        let record = try #require(SealedRecord(bytes: bytes))
        let expected: SealingError =
            switch place {
            case 0: .unknownVersion(0)
            case 1...8: .otherKey(id: Array(bytes[1...8]))
            default: .doesNotOpen
            }
        #expect(throws: expected) { try record.open(code: #require(Code(packed: 79_444)), with: key) }
    }

    @Test func `a record whose key would agree on zero with everybody is refused`() throws {
        for point in [0, 1] as [UInt8] {
            var bytes = Golden.record
            bytes.replaceSubrange(9..<41, with: [point] + [UInt8](repeating: 0, count: 31))
            let record = try #require(SealedRecord(bytes: bytes))
            #expect(throws: SealingError.doesNotOpen) { try record.open(code: code, with: key) }
        }
    }

    @Test func `a record that is cut short is not a record`() {
        for count in [0, 1, 40, 152] { #expect(SealedRecord(bytes: Golden.record.prefix(count)) == nil) }
        #expect(SealedRecord(bytes: Golden.record + [0]) == nil)
    }

    @Test func `only one size can be sealed`() throws {
        #expect(throws: SealingError.wrongPayloadSize(found: 95, expected: 96)) {
            try SealedRecord.seal(Array(payload.dropLast()), code: code, to: key.publicKey)
        }
    }

    @Test func `the answers of a visit are sealed and read again`() throws {
        let stage = Question(
            id: "stage", number: 1, kind: .one, destination: .both,
            options: [Question.Option(id: "pre", number: 1), Question.Option(id: "work", number: 3)])
        let form = Form(questions: [stage])
        var answers = Answers()
        answers.choose("work", of: stage)
        let payload = Payload(week: ISOWeek(year: 2026, week: 47), visitLanguage: "km", answers: answers, form: form)
        let sealed = try SealedRecord.seal(payload, form: form, code: code, to: key.publicKey)
        #expect(try Payload.decode(sealed.record.open(code: code, with: key), form: form) == payload)
        let broken = Payload(week: nil, language: "", answers: answers)
        #expect(throws: SealingError.payload(.badLanguage)) {
            try SealedRecord.seal(broken, form: form, code: code, to: key.publicKey)
        }
    }

    @Test func `keys and errors that are printed by accident show nothing`() throws {
        let sealed = try SealedRecord.seal(payload, code: code, to: key.publicKey)
        let keys = try CodeKeys(code: code, mrcKeyID: Golden.keyID)
        var shown = "\(key) \(keys) \(sealed.record) \(sealed) \(SealingError.doesNotOpen)"
        dump((key, keys, sealed), to: &shown)
        #expect(!shown.contains(code.digits))
        #expect(!shown.contains(sealed.lookup.hex))
        for group in code.groups { #expect(!shown.contains(group)) }
    }

    @Test func `bytes that were used are wiped`() {
        var bytes: [UInt8] = [1, 2, 3]
        bytes.wipe()
        #expect(bytes == [0, 0, 0])
        bytes = []
        bytes.wipe()
    }
}
