import Foundation
import Guide
import GuidePress
import Testing

/// What the publications print wrongly, twice, or for another place or time, each with its name.
@Suite struct `The guide does not fall into a trap of its sources` {
    private static let day = FixtureTree.day

    /// How every number of a service stands on the glass.
    private func showings(_ id: Service.ID) throws -> [Service.Phone.Showing] {
        let service = try #require(RealGuide.service(id)).service
        return service.phones.map { $0.showing(on: Self.day, risk: service.risk) }
    }

    // MARK: Numbers

    @Test func `Hong Kong numbers that table 5 prints without a country are nowhere`() {
        let digits = RealGuide.manuscript.services.flatMap(\.service.phones).flatMap { [$0.number, $0.fromAbroad] }
            .map { $0.filter(\.isNumber) }
        for number in ["67730466", "68942799"] {
            #expect(!digits.contains { $0.hasSuffix(number) })
            let isSaid = RealGuide.manuscript.texts.contains { $0.english.filter(\.isNumber).contains(number) }
            #expect(!isSaid)
        }
    }

    @Test func `1506 has two owners in one report, so no glass shows it`() throws {
        let owners = RealGuide.manuscript.services.filter { $0.service.phones.contains { $0.number == "1506" } }
        #expect(owners.map(\.service.id) == ["th-labour-line"])
        #expect(try showings("th-labour-line") == [.askAtDesk])
    }

    @Test func `1694 is the employment line and nobody else's, as its ministry says`() throws {
        let owners = RealGuide.manuscript.services.filter { $0.service.phones.contains { $0.number == "1694" } }
        #expect(owners.map(\.service.id) == ["th-employment-line"])
        #expect(try #require(RealGuide.service("th-employment-line")).service.phones.allSatisfy { !$0.secondSource.isEmpty })
    }

    @Test func `a short code of one telephone network is not shown to who has another`() throws {
        #expect(try showings("ph-owwa-line") == [.askAtDesk])
    }

    @Test func `numbers that are printed with a misplaced space are not shown`() throws {
        let sheet = try #require(RealGuide.service("mm-dol"))
        #expect(!sheet.isActive)
        #expect(try showings("mm-dol") == [.askAtDesk, .askAtDesk])
    }

    @Test func `no number is made up for a line that the table names without one`() throws {
        let lines = [
            "kh-lscw", "id-halo-tki", "my-tenaganita", "my-mwg", "my-nsi", "my-bar-legal-aid", "ph-poea-line", "th-flep-line",
            "th-map-line", "sg-mom-domestic-line", "sg-mwc", "sg-cde", "sg-fast", "sg-home", "vn-voa-line", "bn-labour-line",
        ]
        for line in lines {
            #expect(try #require(RealGuide.service(line), "\(line)").service.phones.isEmpty, "\(line)")
        }
    }

    @Test func `a number that dials in one country only stands on a glass of another with that country's name`() throws {
        #expect(RealGuide.editions.count == RealGuide.manuscript.sites.count)
        for guide in RealGuide.editions.map(\.guide) {
            for service in guide.services.values where !service.countries.isEmpty && !service.countries.contains(guide.site.country) {
                for phone in service.phones where phone.showing(on: Self.day, risk: service.risk) != .askAtDesk {
                    if !phone.fromAbroad.isEmpty || phone.number.hasPrefix("+") { continue }
                    let name = try #require(guide.text(service.nameID, in: .english)).string
                    let countries = service.countries.compactMap { guide.text("ui.country.\($0)", in: .english)?.string }
                    #expect(countries.contains { name.contains($0) }, "\(phone.number) of “\(name)” is shown at \(guide.site.id)")
                }
            }
        }
    }

    @Test func `a number without a second source is shown nowhere`() {
        for guide in RealGuide.editions.map(\.guide) {
            for service in guide.services.values {
                for phone in service.phones where phone.secondSource.isEmpty {
                    #expect(phone.showing(on: Self.day, risk: service.risk) == .askAtDesk)
                }
            }
        }
    }

    // MARK: What has passed

    @Test(arguments: [
        "Circuit Breaker", "April 2021", "Apr 2021", "RM1,200", "RM 1,200", "1,200 ringgit", "1200 ringgit", "1,900 baht", "1900 baht", "Law 72",
        "Law No. 72",
    ])
    func `schemes, wages and fees that have ended are not told`(_ words: String) {
        #expect(RealGuide.texts(saying: words) == [])
    }

    @Test func `an office that was being replaced is not shown, and one that may have a new name says so`() throws {
        #expect(try #require(RealGuide.service("id-halo-tki")).isActive == false)
        #expect(RealGuide.texts(saying: "BNP2TKI") == [])
        for text in RealGuide.manuscript.texts where text.english.contains("POEA") && "\(text.id)".hasPrefix("article.") {
            #expect(text.english.contains("2020"), "\(text.id) says POEA without the year")
        }
    }

