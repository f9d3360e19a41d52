import Foundation
import Guide
import GuidePack
import Hub
import Testing

@testable import StaffDesk

@Suite struct GuideShelfTests {
    @Test func `what is tried out on the channel for tests sends nobody anywhere`() async throws {
        let fixture = try await DeskFixture()
        let (shelf, store) = (fixture.desk.shelf, fixture.store)
        try await fixture.publish("2026.12.1", on: .test, place: "Nowhere yet")
        await shelf.lookAgain()
        var book = try #require(await shelf.book(of: "amman", store, now: fixture.clock.now))
        #expect(book.version == Version("2026.11.1") && book.word("service.legal.name", in: .english).hasPrefix("Legal"))
        #expect(try await shelf.booksInUse(store, now: fixture.clock.now).count == 1)
        // Where the first guide of a site is still tried out there is no directory at all.
        let fresh = GuideShelf(
            folder: fixture.folder.appendingPathComponent("fresh"), trust: [fixture.guideKey.trusted], work: SlowWork())
        try await fixture.publish("2026.12.2", on: .all, place: "Legal help")
        book = try #require(await fresh.book(of: "amman", store, now: fixture.clock.now))
        #expect(book.word("service.legal.name", in: .english) == "Legal help")
    }

    @Test func `who looks while another looks waits for what is found`() async throws {
        let fixture = try await DeskFixture()
        let shelf = GuideShelf(
            folder: fixture.folder.appendingPathComponent("side-by-side"), trust: [fixture.guideKey.trusted], work: SlowWork())
        let found = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await shelf.forms(fixture.store, now: fixture.clock.now).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found == [Int](repeating: 1, count: 8))
    }
}
