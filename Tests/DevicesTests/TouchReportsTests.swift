import Devices
import Testing

@Suite struct TouchReportsTests {
    private let here = Trace.finger(1, 10, 10), there = Trace.finger(1, 12, 10), other = Trace.finger(2, 50, 50)

    @Test func `of reports that only move the same fingers the first and the last one count`() {
        var reports = TouchReports()
        for place in [here, there, here, there] { reports.add(.contacts([place])) }
        #expect(reports.take() == [.contacts([here]), .contacts([there])])
        // In the next turn they are known already.
        for signal in [TouchSignal.contacts([here]), .contacts([there])] { reports.add(signal) }
        #expect(reports.take() == [.contacts([there])])
        #expect(reports.take() == [])
    }

    @Test func `a finger that comes and goes within one turn is still told`() {
        var reports = TouchReports()
        let signals: [TouchSignal] = [
            .contacts([here]), .contacts([]), .contacts([other]), .contacts([other, here]), .interrupted, .contacts([other]),
            .contacts([]),
        ]
        for signal in signals { reports.add(signal) }
        #expect(reports.take() == signals)
    }

    @Test func `a finger that turns out to be a palm is told`() {
        var reports = TouchReports()
        var palm = there
        palm.isPalm = true
        reports.add(.contacts([here]))
        reports.add(.contacts([palm]))
        #expect(reports.take() == [.contacts([here]), .contacts([palm])])
    }

    @Test func `a listener that missed signals can be told the contacts once more`() throws {
        let axes = try TouchAxes(x: 0...100, y: 0...100, panel: .tenInch)
        for reporting in [ContactDecoder.Reporting.slots, .anonymous, .single] {
            var decoder = ContactDecoder(axes: axes, reporting: reporting)
            if decoder.wantsReread { _ = decoder.reread([]) }
            var last: TouchSignal?
            for event: InputEvent in [
                .tracking(3), .x(5), .y(6), .axis(InputCode.x, 5), .axis(InputCode.y, 6), .touch(true), .contactReport, .report,
            ] {
                last = decoder.receive(event) ?? last
            }
            #expect(last != .contacts([]) && decoder.present == last)
        }
    }

    @Test func `a budget is whole again when its window is over`() {
        var budget = EventBudget(most: 3, window: .milliseconds(100))
        for moment in 0..<3 { #expect(budget.take(at: Trace.at(moment)) == true) }
        for moment in [50, 99] { #expect(budget.take(at: Trace.at(moment)) == false) }
        #expect(budget.reopening == Trace.at(100) && budget.overruns == 1)
        #expect(budget.take(at: Trace.at(100)) == true)
        #expect(budget.reopening == Trace.at(200))
    }

    @Test func `a loss of events takes as much room as the events that were lost`() {
        var budget = EventBudget(most: 130, window: .milliseconds(100))
        for moment in [0, 1] { #expect(budget.take(EventBudget.eventsOfLoss, at: Trace.at(moment)) == true) }
        #expect(budget.take(EventBudget.eventsOfLoss, at: Trace.at(2)) == false)
        #expect(budget.take(at: Trace.at(3)) == false)
        #expect(budget.overruns == 1)
        var small = EventBudget(most: 10, window: .milliseconds(100))
        #expect(small.take(EventBudget.eventsOfLoss, at: Trace.at(0)) == false)
        #expect(small.take(at: Trace.at(100)) == true)
    }

    @Test func `a budget never lets more through than its windows hold, however fast events come`() {
        var budget = EventBudget(most: 10, window: .milliseconds(50))
        var taken = 0
        for tick in 0..<10_000 where budget.take(at: MonotonicTime(sinceBoot: .microseconds(tick * 100))) { taken += 1 }
        #expect(taken == 200 && budget.overruns == 20)
    }
}
