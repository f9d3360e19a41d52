import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `The staff page` {
    private let pin = PIN("4711") ?? PIN()

    /// At the tests of the staff page, with the right PIN.
    private func trusted() throws -> Visitor {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch("staff.ask-pin")
        type(pin, &staff)
        staff.answer(.pin(true))
        _ = staff.takeEffects()
        return staff
    }

    private func type(_ pin: PIN, _ staff: inout Visitor) {
        for digit in pin.digits { staff.touch("staff.digit.\(digit)") }
        staff.touch("staff.enter")
    }

    // MARK: A visit

    @Test func `opens only after the visit has ended, and shows nothing of it`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive(in: "id")
        visitor.getNumber()
        let visit = visitor.model.visit
        _ = visitor.takeEffects()
        visitor.happen(.staffCalled)
        #expect(visitor.page == .staff(.report))
        #expect(visitor.model.visit != visit)
        #expect(visitor.effects.contains(.forget(visit)))
        #expect(visitor.effects.contains(.cancelPrint))
        #expect(visitor.session.ticket == nil)
        #expect(visitor.session.trail.isEmpty)
        #expect(visitor.session.language == .english)
        #expect(visitor.content.name == "staff")
        visitor.touch("staff.finish")
        #expect(visitor.page == .welcome)
        #expect(visitor.session.isFresh)
    }

    @Test func `a number that comes while staff are there is taken back`() throws {
        var visitor = Visitor(try HandbookFixture.lobby)
        visitor.arrive()
        visitor.skipAllQuestions()
        let visit = visitor.model.visit
        visitor.happen(.staffCalled)
        _ = visitor.takeEffects()
        visitor.happen(.answered(visit, .saved(.sample(4))))
        #expect(visitor.effects == [.void(Ticket.sample(4).lookup)])
        #expect(visitor.page == .staff(.report))
        #expect(visitor.session.ticket == nil)
    }

    @Test func `nothing that staff do is counted`() throws {
        var staff = try trusted()
        staff.touch("staff.test.print")
        staff.answer(.couldNotPrint(.test))
        staff.touch("staff.test.print")
        staff.answer(.printed(.test))
        staff.touch("staff.print-yes")
        staff.press(.leave)
        #expect(staff.effects.counters.isEmpty)
        #expect(staff.page == .neutral)
    }

    @Test func `no touch of a visitor does what only staff may do`() throws {
        let actions: [StaffAction] = [
            .finish, .report, .languages, .askPIN, .digit(1), .erase, .enter, .tests, .test(.calibration), .hit(0), .nextPattern, .printReport,
            .worked(.touch, true), .keep,
        ]
        for action in actions {
            var visitor = Visitor(try HandbookFixture.lobby)
            visitor.arrive()
            let before = visitor.session.page
            _ = visitor.takeEffects()
            visitor.happen(.touched(.staff(action)))
            #expect(visitor.page == before, "\(action)")
            #expect(visitor.effects.isEmpty)
        }
    }

    @Test func `no page of a visitor can be opened from it`() throws {
        for action in [Action.home, .numbers, .talk, .status, .settings, .languages, .begin, .printNumbers, .article("jo-payday")] {
            var staff = try trusted()
            staff.happen(.touched(action))
            #expect(staff.page == .staff(.tests), "\(action)")
        }
    }

    @Test func `the keys for leaving and for help work as ever`() throws {
        var staff = try trusted()
        staff.press(.leave)
        #expect(staff.page == .neutral && staff.session.isFresh)
        staff = try trusted()
        staff.press(.help)
        #expect(staff.page == .help(.safe))
        #expect(staff.session.staff == nil)
    }

    @Test func `closes when nobody touches it, and when it is called once more`() throws {
        var staff = try trusted()
        staff.wait(.seconds(119))
        #expect(staff.page == .staff(.tests))
        staff.wait(.seconds(2))
        #expect(staff.page == .welcome && staff.session.isFresh)
        staff.happen(.staffCalled)
        staff.happen(.staffCalled)
        #expect(staff.page == .welcome && staff.session.isFresh)
    }

    @Test func `is read in any language of the site and in English`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch(["staff.languages", "lang.km"])
        #expect(staff.page == .staff(.report))
        #expect(staff.session.language == Language("km"))
        #expect(staff.effects.counters.isEmpty)
    }

    @Test func `says what the machine says of itself`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        #expect(staff.content.title == .ui("staff.title"))
        staff.happen(.became(.report(Gallery.sampleReport(.degraded))))
        #expect(staff.content.title == .ui("staff.degraded"))
        #expect(staff.content.items.contains(.badge(.list([.name("P2 There is no paper."), .name("Put in a new roll.")]))))
    }

    // MARK: PIN

    @Test func `without a PIN it can only be read`() throws {
        let lobby = try HandbookFixture.lobby
        var staff = Visitor(Handbook(guide: lobby.guide, form: lobby.form))
        staff.happen(.staffCalled)
        #expect(staff.content.controls.map(\.id) == ["staff.group", "staff.finish", "staff.languages"])
        #expect(staff.content.items.contains(.note(.ui("staff.no_pin"))))
        for action in [StaffAction.askPIN, .tests, .test(.print)] { staff.happen(.touched(.staff(action))) }
        #expect(staff.page == .staff(.report))
    }

    @Test func `before the PIN nothing can be tried`() throws {
        for action in [StaffAction.tests, .test(.touch), .test(.print), .printReport, .worked(.print, true), .keep] {
            var staff = Visitor(try HandbookFixture.lobby)
            staff.happen(.staffCalled)
            staff.touch("staff.ask-pin")
            _ = staff.takeEffects()
            staff.happen(.touched(.staff(action)))
            #expect(staff.page == .staff(.pin), "\(action)")
            #expect(staff.effects.isEmpty)
        }
    }

    @Test func `the PIN is asked about once and is nowhere afterwards`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch("staff.ask-pin")
        _ = staff.takeEffects()
        type(pin, &staff)
        #expect(staff.effects == [.keepTries(1), .checkPIN(staff.model.visit, pin)])
        #expect(staff.session.staff?.pin == PIN())
        for told in ["\(staff.model)", String(reflecting: staff.effects), "\(pin)"] { #expect(!told.contains("4711")) }
        staff.touch("staff.enter")
        #expect(staff.effects.count == 2, "asked twice")
        staff.answer(.pin(true))
        #expect(staff.effects.contains(.keepTries(0)))
        #expect(staff.page == .staff(.tests))
    }

    @Test func `a PIN has four to eight digits`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch(["staff.ask-pin", "staff.digit.1", "staff.digit.2", "staff.digit.3"])
        _ = staff.takeEffects()
        staff.touch("staff.enter")
        #expect(staff.effects.isEmpty)
        for _ in 0..<12 { staff.touch("staff.digit.9") }
        #expect(staff.session.staff?.pin.digits == "12399999")
        staff.touch("staff.erase")
        #expect(staff.session.staff?.pin.digits == "1239999")
        #expect(PIN("123") == nil && PIN("123456789") == nil && PIN("12a4") == nil && PIN("١٢٣٤") == nil)
    }

    /// Tries a wrong PIN as soon as one may; tells how long that took.
    private func tryWrong(_ staff: inout Visitor) -> Duration {
        let start = staff.now
        while staff.model.machine.staffLock.waitUntil != nil {
            staff.wait(.seconds(20))
            if staff.page != .staff(.pin) {
                staff.happen(.staffCalled)
                staff.touch("staff.ask-pin")
            } else {
                staff.touch("staff.erase")
            }
        }
        let waited = staff.now - start
        type(pin, &staff)
        staff.answer(.pin(false))
        return waited
    }

    @Test func `after three wrong PINs each try waits twice as long, at most an hour`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch("staff.ask-pin")
        let waits = (0..<13).map { _ in tryWrong(&staff).components.seconds }
        #expect(waits[..<3] == [0, 0, 0])
        #expect((30...60).contains(waits[3]) && (60...90).contains(waits[4]) && (120...150).contains(waits[5]))
        #expect(waits.max() ?? 0 <= 3_630)
        #expect((3_600...3_630).contains(waits[12]))
    }

    @Test func `the wait is counted down where it can be seen, and no PIN is looked at meanwhile`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch("staff.ask-pin")
        for _ in 0..<3 { _ = tryWrong(&staff) }
        #expect(staff.content.crumb == .ui("status.slow_down", ["seconds": .count(30)]))
        _ = staff.takeEffects()
        type(pin, &staff)
        #expect(staff.effects.isEmpty)
        let shown = staff.model.machine.staffLock.secondsLeft
        staff.wait(.seconds(10))
        #expect(staff.model.machine.staffLock.secondsLeft < shown - 8)
    }

    @Test func `leaving and coming back shortens no wait, and a try that nobody waits for counts`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        for _ in 0..<3 {
            staff.happen(.staffCalled)
            staff.touch("staff.ask-pin")
            type(pin, &staff)
            staff.touch("staff.report")
            staff.touch("staff.finish")
        }
        #expect(staff.model.machine.staffLock.tries == 3)
        staff.happen(.staffCalled)
        staff.touch("staff.ask-pin")
        _ = staff.takeEffects()
        type(pin, &staff)
        #expect(staff.effects.isEmpty)
        #expect(staff.model.machine.staffLock.waitUntil != nil)
    }

    @Test(arguments: [(2, 0), (3, 30), (5, 120), (99, 3_600)])
    func `a restart after wrong PINs begins with the wait of the last one`(tries: Int, seconds: Int) throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.model.machine.staffLock = StaffLock(afterTries: tries, at: staff.now)
        staff.happen(.staffCalled)
        staff.touch("staff.ask-pin")
        #expect((seconds - 1...seconds).contains(staff.model.machine.staffLock.secondsLeft))
        _ = staff.takeEffects()
        type(pin, &staff)
        #expect(staff.effects.isEmpty == (seconds > 0))
    }

    @Test func `an answer for staff who left opens nothing for those who come`() throws {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch("staff.ask-pin")
        type(pin, &staff)
        let visit = staff.model.visit
        staff.happen(.staffCalled)
        staff.happen(.staffCalled)
        staff.happen(.answered(visit, .pin(true)))
        #expect(staff.page == .staff(.report))
        #expect(staff.session.staff?.isTrusted == false)
        #expect(staff.model.machine.staffLock.tries == 1)
    }
}
