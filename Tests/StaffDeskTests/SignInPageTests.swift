import Dispatch
import Hub
import Hummingbird
import HummingbirdTesting
import Testing

@testable import StaffDesk

@Suite struct SignInPageTests {
    @Test func `the right password and code let somebody in, and the log says so`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            #expect(browser.status == .ok && browser.page.contains("Nobody waits"))
            let what = try await fixture.store.audit(limit: 10, before: nil).map(\.entry.what)
            #expect(what.contains("sign-in"))
        }
    }

    @Test(arguments: ["mina", "nobody-here", "' OR 1=1 --", ""])
    func `a wrong password says the same to everybody`(_ id: String) async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = Browser(client)
            try await browser.go("/sign-in")
            try await browser.post("/sign-in", [("id", id), ("password", "not the right one")])
            #expect(browser.status == .unprocessableContent)
            #expect(browser.page.contains("is wrong") && browser.cookies["desk-step"] == nil)
        }
    }

    @Test func `after three failures even the right password waits, and then it counts`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = Browser(client)
            try await browser.go("/sign-in")
            for _ in 0..<4 { try await browser.post("/sign-in", [("id", "mina"), ("password", "wrong wrong wrong")]) }
            try await browser.post("/sign-in", [("id", "mina"), ("password", DeskFixture.password)])
            #expect(browser.status == .unprocessableContent)
            fixture.clock.pass(10)
            try await browser.post("/sign-in", [("id", "mina"), ("password", DeskFixture.password)])
            #expect(browser.status == .ok && browser.page.contains("Six digits"))
        }
    }

    @Test func `a code that was used does not count again`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            _ = try await fixture.signIn("mina", client)
            let thief = Browser(client)
            try await thief.go("/sign-in")
            try await thief.post("/sign-in", [("id", "mina"), ("password", DeskFixture.password)])
            try await thief.post("/sign-in/code", [("code", fixture.code)])
            #expect(thief.status == .unprocessableContent && thief.cookies["desk"] == nil)
        }
    }

    @Test func `the code alone, without the password before it, is worth nothing`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = Browser(client)
            try await browser.go("/sign-in")
            try await browser.post("/sign-in/code", [("code", fixture.code)])
            #expect(browser.cookies["desk"] == nil && browser.page.contains("Password"))
        }
    }

    /// The first sign-in of `newcomer`, up to the page with the authenticator's secret.
    private func beginSetup(_ client: some TestClientProtocol) async throws -> (browser: Browser, secret: [UInt8]) {
        let browser = Browser(client)
        try await browser.go("/sign-in")
        try await browser.post("/sign-in", [("id", "newcomer"), ("password", DeskFixture.password)])
        let typed = try #require(browser.page.firstMatch(of: /class="secret">([A-Z2-7 ]+)</)).1.filter { $0 != " " }
        return (browser, try #require(Base32Reader.bytes(typed)))
    }

    @Test func `the first sign-in connects an authenticator and chooses a password`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.add("newcomer", .counsellor, isSetUp: false)
        try await fixture.open { client in
            let (browser, secret) = try await beginSetup(client)
            #expect(browser.page.contains("<svg") && browser.page.contains("Your new password"))
            let code = TOTP.code(secret: secret, step: TOTP.step(at: fixture.clock.now))
            let good = "lantern seven gulls"
            try await browser.post("/sign-in/setup", [("code", code), ("password", "short"), ("again", "short")])
            #expect(browser.status == .unprocessableContent)
            try await browser.post("/sign-in/setup", [("code", code), ("password", good), ("again", "another one entirely")])
            #expect(browser.status == .unprocessableContent)
            try await browser.post("/sign-in/setup", [("code", code), ("password", good), ("again", good)])
            #expect(browser.page.contains("Nobody waits"))
            #expect(try await fixture.store.member("newcomer")?.sealedTOTPSecret != nil)
            #expect(try PasswordHash(text: #require(await fixture.store.member("newcomer")).passwordHash)?.matches(good) == true)
        }
    }

    @Test func `who knew a password that was replaced since sets nothing up`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.add("newcomer", .counsellor, isSetUp: false)
        try await fixture.open { client in
            let (browser, secret) = try await beginSetup(client)
            let mark = browser.mark
            let olga = try await fixture.signIn("olga", client)
            try await olga.go("/staff/newcomer")
            try await olga.post("/staff/newcomer/reset", [])
            let good = "lantern seven gulls"
            let code = TOTP.code(secret: secret, step: TOTP.step(at: fixture.clock.now))
            try await browser.post("/sign-in/setup", [("code", code), ("password", good), ("again", good)], mark: mark)
            #expect(browser.cookies["desk"] == nil)
            let member = try #require(await fixture.store.member("newcomer"))
            #expect(member.sealedTOTPSecret == nil && PasswordHash(text: member.passwordHash)?.matches(good) == false)
        }
    }

    @Test func `nobody locks themselves out by giving themselves a first password`() async throws {
        let fixture = try await DeskFixture()
        let before = try await fixture.store.member("olga")
        try await fixture.open { client in
            let olga = try await fixture.signIn("olga", client)
            try await olga.go("/staff/olga")
            #expect(!olga.page.contains("Give a new first password"))
            try await olga.post("/staff/olga/reset", [])
            #expect(olga.status == .unprocessableContent && olga.page.contains("Ask another coordinator"))
            #expect(try await fixture.store.member("olga")?.passwordHash == before?.passwordHash)
        }
    }

    @Test(.timeLimit(.minutes(2))) func `whoever fills up the sign-in page keeps nobody from working`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(1, ["pay"])
        let gate = DispatchSemaphore(value: 0)
        let (started, start) = AsyncStream<Void>.makeStream()
        let tries = (0..<SlowWork.mostWaiting).map { _ in
            Task {
                await fixture.desk.doorWork.run {
                    start.yield()
                    gate.wait()
                }
            }
        }
        try await fixture.open { client in
            for await _ in started { break }
            // Somebody who is signed in goes on, with the password at a locked session and with scrypt at a number.
            let token = DeskCookies.newToken()
            let now = fixture.clock.now
            try await fixture.store.begin(
                StaffSession(digest: DeskCookies.digest(token), staff: "mina", began: now, lastSeen: now, isLocked: true))
            let browser = Browser(client, cookies: ["desk": token])
            try await browser.go("/locked")
            try await browser.post("/unlock", [("password", DeskFixture.password)])
            try await browser.go("/open")
            try await browser.post("/open", [("number", code.digits)])
            #expect(browser.status == .ok && browser.page.contains("Case 1"))
        }
        for _ in tries { gate.signal() }
        for each in tries { _ = await each.value }
    }

    @Test func `half an hour without an action locks, and only the password unlocks`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            fixture.clock.pass(1_801)
            try await browser.go("/cases")
            #expect(browser.page.contains("locked itself") && !browser.page.contains("With you"))
            try await browser.post("/unlock", [("password", "not the right one")])
            #expect(browser.status == .unprocessableContent)
            try await browser.post("/unlock", [("password", DeskFixture.password)])
            #expect(browser.status == .ok && browser.page.contains("Nobody waits"))
        }
    }

    @Test func `after half a day somebody signs in again`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            for _ in 0..<30 {
                fixture.clock.pass(1_500)
                try await browser.go("/")
            }
            #expect(browser.page.contains("Sign in"))
        }
    }

    @Test func `a desk that is set to lock and to end sooner does so`() async throws {
        var rules = SignInRules()
        (rules.idle, rules.longest) = (.seconds(300), .seconds(3_600))
        let fixture = try await DeskFixture(signIn: rules)
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            fixture.clock.pass(299)
            try await browser.go("/cases")
            #expect(browser.page.contains("With you"))
            fixture.clock.pass(300)
            try await browser.go("/cases")
            #expect(browser.page.contains("locked itself") && !browser.page.contains("With you"))
            try await browser.post("/unlock", [("password", DeskFixture.password)])
            fixture.clock.pass(3_001)
            try await browser.go("/cases")
            #expect(browser.page.contains("Sign in"))
        }
    }

    @Test func `a cookie that was stolen is worth nothing after its owner signed out`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            let thief = Browser(client, cookies: browser.cookies)
            try await thief.go("/cases")
            #expect(thief.status == .ok && thief.page.contains("With you"))
            try await browser.post("/sign-out", [])
            try await thief.go("/cases")
            #expect(thief.page.contains("Sign in") && !thief.page.contains("With you"))
            let guesser = Browser(client, cookies: ["desk": String(repeating: "0", count: 64)])
            try await guesser.go("/cases")
            #expect(guesser.page.contains("Sign in"))
        }
    }

    @Test func `every answer forbids what is inline, framed, foreign or kept`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("olga", client)
            for path in ["/", "/open", "/cases", "/staff", "/staff/new", "/audit", "/fleet", "/guides", "/no-such-page", "/desk.css", "/scan.js"] {
                try await browser.go(path)
                let policy = browser.headersOfLast[.contentSecurityPolicy] ?? ""
                #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("unsafe") && !policy.contains("http"), "\(path)")
                #expect(browser.headersOfLast[.cacheControl] == "no-store", "\(path)")
                #expect(!browser.page.contains(" style=") && !browser.page.contains(" onclick") && !browser.page.contains("http://"), "\(path)")
            }
            #expect(browser.cookies.count == 1)
        }
    }
}

/// Reads what people type into an authenticator.
enum Base32Reader {
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for letter in text {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }
}
