import Hub
import SimulatedDevices
import Testing

@Suite struct SignInTests {
    private func hash(_ password: String, seed: UInt64 = 1) throws -> PasswordHash {
        var random = SeededRandom(seed: seed)
        return try #require(PasswordHash(hashing: password, cost: .least, random: &random))
    }

    @Test func `a password is known again from its line, and no other is`() throws {
        let line = try hash("four words that differ").text
        let kept = try #require(PasswordHash(text: line))
        #expect(kept.matches("four words that differ"))
        #expect(!kept.matches("four words that differ "))
        #expect(!kept.matches(""))
        #expect(!line.contains("words"))
        #expect(PasswordHash(text: line)?.text == line)
        #expect("\(kept)" == "PasswordHash(hidden)")
    }

    @Test func `the same password typed on two keyboards is one password`() throws {
        #expect(try hash("caf\u{E9} au lait, bien").matches("cafe\u{301} au lait, bien"))
    }

    @Test(arguments: ["", "scrypt:1:8:1:AA==:AA==", "scrypt:1024:8:1:x:y", "plain:text", "scrypt:1024:8:1:AAAAAAAAAAAAAAAAAAAAAA==:AA=="])
    func `a line that is no hash is refused`(_ line: String) { #expect(PasswordHash(text: line) == nil) }

    @Test func `nobody has the password of nobody`() {
        #expect(!PasswordHash.nobody(cost: .least).matches(""))
        #expect(!PasswordHash.nobody(cost: .least).matches("a long enough password"))
    }

    @Test func `a short password, the own name and four letters over and over are refused`() {
        #expect(PasswordRule.objection(to: "elevenchars", of: "mina") != nil)
        #expect(PasswordRule.objection(to: "mina likes rice", of: "mina") != nil)
        #expect(PasswordRule.objection(to: "abcabcabcabc", of: "mina") != nil)
        #expect(PasswordRule.objection(to: "river stone lamp", of: "mina") == nil)
    }

    /// Source: RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    @Test(arguments: [(59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037")])
    func `the codes are those of the standard`(_ seconds: Int64, _ code: String) {
        let secret = Array("12345678901234567890".utf8)
        #expect(TOTP.code(secret: secret, step: TOTP.step(at: HubTime(seconds: seconds))) == code)
    }

    @Test func `a code is good half a minute to either side, and once`() {
        let secret = Array("12345678901234567890".utf8)
        let now = HubTime(seconds: 1_000_000_000)
        let step = TOTP.step(at: now)
        for offset in Int64(-1)...1 {
            let code = TOTP.code(secret: secret, step: step + offset)
            #expect(TOTP.check(code, secret: secret, at: now, lastStep: 0) == step + offset)
            #expect(TOTP.check(code, secret: secret, at: now, lastStep: step + offset) == nil)
        }
        #expect(TOTP.check(TOTP.code(secret: secret, step: step + 2), secret: secret, at: now, lastStep: 0) == nil)
        #expect(TOTP.check(TOTP.code(secret: secret, step: step - 2), secret: secret, at: now, lastStep: 0) == nil)
        for typed in ["", "12345", "1234567", "12a456", "١٢٣٤٥٦"] {
            #expect(TOTP.check(typed, secret: secret, at: now, lastStep: 0) == nil)
        }
    }

    @Test func `the delay begins after three failures, doubles, and ends at a quarter of an hour`() {
        let (rules, now) = (SignInRules(), HubTime(seconds: 1_000))
        #expect((0...2).allSatisfy { rules.lockedUntil(failures: $0, now: now) == nil })
        let delays = (3...14).compactMap { rules.lockedUntil(failures: $0, now: now) }.map { $0.seconds - now.seconds }
        #expect(delays == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
        #expect(rules.lockedUntil(failures: .max, now: now) == HubTime(seconds: 1_900))
    }

    @Test func `a session locks after half an hour and ends after half a day`() {
        let rules = SignInRules()
        var session = StaffSession(digest: [1], staff: "mina", began: HubTime(seconds: 0), lastSeen: HubTime(seconds: 0))
        #expect(rules.state(of: session, now: HubTime(seconds: 1_799)) == .good)
        #expect(rules.state(of: session, now: HubTime(seconds: 1_800)) == .locked)
        session.lastSeen = HubTime(seconds: 43_199)
        #expect(rules.state(of: session, now: HubTime(seconds: 43_199)) == .good)
        #expect(rules.state(of: session, now: HubTime(seconds: 43_200)) == .over)
        session.isLocked = true
        #expect(rules.state(of: session, now: HubTime(seconds: 1)) == .locked)
    }

    @Test func `a technician opens nothing, and a counsellor keeps nobody`() {
        #expect(!Role.technician.may(.openNumbers) && Role.technician.may(.seeFleet))
        #expect(Role.counsellor.may(.openNumbers) && !Role.counsellor.may(.keepStaff) && !Role.counsellor.may(.readAudit))
        #expect(Role.coordinator.may(.openNumbers) && Role.coordinator.may(.keepStaff))
        #expect(Role.allCases.allSatisfy { role in Deed.allCases.contains { role.may($0) } })
    }

    @Test func `what the hub's key locked for one use does not open for another`() throws {
        let key = try #require(HubKey(bytes: [UInt8](repeating: 7, count: 32)))
        let sealed = try #require(key.seal([1, 2, 3], for: "totp mina"))
        #expect(key.open(sealed, for: "totp mina") == [1, 2, 3])
        #expect(key.open(sealed, for: "totp ravi") == nil)
        #expect(key.open(sealed.dropLast() + [sealed[sealed.count - 1] ^ 1], for: "totp mina") == nil)
        let mark = key.mark([9], for: "form")
        #expect(key.isMark(mark, of: [9], for: "form") && !key.isMark(mark, of: [9], for: "other") && !key.isMark(mark, of: [8], for: "form"))
        #expect(HubKey(bytes: [1, 2]) == nil)
    }
}
