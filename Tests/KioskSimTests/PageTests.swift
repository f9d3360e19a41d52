import Foundation
import Testing

@testable import kiosk_sim

@Suite struct PageTests {
    private func text(_ path: String) throws -> String {
        String(decoding: try #require(PageFile.all.first { $0.path == path }).bytes, as: UTF8.self)
    }

    @Test func `the page asks nobody but the simulator for anything`() throws {
        for file in PageFile.all {
            let text = try text(file.path).replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
            #expect(!text.contains("http:") && !text.contains("https:") && !text.contains("url(//"), "\(file.path)")
        }
    }

    @Test func `the page has nothing inline that its policy would refuse`() throws {
        let page = try text("/")
        #expect(!page.contains(" style="))
        #expect(!page.contains("<style"))
        #expect(!page.contains(" onclick") && !page.contains("javascript:"))
        #expect(page.components(separatedBy: "<script").count == 2)
        #expect(page.contains(#"<script src="/kiosk.js" defer></script>"#))
    }

    @Test func `every key on the page is one that a kiosk can have`() throws {
        let names = Set(ButtonNames.all.map(\.name))
        let used = try text("/").matches(of: #/data-button="([^"]+)"/#).map { String($0.1) }
        #expect(used.count >= 11)
        #expect(used.allSatisfy(names.contains))
    }

    @Test func `every thing that the script looks for is on the page`() throws {
        let page = try text("/")
        let ids = Set(try text("/kiosk.js").matches(of: #/by\("([a-z-]+)"\)/#).map { String($0.1) })
        #expect(ids.count > 15)
        for id in ids { #expect(page.contains(#"id="\#(id)""#), "\(id)") }
    }

    @Test func `keys are named with hyphens`() {
        let names = ButtonNames.all.map(\.name)
        #expect(names.contains("fast-slip") && names.contains("volume-up") && names.contains("leave"))
    }
}
