import Foundation
import Testing

@testable import GuidePack

@Suite struct `A signature does not make nonsense readable` {
    let folder: Folder
    let key = SigningKey.generate()

    init() throws { folder = try Folder() }

    private func publish(_ manifest: Data, guide: Data = Data("no database".utf8)) throws {
        try guide.write(to: folder.url.appendingPathComponent("guide.sqlite"))
        try manifest.write(to: folder.url.appendingPathComponent("manifest.json"))
        let signature = try Signature(fingerprint: key.trusted.fingerprint, bytes: key.signature(of: manifest))
        try Data(signature.line.utf8).write(to: folder.url.appendingPathComponent("manifest.sig"))
    }

    private func manifest(format: Int = Manifest.format, part: String = "guide.sqlite") -> Manifest {
        let bytes = Data("no database".utf8)
        return Manifest(
            format: format, version: "1", builtOn: "2026-11-22", minimumKiosk: "0", site: "x",
            parts: [Manifest.Part(name: part, bytes: bytes.count, sha256: Digest.sha256(of: bytes))])
    }

    private func refusal() -> PackError? {
        do {
            _ = try Pack.open(folder.url, trust: key.trusted, kiosk: .thisKiosk)
            return nil
        } catch { return error }
    }

    @Test func `a guide that is no database`() throws {
        try publish(manifest().encoded())
        #expect(refusal() == .unreadable(part: "guide.sqlite", reason: "SQLite refuses it"))
    }

    @Test func `a manifest that is no manifest, or of a format to come`() throws {
        try publish(Data("{}".utf8))
        #expect(refusal() == .unreadable(part: "manifest.json", reason: "it is no manifest of format 2"))
        try publish(manifest(format: 3).encoded())
        #expect(refusal() == .unreadable(part: "manifest.json", reason: "it has format 3, not 2"))
    }

    @Test(arguments: ["../guide.sqlite", "/etc/passwd", ".hidden"])
    func `a part that lies elsewhere`(_ name: String) throws {
        var manifest = manifest()
        manifest.parts.append(Manifest.Part(name: name, bytes: 1, sha256: ""))
        try publish(manifest.encoded())
        #expect(refusal() == .unreadable(part: "manifest.json", reason: "it names a part that no pack has"))
    }

    @Test func `a manifest without the guide`() throws {
        try publish(manifest(part: "other.sqlite").encoded())
        #expect(refusal() == .missing(part: "guide.sqlite"))
    }
}
