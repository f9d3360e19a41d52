import Guide
import Intake
import Proofs
import Testing

@testable import Visit

@Suite struct `The tests of the staff page` {
    private func trusted() throws -> Visitor {
        var staff = Visitor(try HandbookFixture.lobby)
        staff.happen(.staffCalled)
        staff.touch(["staff.ask-pin", "staff.digit.4", "staff.digit.7", "staff.digit.1", "staff.digit.1", "staff.enter"])
        staff.answer(.pin(true))
        _ = staff.takeEffects()
        return staff
    }

    @Test func `touch works when all eight targets were hit`() throws {
        var staff = try trusted()
        staff.touch("staff.test.touch")
        #expect(staff.model.showsTouches)
        staff.happen(.felt(Spot(x: 0.9, y: 0.1)))
        for target in 1...7 { staff.touch("staff.hit.\(target)") }
        #expect(staff.page == .staff(.touch(hit: Set(0..<7), felt: Spot(x: 0.9, y: 0.1))))
        staff.touch("staff.hit.8")
        #expect(staff.page == .staff(.tests))
        #expect(staff.model.machine.tests == [.touch: true])
        #expect(staff.effects.contains(.tested(.touch, true)))
    }

    @Test func `touch that does not reach a corner is said to fail`() throws {
        var staff = try trusted()
        staff.touch(["staff.test.touch", "staff.hit.1", "staff.touch-no"])
        #expect(staff.model.machine.tests == [.touch: false])
    }

    /// Through the four crosses, each felt a little beside.
    private func touchCrosses(_ staff: inout Visitor) {
        staff.touch("staff.test.calibration")
        _ = staff.takeEffects()
        for corner in Spot.corners {
            #expect(staff.model.isCalibrating)
            staff.happen(.felt(Spot(x: corner.x + 0.05, y: corner.y - 0.02)))
        }
    }

    @Test func `four crosses make a setting that is on trial until its own cross is touched`() throws {
        var staff = try trusted()
        touchCrosses(&staff)
        let marks = Spot.corners.map { CalibrationMark(shown: $0, felt: Spot(x: $0.x + 0.05, y: $0.y - 0.02)) }
        #expect(staff.effects.contains(.calibrate(staff.model.visit, marks)))
        staff.answer(.calibrated(true))
        #expect(staff.page == .staff(.calibrated(true)))
        _ = staff.takeEffects()
        staff.touch("staff.keep")
        #expect(staff.effects.contains(.keepCalibration))
        #expect(!staff.effects.contains(.dropCalibration))
        #expect(staff.model.machine.tests[.calibration] == true)
    }

    @Test func `a setting that nobody confirms is dropped after twenty seconds`() throws {
        var staff = try trusted()
        touchCrosses(&staff)
        staff.answer(.calibrated(true))
        staff.wait(.seconds(19))
        #expect(!staff.effects.contains(.dropCalibration))
        staff.wait(.seconds(2))
        #expect(staff.effects.contains(.dropCalibration))
        #expect(staff.page == .staff(.tests))
    }

    @Test func `whoever leaves with a setting on trial leaves the one before`() throws {
        for way in [Event.pressed(.leave), .pressed(.back), .pressed(.help), .staffCalled, .stopping(.restart), .touched(.staff(.tests))] {
            var staff = try trusted()
            touchCrosses(&staff)
            staff.answer(.calibrated(true))
            _ = staff.takeEffects()
            staff.happen(way)
            #expect(staff.effects.filter { $0 == .dropCalibration }.count == 1, "\(way)")
        }
    }

    @Test func `a setting that comes when staff have left is dropped at once`() throws {
        var staff = try trusted()
        touchCrosses(&staff)
        let visit = staff.model.visit
        staff.press(.leave)
        _ = staff.takeEffects()
        staff.happen(.answered(visit, .calibrated(true)))
        #expect(staff.effects == [.dropCalibration])
        #expect(staff.page == .neutral)
    }

    @Test func `points that do not fit leave everything as it was`() throws {
        var staff = try trusted()
        touchCrosses(&staff)
        staff.answer(.calibrated(false))
        #expect(staff.page == .staff(.calibrated(false)))
        staff.touch("staff.again")
        #expect(staff.page == .staff(.calibration([])))
        #expect(!staff.effects.contains(.keepCalibration))
    }

    @Test func `the screen shows each pattern, then asks`() throws {
        var staff = try trusted()
        staff.touch("staff.test.screen")
        var seen: [ScreenPattern] = []
        while case .staff(.screen(let pattern)) = staff.page {
            seen.append(pattern)
            staff.touch("staff.next-pattern")
        }
        #expect(seen == ScreenPattern.allCases)
        staff.touch("staff.screen-no")
        #expect(staff.model.machine.tests == [.screen: false])
    }

    @Test func `sound is heard once, and as often as asked for`() throws {
        var staff = try trusted()
        staff.touch("staff.test.sound")
        #expect(staff.effects.filter { $0 == .alert }.count == 1)
        staff.touch("staff.listen")
        #expect(staff.effects.filter { $0 == .alert }.count == 2)
        staff.touch("staff.sound-yes")
        #expect(staff.model.machine.tests == [.sound: true])
    }

