import Devices
import LinuxDevices
import Testing

extension KernelInputTests {
    /// Lamps on the kernel's own simulated lines, seen by the test.
    @Suite(.onVirtualBoard, .timeLimit(.minutes(1)))
    struct LinuxLampsTests {
        private let loop: EventLoop

        init() throws {
            loop = try EventLoop(name: "lamps")
        }

        @Test func `a lamp shines, goes dark and blinks, and one that shines steadily wakes nobody`() async throws {
            let sim = try GpioSim("lamps", lines: [0: "HELP_LAMP", 1: "TOWER"])
            let lamps = LinuxLamps(
                loop: loop,
                wiring: LampWiring(lamps: [
                    .help: LampWire(line: try LinePlace("HELP_LAMP")),
                    .tower: LampWire(line: try LinePlace("TOWER"), isActiveLow: true),
                    .paper: LampWire(line: try LinePlace("NOWHERE")),
                ]))
            await lamps.show(.steady, on: .help)
            await lamps.show(.steady, on: .tower)
            await lamps.show(.steady, on: .paper)
            #expect(try sim.isHigh(0))
            #expect(try !sim.isHigh(1))
            #expect(lamps.troubles[.paper]?.hasPrefix("find the line NOWHERE: ") == true)
            #expect(lamps.troubles[.help] == nil)

            await lamps.show(.doubleBlink, on: .help)
            var changes: [Bool] = [true]
            try await LoopHolder(loop).wait {
                let isLit = try sim.isHigh(0)
                if isLit != changes.last { changes.append(isLit) }
                return changes.count == 6
            }
            #expect(changes == [true, false, true, false, true, false])

            await lamps.show(.off, on: .help)
            #expect(try !sim.isHigh(0))
            await lamps.show(.steady, on: .help)
            let rounds = loop.rounds
            // The missing lamp is looked for every five seconds, and nothing else.
            try await Task.sleep(for: .seconds(1.5))
            #expect(loop.rounds - rounds <= 2)
            await lamps.stop()
            loop.stop()
        }

        @Test func `a lamp shines again after its chip was away`() async throws {
            let sim = try GpioSim("away", lines: [0: "HELP_LAMP"])
            let feed = UeventFeed(loop: loop)
            let lamps = LinuxLamps(
                loop: loop, wiring: LampWiring(lamps: [.help: LampWire(line: try LinePlace("HELP_LAMP"))]), feed: feed)
            try await lamps.start()
            await lamps.show(.steady, on: .help)
            sim.unplug()
            await LoopHolder(loop).wait { lamps.troubles[.help] != nil }
            try sim.plug()
            await LoopHolder(loop).wait { lamps.troubles[.help] == nil }
            #expect(try sim.isHigh(0))
            await lamps.stop()
            loop.stop()
        }
    }
}
