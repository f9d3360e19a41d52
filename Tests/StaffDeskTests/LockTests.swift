import Hub
import Hummingbird
import HummingbirdTesting
import Testing

@testable import StaffDesk

@Suite struct LockTests {
    @Test func `the right password at a locked page forgets the failures before it`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            fixture.clock.pass(31 * 60)
            try await browser.go("/")
            for _ in 0..<2 { try await browser.post("/unlock", [("password", "wrong wrong wrong")]) }
            #expect(try await fixture.store.member("mina")?.failures == 2)
            try await browser.post("/unlock", [("password", DeskFixture.password)])
            #expect(browser.status == .ok && browser.page.contains("Nobody waits"))
            #expect(try await fixture.store.member("mina")?.failures == 0)
        }
    }

    @Test func `a page that cannot reach the store says so, and when to come again`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            await fixture.store.close()
            try await browser.go("/")
            #expect(browser.status == .serviceUnavailable)
            #expect(browser.page.contains("cannot reach what it keeps"))
            #expect(browser.headersOfLast[.retryAfter] == "30")
        }
    }
}
