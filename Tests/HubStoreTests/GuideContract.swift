import Hub
import Link
import Testing

/// What every store promises of guides.
@Suite struct GuideContract {
    private func bytes(_ count: Int, _ seed: UInt8) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) &+ seed }
    }

    private func guide(_ version: String, on channel: GuideChannel, site: String = "amman", parts: [PublishedGuide.Part])
        -> PublishedGuide
    {
        PublishedGuide(
            channel: channel, site: site, version: version, manifest: [0, 1, 255], signature: "sig " + version, parts: parts,
            publishedBy: "amina", publishedAt: Samples.now)
    }

    private func part(_ name: String, _ bytes: [UInt8], _ digest: Character) -> PublishedGuide.Part {
        .init(name: name, bytes: bytes.count, digest: String(repeating: digest, count: 64))
    }

    @Test(arguments: StoreKind.here) func `a part is read in any range`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let content = bytes(2 * GuidePieces.size + 100, 7)
        let part = part("guide.sqlite", content, "a")
        try await store.publish(guide("1", on: .all, parts: [part]), parts: ["guide.sqlite": content])
        let edge = GuidePieces.size
        for range in [
            0..<content.count, 0..<1, edge - 1..<edge + 1, edge..<2 * edge, 2 * edge - 3..<content.count, 5..<5, 100..<Int.max,
            content.count..<content.count + 9,
        ] {
            let expected = Array(content[range.clamped(to: 0..<content.count)])
            #expect(try await store.bytes(ofPart: part.digest, range) == expected, "\(range)")
        }
        #expect(try await store.bytes(ofPart: String(repeating: "b", count: 64), 0..<9) == nil)
    }

    @Test(arguments: StoreKind.here) func `a channel without a guide takes that of the next wider one`(kind: StoreKind)
        async throws
    {
        let store = try await kind.open().store
        let small = bytes(10, 1)
        let parts = [part("b", small, "b"), part("a", small, "b")]
        #expect(try await store.guide(on: .test, site: "amman") == nil)
        let wide = guide("1", on: .all, parts: parts)
        try await store.publish(wide, parts: ["a": small, "b": small])
        for channel in GuideChannel.allCases { #expect(try await store.guide(on: channel, site: "amman") == wide) }
        let narrow = guide("2", on: .canary, parts: parts)
        try await store.publish(narrow, parts: [:])
        #expect(try await store.guide(on: .test, site: "amman") == narrow)
        #expect(try await store.guide(on: .canary, site: "amman") == narrow)
        #expect(try await store.guide(on: .all, site: "amman") == wide)
        #expect(try await store.guide(on: .test, site: "zarqa") == nil)
        #expect(Set(try await store.guides()) == [wide, narrow])
    }

    @Test(arguments: StoreKind.here) func `a new guide takes the old one's place, and parts that nobody has any more go`(
        kind: StoreKind
    ) async throws {
        let store = try await kind.open().store
        let (old, new, both) = (bytes(10, 1), bytes(20, 2), bytes(30, 3))
        let first = guide("1", on: .all, parts: [part("x", old, "a"), part("y", both, "c")])
        try await store.publish(first, parts: ["x": old, "y": both])
        let second = guide("2", on: .all, parts: [part("x", new, "b"), part("y", both, "c")])
        try await store.publish(second, parts: ["x": new])
        #expect(try await store.guides() == [second])
        #expect(try await store.bytes(ofPart: String(repeating: "a", count: 64), 0..<99) == nil)
        #expect(try await store.bytes(ofPart: String(repeating: "b", count: 64), 0..<99) == new)
        #expect(try await store.bytes(ofPart: String(repeating: "c", count: 64), 0..<99) == both)
    }

    @Test(arguments: StoreKind.here) func `a guide with a part missing is not published at all`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let (one, two) = (bytes(10, 1), bytes(20, 2))
        let broken = guide("1", on: .all, parts: [part("x", one, "a"), part("y", two, "b")])
        for parts in [["x": one], ["x": one, "y": one]] {
            await #expect(throws: HubStoreError.notFound(doing: "publishing a guide")) {
                try await store.publish(broken, parts: parts)
            }
        }
        #expect(try await store.guides() == [])
        #expect(try await store.bytes(ofPart: String(repeating: "a", count: 64), 0..<9) == nil)
    }

    @Test(arguments: StoreKind.here) func `an empty part is a part`(kind: StoreKind) async throws {
        let store = try await kind.open().store
        let empty = part("empty", [], "e")
        try await store.publish(guide("1", on: .all, parts: [empty]), parts: ["empty": []])
        #expect(try await store.bytes(ofPart: empty.digest, 0..<9) == [])
        #expect(try await store.guide(on: .all, site: "amman")?.parts == [empty])
    }
}
