import Testing

@testable import Guide

@Suite struct `Packed texts` {
    /// What an allocator may round up to. Source: `malloc_usable_size`; large pieces are whole pages.
    static let page = 4_096

    private func packed(_ number: Int) throws -> PackedTexts {
        var packing = CatalogPacking()
        for index in 0..<number { packing.add("text \(index)".utf8, isDraft: false, as: TextID("t.\(index)"), in: .english) }
        return try #require(packing.packed(.english))
    }

    @Test func `keep no room to grow into`() throws {
        // Just past a power of two, where an array that grew has twice the room that it needs.
        let texts = try packed(16_500)
        #expect(texts.bytes.capacity - texts.bytes.count < Self.page)
        #expect((texts.places.capacity - texts.places.count) * MemoryLayout<PackedTexts.Place>.stride < Self.page)
        #expect(texts[TextID("t.16499")] == Text("text 16499"))
    }
}
