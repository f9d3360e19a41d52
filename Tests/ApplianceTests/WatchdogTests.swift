@testable import Appliance
import Devices
import Testing

@Suite struct WatchdogTests {
    private let start = MonotonicTime.boot + .seconds(100)

    private func signs(pictures: UInt64 = 1, due: MonotonicTime? = nil, polls: UInt64, probes: UInt64) -> VitalSigns {
        VitalSigns(pictures: pictures, pictureDueSince: due, inputPolls: polls, ledgerProbes: probes)
    }

    @Test func `a kiosk at which nobody stands is fed without a new picture`() {
        var watchdog = Watchdog()
        for step in 1...5 {
            let verdict = watchdog.judge(signs(polls: UInt64(step), probes: UInt64(step)), at: start + .seconds(step))
            #expect(verdict == .feed)
        }
    }

    @Test func `a picture that is due and does not reach the glass starves it`() {
        var watchdog = Watchdog()
        #expect(watchdog.judge(signs(due: start, polls: 1, probes: 1), at: start + .seconds(9)) == .feed)
        let verdict = watchdog.judge(signs(due: start, polls: 2, probes: 2), at: start + Watchdog.pictureLimit)
        #expect(verdict == .starve("a picture does not reach the glass"))
    }

    @Test func `a loop that asks no device starves it, and one that asks again is fed`() {
        var watchdog = Watchdog()
        #expect(watchdog.judge(signs(polls: 7, probes: 1), at: start) == .feed)
        #expect(watchdog.judge(signs(polls: 7, probes: 2), at: start) == .starve("nobody asks the input devices"))
        #expect(watchdog.judge(signs(polls: 8, probes: 3), at: start) == .feed)
    }

    @Test func `a ledger that does not answer starves it`() {
        var watchdog = Watchdog()
        #expect(watchdog.judge(signs(polls: 1, probes: 3), at: start) == .feed)
        #expect(watchdog.judge(signs(polls: 2, probes: 3), at: start) == .starve("the ledger does not answer"))
    }

    @Test(arguments: [(0, false), (419, false), (420, true), (1_319, true), (1_320, false)])
    func `the screen is lit within its hours`(minute: Int, isLit: Bool) {
        #expect(OpeningHours(from: 420, until: 1_320).contains(minuteOfDay: minute) == isLit)
        #expect(OpeningHours.always.contains(minuteOfDay: minute))
    }

    @Test(arguments: [(1_319, false), (1_320, true), (1_439, true), (0, true), (419, true), (420, false)])
    func `hours may go over midnight`(minute: Int, isLit: Bool) {
        #expect(OpeningHours(from: 1_320, until: 420).contains(minuteOfDay: minute) == isLit)
    }
}
