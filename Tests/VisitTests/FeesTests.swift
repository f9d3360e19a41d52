import Guide
import Proofs
import Testing

@testable import Visit

@Suite struct `Who pays the fees` {
    private func answer(from home: String, to work: String, site: String = "kuala-lumpur-lobby") throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.handbook(site))
        visitor.arrive()
        visitor.touch(["home.check", "fees.open", "fees.home.\(home)", "fees.work.\(work)"])
        return visitor
    }

    /// The items under one of the four questions.
    private func answers(_ question: String, _ content: Content) -> [Item] {
        let from = content.items.firstIndex(of: .heading(.ui("fees.\(question)"))) ?? content.items.endIndex
        return Array(content.items[from...].dropFirst().prefix { if case .heading = $0 { false } else { true } })
    }

    @Test func `a pair of countries is told what the law of the country of work says`() throws {
        let visitor = try answer(from: "ID", to: "SG")
        #expect(answers("who", visitor.content).contains(.paragraph(.text("fee.sg-who.text"))))
        #expect(answers("receipt", visitor.content).contains(.paragraph(.text("fee.sg-receipt.text"))))
        #expect(answers("complaint", visitor.content).contains(.paragraph(.text("fee.id-complaint.text"))))
        #expect(answers("complaint", visitor.content).contains(.paragraph(.text("fee.sg-complaint.text"))))
    }

    @Test func `the law of a third country is not mixed in`() throws {
        let visitor = try answer(from: "KH", to: "TH")
        for item in visitor.content.items {
            guard case .paragraph(.text(let id, _)) = item else { continue }
            #expect(["all", "kh", "th"].contains { id.name.hasPrefix("fee.\($0)-") }, "\(id)")
        }
    }

    @Test func `where no source says anything the page says so and names the desk`() throws {
        let visitor = try answer(from: "BD", to: "other")
        for question in FeeStatement.Question.allCases {
            #expect(answers(question.rawValue, visitor.content).contains(.note(.ui("fees.unknown"))), "\(question)")
        }
        #expect(visitor.content.items.contains { if case .contact(let card) = $0 { card.name == .text("service.desk.name") } else { false } })
    }

    @Test func `a ceiling past its review is not shown, and the page says that nobody has checked it`() throws {
        var visitor = try answer(from: "ID", to: "SG")
        let claim = try #require(visitor.handbook.guide.claims["F328"])
        for (day, isShown) in [(claim.reviewDue.dayNumber, true), (claim.reviewDue.dayNumber + 1, false)] {
            visitor.model.machine.today = GuideDate(dayNumber: day)
            let ceiling = answers("ceiling", visitor.content)
            #expect(ceiling.contains(.paragraph(.text("fee.sg-ceiling.text"))) == isShown)
            #expect(ceiling.contains(.note(.ui("fees.unknown"))) == !isShown)
        }
    }

    @Test func `what is contested is said to be so`() throws {
        var visitor = try answer(from: "LA", to: "TH")
        visitor.model.machine.today = try #require(visitor.handbook.guide.claims["A074"]).reviewDue
        let who = answers("who", visitor.content)
        let place = try #require(who.firstIndex(of: .paragraph(.text("fee.la-who.text"))))
        #expect(who[place + 1] == .badge(.ui("article.contested")))
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `every statement that is shown has its source and its year under it`(site: String) throws {
        let guide = try HandbookFixture.handbook(site).guide
        for home in guide.feeCountries(.home) {
            for work in guide.feeCountries(.work) {
                var model = Model()
                model.session.language = .english
                model.session.page = .fees(home: home, work: work)
                let content = content(of: model, try HandbookFixture.handbook(site))
                for fee in guide.fees where fee.holds(from: home, to: work) {
                    let claim = try #require(guide.claims[fee.claimID])
                    let source = try #require(guide.sources[claim.sourceID])
                    let line = Words.ui("article.source", ["source": .name(source.title), "as_of": .digits(claim.asOf)])
                    let stands = content.items.contains { if case .note(.list(let all)) = $0 { all.contains(line) } else { false } }
                    #expect(stands, "\(fee.id)")
                }
            }
        }
    }

    @Test func `each choice can be taken back, and going home forgets both`() throws {
        var visitor = try answer(from: "ID", to: "SG")
        visitor.touch("nav.back")
        #expect(visitor.page == .fees(home: "ID", work: nil))
        visitor.touch("nav.back")
        #expect(visitor.page == .fees(home: nil, work: nil))
        visitor.touch("nav.home")
        #expect(visitor.session.trail.isEmpty)
    }

    @Test func `a country that is touched anywhere else changes nothing`() throws {
        var visitor = try answer(from: "ID", to: "SG")
        visitor.happen(.touched(.country("TH")))
        #expect(visitor.page == .fees(home: "ID", work: "SG"))
    }

    @Test func `the topic of fees leads there too`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["home.pre", "topic.fees", "fees.open"])
        #expect(visitor.page == .fees(home: nil, work: nil))
    }
}
