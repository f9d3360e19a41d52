import Foundation
import Proofs
import Sealing
import Testing
import Visit

@testable import Appliance

@Suite struct `What a kiosk signs` {
    private func key(_ kiosk: KioskIdentity) throws -> KioskPublicKey { try #require(kiosk.publicKey) }

    @Test func `its key is made once, and only its own user may read it`() async throws {
        try await withFolder { folder in
            let first = try KioskIdentity(in: folder)
            let file = folder.appending(path: KioskIdentity.fileName)
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [KioskIdentity.fileName])
            // A copy that was left open is closed again.
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
            #expect(try KioskIdentity(in: folder).publicKey == first.publicKey)
            #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
            let other = try await withFolder { try KioskIdentity(in: $0) }
            #expect(other.publicKey != first.publicKey)
        }
    }

    @Test func `what a power cut left of making the key is no key`() async throws {
        try await withFolder { folder in
            try Data("-----BEGIN".utf8).write(to: folder.appending(path: KioskIdentity.fileName + ".new"))
            let made = try KioskIdentity(in: folder)
            #expect(try KioskIdentity(in: folder).publicKey == made.publicKey)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [KioskIdentity.fileName])
        }
    }

    @Test func `a file that holds no key is said to be damaged, and is left as it is`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: KioskIdentity.fileName)
            for text in ["", "rubbish", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"] {
                try text.write(to: file, atomically: true, encoding: .utf8)
                #expect(throws: KioskKeyProblem.damaged(path: file.path)) { try KioskIdentity(in: folder) }
                #expect(try String(contentsOf: file, encoding: .utf8) == text)
            }
        }
        #expect(throws: KioskKeyProblem.self) { try KioskIdentity(in: URL(fileURLWithPath: "/nowhere/at/all")) }
    }

    @Test func `its public half is read again from PEM and from Base64, and nothing else is taken for it`() throws {
        let key = try key(KioskIdentity())
        #expect(try KioskPublicKey(text: key.pem) == key)
        #expect(try KioskPublicKey(text: Data(key.bytes).base64EncodedString()) == key)
        #expect("\(key)".contains(key.idText))
        for text in ["", "x", try MRCPrivateKey().publicKey.pem, MRCPrivateKey().pem, Data(count: 31).base64EncodedString()] {
            #expect(throws: KioskKeyProblem.notAKioskKey) { try KioskPublicKey(text: text) }
        }
    }

    @Test func `nothing describes the private half`() throws {
        let kiosk = KioskIdentity()
        var dumped = ""
        dump(kiosk, to: &dumped)
        for told in ["\(kiosk)", String(reflecting: kiosk), dumped] { #expect(told.contains("hidden")) }
    }

    @Test func `a report that it signed is read by its key and by no other`() throws {
        let (kiosk, other) = (KioskIdentity(), KioskIdentity())
        let summary = HealthSummary(HealthReport(of: soundFacts()))
        #expect(summary.text == "1;amman-1;amman-airport;0.1.0/2026.11.1;healthy;;up=86400,kept=4,waiting=2;2026-11-22")
        let note = summary.signed(by: kiosk)
        #expect(note.hasPrefix("MRCH1:"))
        #expect(try SignedNote.decode(note, from: key(kiosk)) == summary.text)
        #expect(try SignedNote.decode(" \(note.lowercased())\n", from: key(kiosk)) == summary.text)
        #expect(throws: SignedNoteProblem.otherKiosk) { try SignedNote.decode(note, from: key(other)) }
        #expect(summary.signed(by: nil) == "")
    }

    @Test func `a changed letter anywhere is noticed`() throws {
        let kiosk = KioskIdentity()
        let note = Array(HealthSummary(HealthReport(of: soundFacts())).signed(by: kiosk))
        for index in note.indices.dropFirst(6) {
            var changed = note
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(throws: SignedNoteProblem.self, "letter \(index)") { try SignedNote.decode(String(changed), from: key(kiosk)) }
        }
        for text in ["", "MRCH1:", "MRC1:ABCD", "MRCH1:AAAA", String(note.dropLast(3)), "MRCH1:" + String(repeating: "0", count: 300)] {
            #expect(throws: SignedNoteProblem.self) { try SignedNote.decode(text, from: key(kiosk)) }
        }
    }

    @Test func `the worst report with the longest names still fits its symbol`() throws {
        var facts = `The health of a kiosk`.broken()
        facts.kiosk = String(repeating: "Kiosk;König ", count: 40)
        facts.site = String(repeating: "s", count: 400)
        facts.program = String(repeating: "9", count: 60)
        facts.guide?.version = String(repeating: "8", count: 60)
        facts.uptimeSeconds = 99_999_999_999
        facts.ledger.kept = 9_999_999
        facts.ledger.waiting = 9_999_999
        facts.clock.trust = "network"
        let summary = HealthSummary(HealthReport(of: facts))
        #expect(summary.text.utf8.count <= SignedNote.longestText, "\(summary.text.utf8.count)")
        #expect(summary.text.split(separator: ";", omittingEmptySubsequences: false).count == 8)
        #expect(!summary.signed(by: KioskIdentity()).isEmpty)
    }

    // MARK: PIN

    @Test func `what is kept of a PIN knows the PIN and tells it to nobody`() throws {
        let kept = try #require(StaffPIN(hashing: "4711"))
        let again = try #require(StaffPIN(text: kept.text))
        #expect(again.matches("4711"))
        for wrong in ["4712", "", "47110", "471"] { #expect(!again.matches(wrong)) }
        #expect(!kept.text.contains("4711") && "\(kept)" == "StaffPIN(hidden)")
        #expect(try #require(StaffPIN(hashing: "4711")).text != kept.text, "the salt is the same")
        for text in ["", "4711", "scrypt:16384:AAAA", "scrypt:7:AAAAAAAAAAAAAAAA:AAAA", kept.text + ":", "md5" + kept.text.dropFirst(6)] {
            #expect(StaffPIN(text: text) == nil, "\(text)")
        }
        #expect(StaffTools(pin: kept).knows(try #require(PIN("4711"))))
        #expect(!StaffTools().knows(try #require(PIN("4711"))))
    }
}
