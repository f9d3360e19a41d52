import Foundation
import Proofs
import Testing

@Suite struct `Guides by kioskctl` {
    @Test func `the guide that comes with the project has no error`() throws {
        let command = try Command(["guide", "check", "--today", "2026-11-22", "--quiet"])
        #expect(command.status == 0, "\(command.errors.prefix(2_000))")
    }

    @Test func `a sample is refused for release, and every sample says so`() throws {
        let command = try Command(["guide", "check", "--today", "2026-11-22", "--release", "--quiet"])
        #expect(command.status == 1)
        for site in HandbookFixture.siteNames { #expect(command.errors.contains("\(site).toml:")) }
    }

    @Test func `a pack is built, verified, and refused once a byte of it is another`() async throws {
        try await withFolder { folder in
            func run(_ arguments: String...) throws -> Command { try Command(arguments) }
            let keys = folder.appending(path: "keys"), pack = folder.appending(path: "pack")
            try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: true)
            let made = try run("guide", "keygen", keys.path)
            #expect(made.status == 0, "\(made.errors)")
            let secret = keys.appending(path: "guide.key").path, trusted = keys.appending(path: "guide.pub").path
            let built = try run(
                "guide", "build", "--site", "amman-airport", "--key", secret, "--out", pack.path, "--built-on", "2026-11-22")
            #expect(built.status == 0, "\(built.errors)")
            #expect(built.output.contains("a sample"))
            let right = try run("guide", "verify", pack.path, "--key", trusted)
            #expect(right.status == 0, "\(right.errors)")
            let release = try run(
                "guide", "build", "--site", "amman-airport", "--key", secret, "--out", folder.appending(path: "release").path, "--release",
                "--built-on", "2026-11-22")
            #expect(release.status == 1)
            for file in try FileManager.default.contentsOfDirectory(at: pack, includingPropertiesForKeys: nil) {
                let whole = try Data(contentsOf: file)
                var changed = whole
                changed[changed.count / 2] ^= 1
                try changed.write(to: file)
                let wrong = try run("guide", "verify", pack.path, "--key", trusted)
                #expect(wrong.status == 1, "\(file.lastPathComponent) may be altered")
                #expect(!wrong.errors.isEmpty)
                try whole.write(to: file)
            }
        }
    }
}
