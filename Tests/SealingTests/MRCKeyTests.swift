import Sealing
import Testing

@Suite struct MRCKeyTests {
    private let pem = """
        # The centre's public key
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VuAyEAB6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=
        -----END PUBLIC KEY-----

        """
    private let privatePEM = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VuBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        -----END PRIVATE KEY-----
        """
    private let plain = "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw="

    private func problem(_ text: String) -> MRCKeyProblem? {
        do { _ = try MRCPublicKey(text: text) } catch { return error }
        return nil
    }

    @Test func `a public key is read from Base64 and from PEM files that others write`() throws {
        let key = try MRCPublicKey(text: plain)
        #expect(try MRCPublicKey(text: pem) == key)
        #expect(try MRCPublicKey(text: " \(plain)\r\n") == key)
        #expect(try MRCPublicKey(text: "MCowBQYDK2VuAyEA\(plain)") == key)
        #expect(try MRCPublicKey(text: key.pem) == key)
        #expect(key.idText == "aaa8fff703b50b22")
        #expect("\(key)" == "MRC key aaa8fff703b50b22")
    }

    @Test func `a private key is read from a PEM file that others write, and written again`() throws {
        let key = try MRCPrivateKey(text: privatePEM)
        #expect(try key.publicKey == MRCPublicKey(text: plain))
        #expect(key.pem.contains("MC4CAQAwBQYDK2VuBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"))
        #expect(throws: MRCKeyProblem.otherKind) { try MRCPrivateKey(text: pem) }
        let new = MRCPrivateKey()
        #expect(try MRCPrivateKey(text: new.pem).publicKey == new.publicKey)
    }

    @Test func `a private key on a kiosk is refused by name`() {
        #expect(problem(privatePEM) == .isPrivate)
        #expect(problem("MC4CAQAwBQYDK2VuBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g") == .isPrivate)
        #expect(problem("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----") == .isPrivate)
    }

    @Test func `what is not a key says what it is instead`() {
        #expect(problem("") == .empty)
        #expect(problem("# only a comment\n\n") == .empty)
        #expect(problem("not a key at all") == .notBase64)
        #expect(problem("AAAA") == .wrongLength(found: 3))
        #expect(problem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----") == .otherKind)
        #expect(problem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----") == .otherKind)
        #expect(problem("-----BEGIN PUBLIC KEY-----\nAAAA\n") == .notBase64)
        #expect(problem("-----BEGIN PUBLIC KEY-----") == .notBase64)
        // The point zero: any secret agreed with it is zero, for everybody.
        #expect(problem("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=") == .notAKey)
    }
}
