import Foundation
import Guide
import GuidePack
import Testing

@Suite struct `A sound pack` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "kiosk-sounds-\(UUID())")
    private let key = SigningKey.generate()
    private static let khmer = Language("km")

    /// Two words in two languages; what stands in a clip is nothing to a pack.
    private func write(_ texts: [(String, Language)] = [("Back", .english), ("Home", .english), ("ត្រឡប់", khmer)]) throws -> URL {
        let source = folder.appending(path: "source")
        try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
        var writer = SoundPackWriter()
        for language in Set(texts.map(\.1)) {
            var clips: [ClipKey: URL] = [:]
            for (text, own) in texts where own == language {
                let file = source.appending(path: UUID().uuidString)
                try Data("the clip of \(text)".utf8).write(to: file)
                clips[ClipKey(text, language)] = file
            }
            try writer.add(language, language == .english ? .synthetic : .human, clips: clips)
        }
        let pack = folder.appending(path: "pack")
        try writer.write(to: pack, signedWith: key)
        return pack
    }

    private func clean() {
        try? FileManager.default.removeItem(at: folder)  // a leftover in the temporary folder hurts nobody
    }

    @Test func `tells whose voices it has, and gives the clip of a text`() throws {
        defer { clean() }
        let pack = try SoundPack.open(try write(), trust: key.trusted)
        #expect(pack.voices == [.english: .synthetic, Self.khmer: .human])
        #expect(pack.count == 3)
        #expect(pack.clip(of: "Back", in: .english) == Data("the clip of Back".utf8))
        #expect(pack.clip(of: "Back", in: Self.khmer) == nil)
    }

    @Test func `a text that has changed has no clip any more`() throws {
        defer { clean() }
        let pack = try SoundPack.open(try write(), trust: key.trusted)
        #expect(pack.clip(of: "Go back", in: .english) == nil)
        #expect(pack.clip(of: "back", in: .english) == nil)
    }

    @Test func `a clip that somebody has changed is not played, and the others are`() throws {
        defer { clean() }
        let place = try write()
        try Data("something else".utf8).write(to: place.appending(path: ClipKey("Back", .english).path))
        let pack = try SoundPack.open(place, trust: key.trusted)
        #expect(pack.clip(of: "Back", in: .english) == nil)
        #expect(pack.clip(of: "Home", in: .english) != nil)
        try FileManager.default.removeItem(at: place.appending(path: ClipKey("Home", .english).path))
        #expect(pack.clip(of: "Home", in: .english) == nil)
    }

    @Test func `only the publisher's is taken, and only whole`() throws {
        defer { clean() }
        let place = try write()
        let stranger = SigningKey.generate().trusted
        #expect(throws: PackError.signedByStranger(fingerprint: key.trusted.fingerprint)) { try SoundPack.open(place, trust: stranger) }
        let index = place.appending(path: "sounds.txt")
        let text = try String(contentsOf: index, encoding: .utf8)
        try Data(text.replacingOccurrences(of: "synthetic", with: "human").utf8).write(to: index)
        #expect(throws: PackError.altered(part: "sounds.txt")) { try SoundPack.open(place, trust: key.trusted) }
        try FileManager.default.removeItem(at: place.appending(path: "sounds.sig"))
        #expect(throws: PackError.unsigned) { try SoundPack.open(place, trust: key.trusted) }
        try FileManager.default.removeItem(at: index)
        #expect(throws: PackError.missing(part: "sounds.txt")) { try SoundPack.open(place, trust: key.trusted) }
    }

    @Test func `the same clips give the same index`() throws {
        defer { clean() }
        let first = try Data(contentsOf: try write().appending(path: "sounds.txt"))
        try FileManager.default.removeItem(at: folder)
        #expect(try Data(contentsOf: try write().appending(path: "sounds.txt")) == first)
    }
}
