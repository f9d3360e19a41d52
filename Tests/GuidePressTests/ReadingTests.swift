import Foundation
import Guide
import GuidePress
import Testing

@Suite struct `The fixture guide is read as it is written` {
    let manuscript: Manuscript
    let problems: [Problem]

    init() throws { (manuscript, problems) = Manuscript.read(FixtureTree.fixtures) }

    @Test func `there is nothing to report but one stale translation`() {
        #expect(problems.isEmpty, "\(problems)")
        let found = Review(manuscript, today: FixtureTree.day).problems()
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.place == Place(file: "Strings/th.po", line: 22))
    }

    @Test func `the interface keeps its order, notes and marks`() {
        #expect(
            manuscript.texts.prefix(4).map(\.id) == ["ui.nav.back", "ui.nav.help", "ui.nav.page_of", "ui.q.optional"])
        #expect(
            manuscript.text("ui.nav.help")
                == SourceText(
                    "ui.nav.help", "Help now", note: "Opens numbers and places.", isButton: true, isSafety: true,
                    at: Place(file: "Strings/en.toml", line: 4)))
        #expect(manuscript.text("ui.q.soon.no_hurry")?.place.line == 13)
    }

    @Test func `an article has its blocks with their claims and lines`() throws {
        let sheet = try #require(manuscript.articles.first { $0.article.id == "right-passport" })
        #expect(sheet.article.topicID == "T03")
        #expect(sheet.article.stages == [.arr, .work])
        #expect(sheet.article.countries == ["JO"])
        #expect(sheet.article.risk == .safety)
        #expect(sheet.featured == ["first-three-rights"])
        #expect(
            sheet.article.blocks == [
                Article.Block(id: "yours", kind: .paragraph, claimID: "F019"),
                Article.Block(id: "photo", kind: .step(1)),
                Article.Block(id: "keep", kind: .step(2)),
                Article.Block(id: "sign", kind: .warning),
                Article.Block(id: "contact", kind: .contact("desk")),
            ])
        #expect(sheet.blockPlaces["photo"]?.line == 16)
        #expect(manuscript.text("article.right-passport.photo")?.english == "Take a photo of every page today.")
        #expect(manuscript.text("article.right-passport.contact") == nil)
        #expect(manuscript.text("article.right-passport.sign")?.isSafety == true)
    }

    @Test func `a claim has its law, and a review day from its check where none is written`() throws {
        let first = try #require(manuscript.claims.first { $0.id == "F019" })
        #expect(first.legal.map(\.article) == ["77(B)", "23(B)"])
        #expect(first.place == Place(file: "Guide/claims.toml", line: 2))
        let second = try #require(manuscript.claims.first { $0.id == "F020" })
        #expect(second.reviewDue == GuideDate("2026-11-30"), "sixty days, for it concerns safety")
    }

    @Test func `the directory is put together from its tables`() throws {
        let sheet = try #require(manuscript.services.first { $0.service.id == "thai-line" })
        let service = sheet.service
        #expect(service.kind == .labour)
        #expect(service.countries == ["TH"])
        #expect(service.risk == .safety)
        #expect(service.languages.map(\.tag) == ["th", "my"])
        #expect(service.hours == [Service.Hours(weekdays: [1, 2, 3, 4, 5], opens: "08:30", closes: "16:30")])
        #expect(service.tellsEmployer == .caseByCase)
        #expect(service.tellsPolice == .unknown)
        let phone = try #require(service.phones.first)
        #expect(phone.number == "1506")
        #expect(phone.fromAbroad == "+66 2 000 1506")
        #expect(phone.isFree)
        #expect(phone.assuredOn == GuideDate("2026-10-01"))
        #expect(manuscript.text("service.desk.description")?.english == "People who listen, and call someone for you.")
        #expect(manuscript.services.first { $0.service.id == "old-line" }?.isActive == false)
    }

    @Test func `unions, signs, notices, sites and the form are read`() throws {
        let jordan = try #require(manuscript.unions.first { $0.country == "JO" })
        #expect(jordan.form == UnionCard.Cell(answer: .contested, article: "108", hasNote: true))
        #expect(manuscript.signs.map(\.sign) == [Sign(id: "documents", number: 7)])
        #expect(manuscript.notices.first?.kind == .officeClosed)
        #expect(manuscript.sentences.map(\.value) == [NoticeSentence(id: "away", kind: .officeClosed)])
        #expect(manuscript.text("notice.away.text")?.english == "The counsellors are away.")
        let lobby = try #require(manuscript.sites.first { $0.site.id == "lobby" })
        #expect(lobby.site.minutesAheadOfUTC == 180, "from the time zone")
        #expect(lobby.site.hours == [Service.Hours(weekdays: [1, 7], opens: "09:00", closes: "16:00")])
        #expect(lobby.site.isSample)
        let soon = try #require(manuscript.form?.value["soon"])
        #expect(soon.options.map(\.id.rawValue) == ["today", "no-hurry"])
        #expect(soon.options.first?.urgency == .red)
    }

    @Test func `a translation knows what is reviewed, a draft, stale and missing`() throws {
        let thai = try #require(manuscript.translations[Language("th")])
        func state(_ id: TextID) throws -> Translation.State { thai.state(of: try #require(manuscript.text(id))) }
        #expect(try state("ui.nav.back") == .reviewed("กลับ"))
        #expect(try state("ui.nav.help") == .draft("ขอความช่วยเหลือ"))
        #expect(try state("ui.q.soon.title") == .stale)
        #expect(try state("ui.q.optional") == .missing)
        let coverage = try #require(Review(manuscript).coverage.first { $0.language == Language("th") })
        #expect((coverage.reviewed, coverage.draft, coverage.stale) == (1, 5, 1))
        #expect(coverage.reviewed + coverage.draft + coverage.stale + coverage.missing == coverage.texts)
    }
}
