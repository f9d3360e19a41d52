import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `What became of my number` {
    private func visitorAtStatus() throws -> Visitor {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.touch("home.status")
        _ = visitor.takeEffects()
        return visitor
    }

    private let wrong = "000000000000"

    @Test(arguments: TokenState.allCases.filter { $0 != .unknown })
    func `the page says the state and nothing else`(state: TokenState) throws {
        var visitor = try visitorAtStatus()
        let code = Ticket.sample(11).code
        visitor.type(code.digits)
        visitor.touch("status.look")
        #expect(visitor.effects == [.lookUp(visitor.model.visit, code)])
        visitor.answer(.lookedUp(state))
        #expect(visitor.session.entry.outcome == .found(state))
        let shown = visitor.content.items.compactMap { if case .heading(let words, let icon) = $0 { (words, icon) } else { nil } }
        #expect(shown.map(\.0) == [.ui("status.\(state.rawValue)")])
        #expect(shown.allSatisfy { $0.1 != nil })
    }

    @Test func `a mistyped number is explained and asks nothing of the ledger`() throws {
        var visitor = try visitorAtStatus()
        visitor.type(wrong)
        visitor.touch("status.look")
        #expect(visitor.session.entry.outcome == .wrongDigits)
        #expect(visitor.effects.isEmpty)
        #expect(visitor.content.items.contains(.badge(.ui("status.wrong_digits"))))
    }

    @Test func `takes twelve digits and no more, and erases one at a time`() throws {
        var visitor = try visitorAtStatus()
        visitor.type("1234567890123456")
        #expect(visitor.session.entry.digits == "123456789012")
        visitor.touch(["status.erase", "status.erase"])
        #expect(visitor.session.entry.digits == "1234567890")
        visitor.touch("status.look")
        #expect(visitor.session.entry.outcome == nil)
        for _ in 0..<20 { visitor.touch("status.erase") }
        #expect(visitor.session.entry.digits == "")
    }

    @Test func `digits out of range are not digits`() throws {
        var visitor = try visitorAtStatus()
        for digit in [-1, 10, Int.max, Int.min] { visitor.happen(.touched(.digit(digit))) }
        #expect(visitor.session.entry.digits == "")
    }

    @Test func `the next digit after an answer begins a new number`() throws {
        var visitor = try visitorAtStatus()
        visitor.type(wrong)
        visitor.touch("status.look")
        visitor.touch("status.digit.7")
        #expect(visitor.session.entry.digits == "7")
        #expect(visitor.session.entry.outcome == nil)
    }

    @Test func `five wrong numbers slow it down, with a countdown that can be seen`() throws {
        var visitor = try visitorAtStatus()
        for attempt in 1...5 {
            visitor.type(wrong)
            visitor.touch("status.look")
            #expect((visitor.session.entry.waitUntil != nil) == (attempt == 5))
        }
        #expect(visitor.session.entry.secondsLeft == 30)
        #expect(visitor.content.items.contains(.badge(.ui("status.slow_down", ["seconds": .count(30)]))))
        var seen: [Int] = []
        for _ in 0..<30 {
            visitor.wait(.seconds(1))
            seen.append(visitor.session.entry.secondsLeft)
        }
        #expect(seen == Array((0..<30).reversed()))
        #expect(visitor.session.entry.waitUntil == nil)
    }

    @Test func `no number is looked up while it waits, and each further wrong one waits again`() throws {
        var visitor = try visitorAtStatus()
        for _ in 1...5 {
            visitor.type(wrong)
            visitor.touch("status.look")
        }
        visitor.type(Ticket.sample(1).code.digits)
        visitor.touch("status.look")
        #expect(visitor.effects.isEmpty)
        visitor.wait(.seconds(31))
        for _ in 0..<12 { visitor.touch("status.erase") }
        visitor.type(wrong)
        visitor.touch("status.look")
        #expect(visitor.session.entry.waitUntil != nil)
        visitor.wait(.seconds(31))
        visitor.type(Ticket.sample(1).code.digits)
        visitor.touch("status.look")
        #expect(visitor.effects == [.lookUp(visitor.model.visit, Ticket.sample(1).code)])
    }

    @Test func `the countdown goes on while the next number is typed`() throws {
        var visitor = try visitorAtStatus()
        for _ in 1...5 {
            visitor.type(wrong)
            visitor.touch("status.look")
        }
        visitor.touch("status.digit.4")
        #expect(visitor.session.entry.secondsLeft > 25)
        visitor.wait(.seconds(5))
        #expect((20...26).contains(visitor.session.entry.secondsLeft))
    }

    @Test func `leaving the page and coming back does not shorten the wait`() throws {
        var visitor = try visitorAtStatus()
        for _ in 1...5 {
            visitor.type(wrong)
            visitor.touch("status.look")
        }
        visitor.touch(["nav.home", "home.status"])
        #expect(visitor.session.entry.waitUntil != nil)
        #expect(visitor.session.entry.digits == "")
        visitor.type(Ticket.sample(1).code.digits)
        visitor.touch("status.look")
        #expect(visitor.effects.allSatisfy { if case .lookUp = $0 { false } else { true } })
    }

    @Test func `a number that is not known here counts as wrong, one that is known starts anew`() throws {
        var visitor = try visitorAtStatus()
        for answer in [nil, TokenState.unknown] {
            visitor.type(Ticket.sample(1).code.digits)
            visitor.touch("status.look")
            visitor.answer(.lookedUp(answer))
            #expect(visitor.session.entry.outcome == .unknown)
        }
        #expect(visitor.session.entry.wrongTries == 2)
        visitor.type(Ticket.sample(1).code.digits)
        visitor.touch("status.look")
        visitor.answer(.lookedUp(.waiting))
        #expect(visitor.session.entry.wrongTries == 0)
    }

    @Test func `while the ledger is asked only leaving works`() throws {
        var visitor = try visitorAtStatus()
        visitor.type(Ticket.sample(1).code.digits)
        visitor.touch("status.look")
        visitor.happen(.touched(.erase))
        visitor.happen(.touched(.home))
        #expect(visitor.session.entry.digits.count == 12)
        #expect(visitor.page == .status)
        visitor.press(.leave)
        #expect(visitor.page == .neutral)
    }
}
