import Crypto
import Foundation
import Hub
import Link
import SwiftASN1
import Testing
import X509

@testable import KioskDoor

@Suite struct `The hub's own authority` {
    private let now = HandClock.start

    private func certificate(_ pem: String) throws -> Certificate {
        try Certificate(pemDocument: try #require(PEMDocument.parseMultiple(pemString: pem).first))
    }

    @Test func `is made at the first start and is the same at the next`() throws {
        let (folder, other) = (try Folder(), try Folder())
        let first = try Authority(in: folder.url)
        let second = try Authority(in: folder.url)
        #expect(first.der == second.der)
        #expect(first.pin == second.pin)
        #expect(first.key.rawRepresentation == second.key.rawRepresentation)
        #expect(try Authority(in: other.url).der != first.der)
    }

    @Test func `lies in a file that only its owner may read`() throws {
        let folder = try Folder()
        _ = try Authority(in: folder.url)
        let path = folder.url.appending(path: Authority.fileName).path
        let mode = try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [Authority.fileName])
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: AuthorityError.file(.open(path: path, mode: 0o640))) { try Authority(in: folder.url) }
    }

    @Test func `that is damaged stops the start instead of being replaced`() throws {
        let folder = try Folder()
        _ = try Authority(in: folder.url)
        let file = folder.url.appending(path: Authority.fileName)
        let text = try String(contentsOf: file, encoding: .utf8)
        let other = try Authority()
        for broken in ["", "nothing", String(text.prefix(text.count / 2)), text.replacing("PRIVATE", with: "PUBLIC"), String(text.dropLast(text.count / 2)) + other.pem] {
            try Data(broken.utf8).write(to: file)
            #expect(throws: AuthorityError.damaged(path: file.path)) { try Authority(in: folder.url) }
        }
    }

    @Test func `never shows its key`() throws {
        let authority = try Authority()
        #expect("\(authority)" == "Authority(\(authority.pin))")
        #expect(String(reflecting: authority) == "Authority(\(authority.pin))")
        var dumped = ""
        dump(authority, to: &dumped)
        #expect(!dumped.contains("key"))
        #expect("\(EnrolmentSecret())" == "EnrolmentSecret(hidden)")
    }

    @Test func `is known by the pin of a code of enrolment`() throws {
        let authority = try Authority()
        let code = try EnrolmentSecret().code(for: authority)
        #expect(try EnrolmentCode(code.text.lowercased()) == code)
        #expect(code.pin == authority.pin)
        // Eighty bits, five to a letter, worked out another way.
        let digest = Array(SHA256.hash(data: authority.der).prefix(10))
        let bits = digest.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        let letters = stride(from: 0, to: 80, by: 5).map { Int(bits[$0..<$0 + 5].reduce(0) { $0 << 1 | $1 }) }
        #expect(code.pin == String(letters.map { Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")[$0] }))
    }

    @Test func `gives a kiosk the name of the hub's book, whatever its request says`() throws {
        let authority = try Authority()
        let key = P256.Signing.PrivateKey()
        let request = try CertificateRequest(pem: TestKiosk.request(key, naming: "amman-airport-1"))
        let issued = try authority.issue(to: try #require(KioskID("aqaba-2")), for: request, at: now)
        let leaf = try certificate(issued.chain)
        #expect("\(leaf.subject)" == "CN=aqaba-2")
        #expect(leaf.publicKey == Certificate.PublicKey(key.publicKey))
        #expect(issued.note.fingerprint == Array(SHA256.hash(data: try #require(PEMDocument.parseMultiple(pemString: issued.chain).first).derBytes)))
        #expect(issued.note.expires.seconds - now.seconds == 400 * 86_400)
        #expect(leaf.notValidAfter.timeIntervalSince1970 == Double(issued.note.expires.seconds))
        #expect(try leaf.extensions.extendedKeyUsage == ExtendedKeyUsage([.clientAuth]))
        #expect(try leaf.extensions.basicConstraints == .notCertificateAuthority)
    }

    @Test func `gives certificates that are good on a clock which starts in 2000 or runs ahead by decades`() throws {
        let authority = try Authority()
        let hub = try Certificate(derEncoded: try #require(authority.issueHub(names: []).chain.first).toDERBytes())
        for certificate in [hub, authority.certificate] {
            #expect(certificate.notValidBefore.timeIntervalSince1970 == 946_684_800)
            #expect(certificate.notValidAfter.timeIntervalSince1970 == 253_402_300_799)
        }
    }

    @Test func `names the hub by all that kiosks call it`() throws {
        let names = try ["hub.example.org", "192.0.2.7", "2001:db8::7"].map { try #require(HubName($0)) }
        let hub = try Certificate(derEncoded: try #require(Authority().issueHub(names: names).chain.first).toDERBytes())
        let all = try hub.extensions.subjectAlternativeNames
        let found = try #require(all)
        #expect(Array(found) == names.map(\.generalName))
        #expect(try hub.extensions.extendedKeyUsage == ExtendedKeyUsage([.serverAuth]))
        for wrong in ["", "hub example", "hub/", ".hub", "hub.", "hub:8443", String(repeating: "a", count: 254)] {
            #expect(HubName(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `signs no request for another kind of key, and none whose key is somebody else's`() throws {
        let other = Certificate.PrivateKey(P384.Signing.PrivateKey())
        let wrongKind = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName("x") }, privateKey: other,
            attributes: CertificateSigningRequest.Attributes(), signatureAlgorithm: .ecdsaWithSHA384
        ).serializeAsPEM().pemString
        #expect(throws: CertificateRequestProblem.otherKey) { try CertificateRequest(pem: wrongKind) }
        #expect(throws: CertificateRequestProblem.unreadable) { try CertificateRequest(pem: "hello") }
        #expect(throws: CertificateRequestProblem.unreadable) { try CertificateRequest(pem: Authority().pem) }

        let (mine, theirs) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
        let honest = try CertificateSigningRequest(pemEncoded: TestKiosk.request(mine))
        let stolen = try CertificateSigningRequest(
            version: .v1, subject: honest.subject, publicKey: Certificate.PublicKey(theirs.publicKey),
            attributes: honest.attributes, signatureAlgorithm: .ecdsaWithSHA256, signature: honest.signature)
        #expect(throws: CertificateRequestProblem.unproven) { try CertificateRequest(pem: stolen.serializeAsPEM().pemString) }
    }
}
