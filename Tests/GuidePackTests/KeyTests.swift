import Foundation
import GuidePack
import Testing

@Suite struct `Signing keys` {
    @Test func `are written for their owner alone, and read back`() throws {
        let folder = try Folder()
        let key = SigningKey.generate()
        try key.write(to: folder.url)
        let secret = folder.url.appendingPathComponent("guide.key")
        let attributes = try FileManager.default.attributesOfItem(atPath: secret.path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(try SigningKey(contentsOf: secret).trusted == key.trusted)
        #expect(try TrustedKey(contentsOf: folder.url.appendingPathComponent("guide.pub")) == key.trusted)
    }

    @Test func `are never overwritten`() throws {
        let folder = try Folder()
        try SigningKey.generate().write(to: folder.url)
        #expect(throws: KeyError.exists(folder.url.appendingPathComponent("guide.key").path)) {
            try SigningKey.generate().write(to: folder.url)
        }
    }

    @Test(arguments: ["", "AAAA", "not base64", "-----BEGIN PUBLIC KEY-----"])
    func `that are malformed are refused without being shown`(_ text: String) {
        #expect(throws: KeyError.malformed) { try TrustedKey(text: text) }
        #expect(text.isEmpty || !KeyError.malformed.description.contains(text))
    }
}

@Suite struct `Versions` {
    @Test func `are compared number by number`() throws {
        let sorted = try ["0.9", "1", "1.2", "1.10", "2026.11.1", "2026.12"].map { try #require(Version($0)) }
        #expect(sorted.sorted() == sorted)
        #expect(Version("1.0") == Version("1"))
        #expect(Set([Version("1.0"), Version("1")]).count == 1)
    }

    @Test(arguments: ["", ".", "1.", "1.a", "-1", "1.2.3.4.5", "1 2", "١.٢"])
    func `that are none are refused`(_ text: String) {
        #expect(Version(text) == nil)
    }
}
