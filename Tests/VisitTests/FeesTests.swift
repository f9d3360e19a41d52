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

    /// What stands on the page of one question, for the same two countries.
    private func answers(_ question: FeeStatement.Question, _ visitor: Visitor) -> [Item] {
        var visitor = visitor
        guard case .feeAnswer(let home, let work, _) = visitor.page else { return [] }
        visitor.model.session.page = .feeAnswer(home: home, work: work, question)
        return visitor.content.items
    }

    @Test func `a pair of countries is told what the law of the country of work says`() throws {
        let visitor = try answer(from: "ID", to: "SG")
        #expect(answers(.who, visitor).contains(.paragraph(.text("fee.sg-who.text"))))
        #expect(answers(.receipt, visitor).contains(.paragraph(.text("fee.sg-receipt.text"))))
        #expect(answers(.complaint, visitor).contains(.paragraph(.text("fee.id-complaint.text"))))
        #expect(answers(.complaint, visitor).contains(.paragraph(.text("fee.sg-complaint.text"))))
    }

    @Test func `the law of a third country is not mixed in`() throws {
        let visitor = try answer(from: "KH", to: "TH")
        for item in FeeStatement.Question.allCases.flatMap({ answers($0, visitor) }) {
            guard case .paragraph(.text(let id, _)) = item else { continue }
            #expect(["all", "kh", "th"].contains { id.name.hasPrefix("fee.\($0)-") }, "\(id)")
        }
    }

    @Test func `where no source says anything the page says so and names the desk`() throws {
        let visitor = try answer(from: "BD", to: "other")
        for question in FeeStatement.Question.allCases {
            #expect(answers(question, visitor).contains(.badge(.ui("fees.unknown"))), "\(question)")
        }
        #expect(answers(.complaint, visitor).contains { if case .contact(let card) = $0 { card.name == .text("service.desk.name") } else { false } })
    }

    @Test func `a ceiling past its review is not shown, and the page says that nobody has checked it`() throws {
        var visitor = try answer(from: "ID", to: "SG")
        let claim = try #require(visitor.handbook.guide.claims["F328"])
        for (day, isShown) in [(claim.reviewDue.dayNumber, true), (claim.reviewDue.dayNumber + 1, false)] {
            visitor.model.machine.today = GuideDate(dayNumber: day)
            let ceiling = answers(.ceiling, visitor)
            #expect(ceiling.contains(.paragraph(.text("fee.sg-ceiling.text"))) == isShown)
            #expect(ceiling.contains(.badge(.ui("fees.unknown"))) == !isShown)
        }
    }

    @Test func `what is contested is said to be so`() throws {
        var visitor = try answer(from: "LA", to: "TH")
        visitor.model.machine.today = try #require(visitor.handbook.guide.claims["A074"]).reviewDue
        let who = answers(.who, visitor)
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
                for fee in guide.fees where fee.holds(from: home, to: work) {
                    model.session.page = .feeAnswer(home: home, work: work, fee.question)
                    let content = content(of: model, try HandbookFixture.handbook(site))
                    guard content.items.contains(.paragraph(.text(fee.textID))) else { continue }
                    let claim = try #require(guide.claims[fee.claimID])
                    let source = try #require(guide.sources[claim.sourceID])
                    let line = Words.ui("article.source", ["source": .name(source.title), "as_of": .digits(claim.asOf)])
                    let stands = content.items.contains { item in
                        switch item {
                        case .note(line): true
                        case .note(.list(let all)): all.contains(line)
                        default: false
                        }
                    }
                    #expect(stands, "\(fee.id)")
                }
            }
        }
    }

    @Test func `each choice can be taken back, and going home forgets both`() throws {
        var visitor = try answer(from: "ID", to: "SG")
        visitor.touch("nav.back")
        #expect(visitor.page == .fees(home: "ID"))
        visitor.touch("nav.back")
        #expect(visitor.page == .fees(home: nil))
        visitor.touch("nav.home")
        #expect(visitor.session.trail.isEmpty)
    }

    @Test func `a country that is touched anywhere else changes nothing`() throws {
        var visitor = try answer(from: "ID", to: "SG")
        visitor.happen(.touched(.country("TH")))
        #expect(visitor.page == .feeAnswer(home: "ID", work: "SG", .who))
    }

    @Test func `the four questions follow each other, and the last leads to a counsellor`() throws {
        var visitor = try answer(from: "ID", to: "SG")
        for question in [FeeStatement.Question.ceiling, .receipt, .complaint] {
            visitor.touch("nav.next")
            #expect(visitor.page == .feeAnswer(home: "ID", work: "SG", question))
        }
        #expect(visitor.content.controls.contains { $0.action == .talk })
        visitor.happen(.touched(.afterwards))
        #expect(visitor.page == .feeAnswer(home: "ID", work: "SG", .complaint))
    }

    @Test func `the topic of fees leads there too`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["home.pre", "topic.fees", "fees.open"])
        #expect(visitor.page == .fees(home: nil))
    }
}
