import Devices
import SimulatedDevices
import Testing

@testable import HubConnection

@Suite(.timeLimit(.minutes(5))) struct RestTests {
    private let rest = Rest()
    private let clock = SimulatedClock()

    @Test func `news that come while nobody rests end the next rest at once, and only that one`() async {
        rest.disturb()
        rest.disturb()
        await rest.rest(until: .seconds(100), by: clock)
        let second = Task { await rest.rest(until: .seconds(100), by: clock) }
        await clock.waitForSleepers(1)
        await clock.advance(by: .seconds(100))
        await second.value
        #expect(clock.now.sinceBoot >= .seconds(100))
    }

    @Test func `news end a rest, and so does the end of the task`() async {
        let rested = Task { await rest.rest(until: .seconds(100), by: clock) }
        await clock.waitForSleepers(1)
        rest.disturb()
        await rested.value
        let other = Rest()
        let cancelled = Task { await other.rest(until: .seconds(100), by: clock) }
        cancelled.cancel()
        await cancelled.value
        #expect(clock.now.sinceBoot == .zero)
    }
}
