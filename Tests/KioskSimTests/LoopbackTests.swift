import Testing

@testable import kiosk_sim

@Suite struct LoopbackTests {
    private func isLetIn(host: String?, origin: String? = nil) -> Bool {
        do {
            try Loopback.check(host: host, origin: origin)
            return true
        } catch {
            return false
        }
    }

    @Test(arguments: ["localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:65535"])
    func `this machine's names are let in on any port`(host: String) {
        #expect(isLetIn(host: host))
    }

    @Test(arguments: [
        "evil.example", "evil.example:8080", "localhost.evil.example",
        "127.0.0.1.evil.example", "127.0.0.2", "0.0.0.0:8080",
        "localhost:", "localhost:99999", "localhost:80:80", "", ":8080", "localhost:8080@evil.example",
    ])
    func `a name that merely points here is not`(host: String) {
        #expect(!isLetIn(host: host))
    }

    @Test func `a request without a host is not let in`() {
        #expect(!isLetIn(host: nil))
    }

    @Test func `the simulator's own page may ask`() {
        #expect(isLetIn(host: "localhost:8080", origin: "http://localhost:8080"))
    }

    @Test(arguments: [
        "http://evil.example", "null", "http://localhost:9999", "https://localhost:8080", "http://127.0.0.1:8080",
    ])
    func `a page that another server sent may not`(origin: String) {
        #expect(!isLetIn(host: "localhost:8080", origin: origin))
    }

    @Test func `every answer forbids scripts and frames of others`() {
        let headers = Dictionary(
            SecurityHeaders.all.map { ($0.0.rawName.lowercased(), $0.1) }, uniquingKeysWith: { first, _ in first })
        let policy = headers["content-security-policy"] ?? ""
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(headers["cross-origin-resource-policy"] == "same-origin")
        #expect(headers["x-content-type-options"] == "nosniff")
    }
}
