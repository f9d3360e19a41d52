import Guide
import Intake
import Proofs
import Testing
import Visit

@testable import Scene

@Suite struct `A picture of the one family stands` {
    static let sites = HandbookFixture.siteNames + HandbookFixture.otherSiteNames

    /// Every page in English, with its name.
    private func pages(_ site: String) throws -> [(name: String, content: Content)] {
        let handbook = try HandbookFixture.handbook(site)
        return Gallery(handbook).exhibits(in: .english).map { ($0.name, content(of: $0.model, handbook)) }
    }

    @Test(arguments: sites) func `with every topic, and no two topics share one`(site: String) throws {
        let (guide, icons) = (try HandbookFixture.handbook(site).guide, try HandbookFixture.look.icons)
        for topic in guide.topics { #expect(icons[topic.icon] != nil, "the topic \(topic.slug) lacks \(topic.icon)") }
        let names = guide.topics.map(\.icon)
        #expect(Set(names).count == names.count, "\(names.filter { name in names.count { $0 == name } > 1 })")
    }

    @Test(arguments: sites) func `on every tile and every card, and it is drawn`(site: String) throws {
        let icons = try HandbookFixture.look.icons
        for (name, content) in try pages(site) {
            for control in content.controls where [.tile, .card].contains(control.role) {
                // A language and a country are told by their names: a picture would be a flag.
                if control.id.name.hasPrefix("lang.") || control.id.name.hasPrefix("union.") { continue }
                #expect(control.icon.map { icons[$0] != nil } ?? false, "\(control.id) on \(name) lacks a picture")
            }
        }
    }

    @Test func `with every need and every answer that is no name`() throws {
        let (handbook, icons) = (try HandbookFixture.lobby, try HandbookFixture.look.icons)
        for question in handbook.form.questions where question.optionsFrom == .form {
            for option in question.options {
                #expect(option.icon.map { icons[$0] != nil } ?? false, "\(question.id).\(option.id) lacks a picture")
            }
        }
    }

    @Test func `with every state that a machine or a number can be in`() throws {
        let pages = try pages("kuala-lumpur-lobby")
        for name in ["out-of-order", "safe-to-switch-off", "starting-again", "no-paper", "printing", "slip", "slip-failed", "not-saved", "closed"] + TokenState.allCases.map { "status.\($0.rawValue)" } {
            let content = try #require(pages.first { $0.name == name }?.content)
            let hasPicture = content.items.contains { 
                switch $0 {
                case .picture, .heading(_, icon: .some): true
                default: false
                }
            } || (!name.hasPrefix("status") && content.controls.contains { $0.icon != nil })
            #expect(hasPicture, "\(name) lacks a picture")
        }
    }
}
