import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `Lists to tick` {
    private func visitor() throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        return visitor
    }

    private func open(_ id: Article.ID, _ ticks: [String] = []) throws -> Visitor {
        var visitor = try visitor()
        visitor.touch(["home.check", "article.\(id)"])
        visitor.touch(ticks.map { "tick.\(id).\($0)" })
        return visitor
    }

    private func texts(_ content: Content) -> [Words] {
        content.items.compactMap { item in
            switch item {
            case .step(_, let words), .lead(let words), .note(let words), .paragraph(let words): words
            default: nil
            }
        }
    }

    @Test func `what is not ticked is what to ask before one signs`() throws {
        var visitor = try open("contract-check", ["job", "pay", "own"])
        visitor.touch("check.result")
        let texts = texts(visitor.content)
        #expect(texts.contains(.text("article.contract-check.ask")))
        #expect(texts.contains(.text("article.contract-check.who")))
        #expect(!texts.contains(.text("article.contract-check.job")))
        #expect(!texts.contains(.text("article.contract-check.full")))
    }

    @Test func `a line that is touched twice is not ticked`() throws {
        let visitor = try open("contract-check", ["job", "pay", "job"])
        #expect(visitor.page == .checklist("contract-check", ["pay"]))
        #expect(visitor.content.controls.filter(\.isSelected).map(\.id) == ["tick.contract-check.pay"])
    }

    @Test func `a contract that answers everything has nothing left to ask or to print`() throws {
        let article = try #require(try HandbookFixture.airport.guide.articles["contract-check"])
        var visitor = try open("contract-check", article.ticks.map(\.id))
        visitor.touch("check.result")
        #expect(texts(visitor.content).first == .text("article.contract-check.full"))
        #expect(!visitor.content.controls.contains { $0.id == "print.list" })
        visitor.happen(.touched(.handout))
        #expect(visitor.page == .result("contract-check", Set(article.ticks.map(\.id))))
    }

    @Test func `each saying that somebody heard is answered, and no other`() throws {
        var visitor = try open("true-offer", ["hurry", "visa"])
        visitor.touch("check.result")
        let texts = texts(visitor.content)
        for block in ["stop", "hurry", "hurry-why", "visa", "visa-why"] {
            #expect(texts.contains(.text("article.true-offer.\(block)")), "\(block)")
        }
        for block in ["clean", "debt", "debt-why"] { #expect(!texts.contains(.text("article.true-offer.\(block)")), "\(block)") }
    }

    @Test func `an offer without a warning sign is not called true`() throws {
        var visitor = try open("true-offer")
        visitor.touch("check.result")
        #expect(texts(visitor.content).first == .text("article.true-offer.clean"))
        #expect(!texts(visitor.content).contains(.text("article.true-offer.hurry-why")))
    }

    @Test func `who heard none of the myths reads what is true of all`() throws {
        let handbook = try HandbookFixture.handbook("kuala-lumpur-lobby")
        var visitor = Visitor(handbook)
        visitor.arrive()
        visitor.touch(["home.check", "article.myths-rights", "check.result"])
        let article = try #require(handbook.guide.articles["myths-rights"])
        for tick in article.ticks {
            visitor.touch("answer.myths-rights.\(tick.id)")
            #expect(texts(visitor.content).contains(.text(article.textID(of: tick))))
            for answer in article.answers(to: tick) { #expect(texts(visitor.content).contains(.text(article.textID(of: answer)))) }
            visitor.touch("nav.back")
        }
        #expect(visitor.page == .result("myths-rights", []))
    }

    @Test func `many answers stand behind their sayings, after what to do, and lead to the end one after another`() throws {
        var visitor = try open("true-offer", ["hurry", "debt", "visa", "secret", "media"])
        visitor.touch("check.result")
        #expect(texts(visitor.content).first == .text("article.true-offer.stop"))
        #expect(texts(visitor.content).contains(.text("article.true-offer.show")))
        #expect(!texts(visitor.content).contains(.text("article.true-offer.visa-why")))
        visitor.touch("answer.true-offer.hurry")
        #expect(texts(visitor.content).contains(.text("article.true-offer.hurry-why")))
        visitor.touch(["nav.next", "nav.next"])
        #expect(texts(visitor.content).contains(.text("article.true-offer.visa-why")))
        visitor.touch(["nav.next", "nav.next", "nav.next"])
        #expect(visitor.page == .afterwards("true-offer"))
        visitor.touch("nav.back")
        #expect(visitor.page == .result("true-offer", ["hurry", "debt", "visa", "secret", "media"]))
    }

    @Test func `the ticks live on the page only and are forgotten on leaving it`() throws {
        var visitor = try open("contract-check", ["job"])
        visitor.touch(["check.result", "nav.back"])
        #expect(visitor.page == .checklist("contract-check", ["job"]))
        visitor.touch(["nav.home", "home.check", "article.contract-check"])
        #expect(visitor.page == .checklist("contract-check", []))
        visitor.touch(["tick.contract-check.job", "check.result", "nav.leave"])
        #expect(visitor.session.isFresh)
        #expect(visitor.model.session.trail.isEmpty)
    }

    @Test func `nothing is asked of the machine for a tick, not even a count`() throws {
        var visitor = try open("true-offer")
        _ = visitor.takeEffects()
        visitor.touch("tick.true-offer.hurry")
        #expect(visitor.takeEffects() == [])
        visitor.touch("check.result")
        #expect(visitor.effects.counters.isEmpty)
    }

    @Test func `a list is called useful at its end, once`() throws {
        var visitor = try open("contract-check")
        visitor.touch(["check.result", "nav.next"])
        _ = visitor.takeEffects()
        visitor.touch("useful.no")
        visitor.happen(.touched(.useful(true)))
        #expect(visitor.effects.counters.map(\.metric) == [.helpfulNo])
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `every list stands on the page of its topic in each of its stages`(site: String) throws {
        let handbook = try HandbookFixture.handbook(site)
        for list in handbook.guide.articles.values where list.isChecklist && (list.profiles.isEmpty || list.profiles.contains(handbook.guide.site.profile)) {
            for stage in list.stages {
                #expect(handbook.guide.topics(of: stage).contains { $0.id == list.topicID }, "\(list.id) in \(stage)")
            }
        }
    }
}

@Suite struct `Papers without a number` {
    private func printing() throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["home.check", "article.contract-check", "tick.contract-check.job", "check.result"])
        _ = visitor.takeEffects()
        return visitor
    }

    @Test func `it takes two touches to print the list, and nothing is sealed or saved`() throws {
        var visitor = try printing()
        visitor.touch("print.list")
        #expect(visitor.effects.allSatisfy { if case .print = $0 { false } else { true } })
        visitor.touch("print.yes")
        guard case .printing(.handout(.left("contract-check", let lines))) = visitor.page else {
            Issue.record("it does not print")
            return
        }
        #expect(!lines.contains("job") && lines.contains("who"))
        #expect(visitor.effects.contains(.print(visitor.model.visit, .handout(.left("contract-check", lines)), .english)))
        #expect(visitor.effects.allSatisfy { if case .save = $0 { false } else { true } })
        #expect(visitor.session.ticket == nil)
    }

    @Test func `who does not want paper after all is back at the list`() throws {
        var visitor = try printing()
        visitor.touch(["print.list", "print.no"])
        #expect(visitor.page == .result("contract-check", ["job"]))
        #expect(visitor.effects.allSatisfy { if case .print = $0 { false } else { true } })
    }

    @Test func `who leaves while it prints stops the printer and leaves nothing behind`() throws {
        var visitor = try printing()
        visitor.touch(["print.list", "print.yes"])
        _ = visitor.takeEffects()
        visitor.press(.leave)
        #expect(visitor.effects.contains(.cancelPrint))
        #expect(visitor.session.isFresh && visitor.page == .neutral)
    }

    @Test func `after a slip that came out the list is there again`() throws {
        var visitor = try printing()
        visitor.touch(["print.list", "print.yes"])
        guard case .printing(let kind) = visitor.page else { return }
        visitor.answer(.printed(kind))
        visitor.touch("slip.came-out")
        #expect(visitor.page == .result("contract-check", ["job"]))
    }

    @Test func `a slip that did not come out can be printed again`() throws {
        var visitor = try printing()
        visitor.touch(["print.list", "print.yes"])
        guard case .printing(let kind) = visitor.page else { return }
        visitor.answer(.couldNotPrint(kind))
        #expect(visitor.page == .slipFailed(kind))
        _ = visitor.takeEffects()
        visitor.touch("slip.print-again")
        #expect(visitor.page == .printing(kind))
        #expect(visitor.effects.contains { if case .void = $0 { true } else { false } } == false)
    }

    @Test func `without paper the page says so and leads back`() throws {
        var visitor = try printing()
        visitor.model.machine.canPrint = false
        visitor.touch(["print.list", "print.yes"])
        #expect(visitor.content.name == "no-paper")
        visitor.touch("paper.go-on")
        #expect(visitor.page == .result("contract-check", ["job"]))
    }

    @Test func `empty lines for hours and pay are printed from the page that tells of them`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["home.check", "article.own-record", "print.hours", "print.yes"])
        #expect(visitor.page == .printing(.handout(.hours)))
    }

    @Test func `what is not printed cannot be asked for`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.touch(["home.check", "article.evidence-fees", "check.result"])
        #expect(!visitor.content.controls.contains { $0.id.name.hasPrefix("print.") })
        visitor.happen(.touched(.handout))
        visitor.happen(.touched(.printHandout))
        #expect(visitor.page == .result("evidence-fees", []))
    }

    @Test func `a paper tells a log nothing of what is on it`() {
        let handout = Handout.left("contract-check", ["pay"])
        #expect(!"\(handout)".contains("pay") && !String(reflecting: handout).contains("pay"))
        var dumped = ""
        dump(SlipKind.handout(handout), to: &dumped)
        #expect(!dumped.contains("pay"))
    }
}