    @Test func `a printed test is compared with its picture`() throws {
        var staff = try trusted()
        staff.touch("staff.test.print")
        #expect(staff.effects.contains(.print(staff.model.visit, .test, .english)))
        staff.wait(.seconds(600))
        #expect(staff.page == .staff(.printing(.test)), "a slow printer is waited for")
        staff.answer(.printed(.test))
        #expect(staff.content.items == [.sample])
        staff.touch("staff.print-yes")
        #expect(staff.model.machine.tests == [.print: true])
    }

    @Test func `a printer that cannot print fails its test without being asked`() throws {
        var staff = try trusted()
        staff.happen(.became(.paper(.out, canPrint: false)))
        staff.touch("staff.test.print")
        #expect(staff.model.machine.tests == [.print: false])
        #expect(!staff.effects.contains { if case .print = $0 { true } else { false } })
    }

    @Test func `each button lights up once it is pressed, and does nothing else`() throws {
        var staff = try trusted()
        staff.touch("staff.test.buttons")
        #expect(staff.model.triesButtons && staff.model.triesLamps)
        for name in ["leave", "help", "leave", "no-such-button"] { staff.happen(.tried(button: name)) }
        #expect(staff.page == .staff(.buttons(["leave", "help"])))
        let lit = staff.content.items.filter { if case .light(_, isLit: true) = $0 { true } else { false } }
        #expect(lit.count == 2)
        staff.touch("staff.buttons-yes")
        #expect(staff.model.machine.tests == [.buttons: true])
        #expect(!staff.model.triesButtons)
    }

    @Test func `what came of the tests outlives the staff page`() throws {
        var staff = try trusted()
        staff.touch(["staff.test.buttons", "staff.buttons-no", "staff.finish"])
        #expect(staff.model.machine.tests == [.buttons: false])
    }
}

@Suite struct `A kiosk that cannot serve` {
    private let why = OutOfOrder(code: "G1", whatToDo: "Install the guide.", staffPhone: "06 550 1234")

    @Test func `ends the visit, so that nothing of it stands behind the words`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.arrive()
        visitor.getNumber()
        visitor.happen(.became(.outOfOrder(why)))
        #expect(visitor.session.isFresh)
        #expect(visitor.content.name == "out-of-order")
        visitor.happen(.became(.outOfOrder(nil)))
        #expect(visitor.content.name == "welcome")
    }

    @Test func `does nothing on a touch or a key`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.happen(.became(.outOfOrder(why)))
        for event in [Event.touched(.begin), .pressed(.help), .pressed(.fastSlip), .pressed(.back), .focused("welcome.begin"), .touched(.home)] {
            visitor.happen(event)
            #expect(visitor.page == .welcome, "\(event)")
            #expect(visitor.session.isFresh)
        }
    }

    @Test func `says so in all languages of the site, with the code and whom staff call`() throws {
        let handbook = try HandbookFixture.airport
        var visitor = Visitor(handbook)
        visitor.happen(.became(.outOfOrder(why)))
        for language in handbook.guide.site.languages {
            #expect(visitor.content.items.contains(.lead(.foreign("ui.broken.lead", language))), "\(language)")
        }
        #expect(visitor.content.items.contains(.note(.ui("broken.code", ["code": .digits("G1")]))))
        #expect(visitor.content.items.contains(.note(.ui("broken.phone", ["number": .digits("06 550 1234")]))))
        #expect(visitor.content.items.contains(.note(.name("Install the guide."))))
    }

    @Test func `goes dark like any other, and a touch wakes the words`() throws {
        var visitor = Visitor(try HandbookFixture.airport)
        visitor.happen(.became(.outOfOrder(why)))
        visitor.wait(.seconds(700))
        #expect(visitor.content.kind == .dark)
        #expect(visitor.wakeAt == nil)
        visitor.touch("screen.wake")
        #expect(visitor.content.name == "out-of-order")
    }

    @Test func `opens its staff page all the same`() throws {
        var staff = Visitor(try HandbookFixture.airport)
        staff.happen(.became(.outOfOrder(why)))
        staff.happen(.staffCalled)
        #expect(staff.content.name == "staff")
        staff.press(.help)
        #expect(staff.page == .welcome && staff.content.name == "out-of-order")
    }

    @Test(arguments: Halt.allCases)
    func `says in all languages what may be done when its service ends`(halt: Halt) throws {
        let handbook = try HandbookFixture.airport
        var visitor = Visitor(handbook)
        visitor.arrive()
        visitor.getNumber()
        let visit = visitor.model.visit
        _ = visitor.takeEffects()
        visitor.happen(.stopping(halt))
        #expect(visitor.session.isFresh)
        #expect(visitor.effects.contains(.forget(visit)) && visitor.effects.contains(.cancelPrint))
        #expect(visitor.content.kind == .placard)
        #expect(visitor.content.name == (halt == .powerOff ? "safe-to-switch-off" : "starting-again"))
        #expect(visitor.content.items.count { if case .lead = $0 { true } else { false } } == handbook.guide.site.languages.count)
        for event in [Event.touched(.begin), .pressed(.leave), .staffCalled, .timePassed, .became(.outOfOrder(why))] { visitor.happen(event) }
        #expect(visitor.content.kind == .placard && visitor.content.name != "out-of-order")
        #expect(visitor.wakeAt == nil)
    }
}