    @Test func `institutions of Myanmar before 2021 are not shown`() {
        for id in ["mm-dol", "mm-complaint-centres", "mm-labour-exchange"] { #expect(RealGuide.service(id)?.isActive == false, "\(id)") }
    }

    // MARK: Unions

    @Test func `forming a union in Malaysia is contested, and the card says who says what`() throws {
        let card = try #require(RealGuide.card("MY"))
        #expect(card.form.answer == .contested && card.form.hasNote)
    }

    @Test func `domestic workers and unions in Malaysia are contested, and the card does not promise them one`() throws {
        #expect(try #require(RealGuide.claim("N002")).confidence == .contested)
        #expect(try #require(RealGuide.card("MY")).join.hasNote)
    }

    @Test func `union law that sources do not tell is unknown, never a guess`() throws {
        for country in ["BN", "MM", "PH", "SG", "VN"] {
            let card = try #require(RealGuide.card(country))
            for question in UnionCard.Question.allCases {
                #expect(card[question].answer == .unknown && card[question].hasNote, "\(country) \(question)")
            }
        }
    }

    @Test func `migrants in Jordan came together in a group and founded no union`() throws {
        #expect(try #require(RealGuide.card("JO")).form.answer == .no)
        #expect(try #require(RealGuide.claim("N003")).confidence == .contested)
        for text in RealGuide.manuscript.texts where "\(text.id)".hasPrefix("article.jo-") {
            let english = text.english.lowercased()
            #expect(!(english.contains("union") && (english.contains("founded") || english.contains("first"))), "\(text.id)")
        }
    }

    @Test func `Jordan's labour law has one number`() throws {
        let instruments = RealGuide.manuscript.claims.filter { $0.countries.contains("JO") }.flatMap(\.legal).map(\.instrument)
        let laws = Set(instruments.filter { $0.hasPrefix("Labour Law") })
        #expect(laws.allSatisfy { $0.contains("8/1996") || !$0.contains("/") }, "\(laws)")
        #expect(!instruments.contains { $0.contains("12/2015") })
        #expect(try #require(RealGuide.card("JO")).law == "Labour Law 8/1996")
    }

    @Test func `ticks of ratification that the copy lost are not filled in from memory`() {
        #expect(RealGuide.texts(saying: "ratified", "ratification") == [])
        #expect(RealGuide.texts(saying: "C29", "C189", "Convention No. 29") == [])
    }

    @Test func `the passport rule is never told without what to do`() throws {
        for id in ["jo-right-passport", "my-right-passport"] {
            let article = try #require(RealGuide.manuscript.articles.first { $0.article.id == id }).article
            #expect(article.blocks.contains { if case .contact = $0.kind { true } else { $0.claimID == nil } }, "\(id) says no next step")
        }
    }

    // MARK: Figures

    @Test(arguments: [
        "283,640", "284,640", "69.9", "43 percent", "43%", "43 per cent", "2.18 million", "1.76 million", "2,578", "2,576", "4,578 workers",
        "table 6", "115 members",
    ])
    func `figures that contradict each other are not quoted`(_ words: String) {
        #expect(RealGuide.texts(saying: words) == [])
    }

    @Test func `a settlement for 10,455 workers and a year of 64 cases are never one sum`() {
        #expect(RealGuide.texts(saying: "10,455") == ["article.my-group-complaint.five"])
        #expect(RealGuide.texts(saying: "64 cases") == [])
    }

    @Test func `the centre in Amman opened in one year, 2018`() {
        let years = RealGuide.manuscript.texts.filter { "\($0.id)".hasPrefix("article.jo-mrc.") && $0.english.contains("opened") }
        #expect(years.map { $0.english.contains("2018") } == [true])
        #expect(!years.contains { $0.english.contains("2019") })
    }

    @Test func `SaverAsia and the ACE platform have no launch year, for each has two`() {
        for id in RealGuide.texts(saying: "SaverAsia", "ACE platform") {
            let english = RealGuide.manuscript.text(TextID(id))?.english ?? ""
            #expect(!["2017", "2018", "2019"].contains(where: english.contains), "\(id)")
        }
    }

    @Test func `four percent of 57 people is two persons, and nobody is told of them`() {
        #expect(RealGuide.texts(saying: "4 %", "4%", "four percent", "two of 57") == [])
    }

    @Test(arguments: ["Balquis", "Than Hoa", "Bli tar", "Chumporn", "Petchaburi", "KSBI", "Salavan "])
    func `one place or union has one spelling`(_ misprint: String) {
        #expect(RealGuide.texts(saying: misprint) == [])
    }

    @Test func `what a forum recommends is never called the law`() {
        let forum = RealGuide.manuscript.texts.filter { $0.english.lowercased().contains("forum") }
        #expect(!forum.isEmpty)
        for text in forum {
            let english = text.english.lowercased()
            #expect(!english.contains("law says") && !english.contains("the forum's law"), "\(text.id)")
        }
    }
}
