import Devices
import SimulatedDevices
import Synchronization
import Testing

@Suite struct SimulatedClockTests {
    @Test func `nothing moves until the clock is turned`() async {
        let clock = SimulatedClock()
        #expect(clock.now == .boot)
        await clock.advance(by: .seconds(5))
        #expect(clock.now == .boot + .seconds(5))
        #expect(clock.wall.secondsSince1970 == 1_772_352_005)
    }

    @Test func `sleepers wake at their own moments and in their turn`() async throws {
        let clock = SimulatedClock()
        let diary = Diary()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for second in [3, 1, 2] {
                group.addTask {
                    try await clock.sleep(until: .boot + .seconds(second))
                    diary.note(clock.now)
                }
            }
            await clock.waitForSleepers(3)
            await clock.advance(by: .seconds(10))
            try await group.waitForAll()
        }
        #expect(diary.moments == [.seconds(1), .seconds(2), .seconds(3)])
        #expect(clock.now == .boot + .seconds(10))
    }

    @Test func `something that happens every second happens sixty times in a minute`() async {
        let clock = SimulatedClock()
        let beats = Diary()
        let pulse = Task {
            while !Task.isCancelled {
                try await clock.sleep(until: clock.now + .seconds(1))
                beats.note(clock.now)
            }
        }
        await clock.waitForSleepers(1)
        await clock.advance(by: .seconds(60))
        #expect(beats.moments == (1...60).map { .seconds($0) })
        pulse.cancel()
        await #expect(throws: CancellationError.self) { try await pulse.value }
        #expect(clock.sleepers == 0)
    }

    @Test func `a moment that has passed is not waited for`() async throws {
        let clock = SimulatedClock()
        await clock.advance(by: .seconds(1))
        try await clock.sleep(until: .boot)
    }

    @Test func `a sleeper that is cancelled wakes with an error`() async {
        let clock = SimulatedClock()
        let sleeper = Task { try await clock.sleep(until: .boot + .seconds(100)) }
        await clock.waitForSleepers(1)
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test func `the wall clock can be wrong while limits are kept`() async {
        let clock = SimulatedClock(secondsSince1970: 1_000, trust: .network)
        clock.setWallError(.seconds(-400), trust: .none)
        await clock.advance(by: .seconds(10))
        #expect(clock.wall == WallTime(secondsSince1970: 610, trust: .none))
        #expect(clock.now == .boot + .seconds(10))
    }

    @Test func `a running clock goes by itself and can be turned ahead`() async throws {
        let clock = SimulatedClock.running()
        let before = clock.now
        try await clock.sleep(until: before + .milliseconds(5))
        #expect(clock.now >= before + .milliseconds(5))
        let sleeper = Task { try await clock.sleep(until: before + .seconds(3_600)) }
        await clock.waitForSleepers(1)
        await clock.advance(by: .seconds(3_600))
        try await sleeper.value
        #expect(clock.wall.secondsSince1970 > 1_700_000_000)
    }
}

/// Moments that several tasks write down.
private final class Diary: Sendable {
    private let entries = Mutex<[Duration]>([])

    var moments: [Duration] { entries.withLock { $0 } }

    func note(_ time: MonotonicTime) {
        entries.withLock { $0.append(time.sinceBoot) }
    }
}
