import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Sealing

@Suite struct PublishedVectorTests {
    // RFC 9180, A.2.2: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, mode PSK.
    private enum RFC9180 {
        static let info = hex("4f6465206f6e2061204772656369616e2055726e")
        static let recipientKey = hex("77d114e0212be51cb1d76fa99dd41cfd4d0166b08caa09074430a6c59ef17879")
        static let psk = hex("0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82")
        static let pskID = hex("456e6e796e20447572696e206172616e204d6f726961")
        static let enc = hex("2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04")
        static let text = hex("4265617574792069732074727574682c20747275746820626561757479")
        static let encryptions = [
            (
                aad: hex("436f756e742d30"),
                ct: hex("4a177f9c0d6f15cfdf533fb65bf84aecdc6ab16b8b85b4cf65a370e07fc1d78d28fb073214525276f4a89608ff")
            ),
            (
                aad: hex("436f756e742d31"),
                ct: hex("5c3cabae2f0b3e124d8d864c116fd8f20f3f56fda988c3573b40b09997fd6c769e77c8eda6cda4f947f5b704a8")
            ),
        ]
    }

    @Test func `the suite of a record opens the published messages of HPKE`() throws {
        var recipient = try HPKE.Recipient(
            privateKey: Curve25519.KeyAgreement.PrivateKey(rawRepresentation: RFC9180.recipientKey),
            ciphersuite: SealVersion.one.suite, info: Data(RFC9180.info), encapsulatedKey: Data(RFC9180.enc),
            presharedKey: SymmetricKey(data: RFC9180.psk), presharedKeyIdentifier: Data(RFC9180.pskID))
        for message in RFC9180.encryptions {
            #expect(try Array(recipient.open(message.ct, authenticating: message.aad)) == RFC9180.text)
        }
    }

    @Test func `scrypt gives the published key`() throws {
        // RFC 7914, 12, third vector.
        let key = try KDF.Scrypt.deriveKey(
            from: Array("pleaseletmein".utf8), salt: Array("SodiumChloride".utf8), outputByteCount: 64, rounds: 16_384,
            blockSize: 8, parallelism: 1)
        #expect(
            key.withUnsafeBytes { Array($0) }
                == hex(
                    """
                    7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2
                    d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
                    """))
    }

    @Test func `version one of a record has these parameters for ever`() {
        #expect(SealVersion.one.rawValue == 1)
        #expect(SealVersion.one.scrypt.rounds == 32_768)
        #expect(SealVersion.one.scrypt.blockSize == 8)
        #expect(SealVersion.one.scrypt.parallelism == 1)
    }
}
