import Devices
import Foundation
import Glibc
import LinuxDevices
import Synchronization
import Testing

/// Something that belongs to a loop and writes down what happens to it.
private actor Listener {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private(set) var heard: [String] = []
    private var watches: [Watch] = []
    let (news, told) = AsyncStream.makeStream(of: String.self)

    init(_ loop: EventLoop) { self.loop = loop }

    func listen(to descriptor: Int32) throws {
        watches.append(
            try loop.watch(descriptor, for: .readable) { [self] ready in
                assumeIsolated { $0.read(descriptor, ready) }
            })
    }

    func wait(_ span: Duration, _ name: String) {
        watches.append(loop.after(span) { [self] in assumeIsolated { $0.hear(name) } })
    }

    /// All of them from the same moment.
    func wait(for timers: KeyValuePairs<Int, String>) {
        let now = loop.now
        for (milliseconds, name) in timers {
            watches.append(loop.at(now + .milliseconds(milliseconds)) { [self] in assumeIsolated { $0.hear(name) } })
        }
    }

    func stopListening() {
        for watch in watches { watch.cancel() }
        watches = []
    }

    func note(_ word: String) { hear(word) }

    private func hear(_ word: String) {
        heard.append(word)
        told.yield(word)
    }

    private func read(_ descriptor: Int32, _ ready: Readiness) {
        var letter: UInt8 = 0
        guard Glibc.read(descriptor, &letter, 1) == 1 else {
            stopListening()
            return hear("closed")
        }
        hear(String(UnicodeScalar(letter)))
    }

    /// Waits for the next words, so many of them.
    nonisolated func next(_ count: Int) async -> [String] {
        var words: [String] = []
        guard count > 0 else { return words }
        for await word in news {
            words.append(word)
            if words.count == count { break }
        }
        return words
    }
}

@Suite struct EventLoopTests {
    @Test func `a descriptor that can be read is told on the loop`() async throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let listener = Listener(loop)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        try await listener.listen(to: ends[0])
        #expect(write(ends[1], "ab", 2) == 2)
        #expect(await listener.next(2) == ["a", "b"])
        close(ends[1])
        #expect(await listener.next(1) == ["closed"])
    }

    @Test func `timers come in the order of their moments, whatever the order of asking`() async throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let listener = Listener(loop)
        await listener.wait(for: [30: "third", 20: "second", 0: "first", 31: "fourth"])
        #expect(await listener.next(4) == ["first", "second", "third", "fourth"])
    }

    @Test func `what was cancelled never comes`() async throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let listener = Listener(loop)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        try await listener.listen(to: ends[0])
        await listener.wait(.milliseconds(1), "timer")
        await listener.stopListening()
        #expect(write(ends[1], "a", 1) == 1)
        await listener.wait(.milliseconds(40), "end")
        #expect(await listener.next(1) == ["end"])
        #expect(await listener.heard == ["end"])
    }

    @Test func `two of its actors and its timers share one thread`() async throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let (one, other) = (Listener(loop), Listener(loop))
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<1_000 {
                group.addTask { await (number.isMultiple(of: 2) ? one : other).note("\(number)") }
            }
        }
        #expect(await one.heard.count == 500)
        #expect(await other.heard.count == 500)
        #expect(loop.rounds > 0)
    }

    @Test func `a sleeper wakes when its moment has come, and at once when it is cancelled`() async throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let clock = LinuxClock(loop: loop)
        let moment = clock.now + .milliseconds(20)
        try await clock.sleep(until: moment)
        #expect(clock.now >= moment)
        let sleeper = Task { try await clock.sleep(until: clock.now + .seconds(3_600)) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test func `a clock before this kiosk was made is not believed`() throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        #expect(LinuxClock(loop: loop, earliest: .max).wall.trust == .none)
        let clock = LinuxClock(loop: loop, earliest: 0)
        #expect(clock.wall.trust != .none)
        clock.trust(.hub)
        #expect(clock.wall.trust == .hub)
    }

    @Test func `the hub's time counts as long as no time server says otherwise`() throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let flag = FileManager.default.temporaryDirectory.appending(path: "synchronised-\(UUID())")
        // Left behind only where the test ends early.
        defer { try? FileManager.default.removeItem(at: flag) }
        let clock = LinuxClock(loop: loop, earliest: 1, synchronisedFlag: flag.path)
        #expect(clock.wall.trust == .low)
        let fast = clock.wall.secondsSince1970 + 10 * 365 * 86_400
        clock.hubSaid(fast)
        #expect(clock.wall.trust == .hub)
        #expect(abs(clock.wall.secondsSince1970 - fast) < 60)
        #expect(FileManager.default.createFile(atPath: flag.path, contents: nil))
        let wall = clock.wall
        #expect(wall.trust == .network)
        #expect(wall.secondsSince1970 < fast - 86_400)
    }

    @Test(arguments: [Int64.max, .max - 1, 4_102_444_801, 0, -1, .min])
    func `a time that no hub can mean is no time`(_ seconds: Int64) throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let clock = LinuxClock(loop: loop, earliest: 1, synchronisedFlag: "/nowhere")
        clock.hubSaid(seconds)
        #expect(clock.wall.trust == .low)
    }
}
