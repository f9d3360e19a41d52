import CDRM
import Devices
import Glibc
import SimulatedDevices
import Testing

@testable import LinuxDevices

extension LinuxDisplay {
    /// Listens to the card no longer: whatever it tells is lost.
    fileprivate func deafen() {
        cardWatch?.cancel()
    }
}

/// What the kernel's graphics say of themselves from now on.
private final class KernelLog {
    private let file: Int32
    private static let switches = SystemFolder("/sys/module/drm/parameters")

    init() throws {
        file = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(file >= 0 && lseek(file, 0, SEEK_END) >= 0)
        // DRM_UT_KMS and DRM_UT_ATOMIC.
        try KernelLog.switches.write("0x14", to: "debug")
    }

    deinit {
        // The switch is there, for it was found when this began.
        try? KernelLog.switches.write("0", to: "debug")
        close(file)
    }

    /// The lines since the last time that tell of a scanout being driven anew, lit or darkened.
    func modeChanges() -> [String] {
        var lines: [String] = []
        var record = [UInt8](repeating: 0, count: 8_192)
        while case let count = read(file, &record, record.count), count > 0 {
            let line = String(decoding: record[..<count], as: UTF8.self)
            let words = ["mode changed", "active changed", "enable changed", "connectors changed"]
            if words.contains(where: line.contains) { lines.append(line) }
        }
        return lines
    }
}

/// A card that a test takes from its driver, as a cable takes one on USB.
struct PulledCard: Sendable, CustomTestStringConvertible {
    let card: String
    private let device: String
    private let driver: SystemFolder

    var testDescription: String { card }

    init?(_ card: String) {
        let name = card.split(separator: "/").last.map(String.init) ?? card
        guard
            let device = realpath("/sys/class/drm/\(name)/device", nil),
            let driver = realpath("/sys/class/drm/\(name)/device/driver", nil)
        else { return nil }
        defer { free(device); free(driver) }
        self.card = card
        self.device = String(cString: device).split(separator: "/").last.map(String.init) ?? ""
        self.driver = SystemFolder(String(cString: driver))
    }

    func pull() throws { try driver.write(device, to: "unbind") }
    func putBack() throws { try driver.write(device, to: "bind") }
}

extension DisplayTests {
    /// Where there is no card at all.
    @Suite struct Nowhere {
        @Test func `without a card the display serves all the same`() async throws {
            let loop = try EventLoop(name: "display")
            defer { loop.stop() }
            let options = try DisplayOptions(card: "/dev/dri/card99")
            let display = LinuxDisplay(
                panel: .sevenInch, options: options, loop: loop, pace: DisplayPace(unplugged: .milliseconds(1)))
            #expect(display.status == .starting)
            await display.start()
            while display.status == .starting { await Task.yield() }
            #expect(display.status == .noCard)
            var plugs = display.connection.makeAsyncIterator()
            #expect(await plugs.next() == false)
            let frame = Frame(width: 800, height: 480)
            await #expect(throws: DisplayError.unplugged) { try await display.show(frame, damage: [frame.bounds]) }
            await display.light(.off)
            await display.light(.full)
            await display.finish()
            #expect(display.status == .finished && display.counts == DisplayCounts())
        }

        @Test func `what is no card is told from what is not there`() async throws {
            let loop = try EventLoop(name: "display")
            defer { loop.stop() }
            let display = LinuxDisplay(panel: .sevenInch, options: try DisplayOptions(card: "/dev/null"), loop: loop)
            await display.start()
            while display.status == .starting { await Task.yield() }
            #expect(display.status == .refused(doing: "ask /dev/null for buffers to draw in", number: ENODEV))
            await display.finish()
        }
    }

    /// What only the kernel's devices do.
    @Suite(.serialized, .enabled(if: VirtualBoard.isHere, VirtualBoard.comment)) struct Kernel {
        static let cards = VirtualBoard.isHere ? Card.all() : []

        /// How many descriptors of graphics are open: other suites of this process open and close others meanwhile.
        private var descriptors: Int {
            SystemFolder("/proc/self/fd").names.count { name in
                guard let target = realpath("/proc/self/fd/\(name)", nil) else { return false }
                defer { free(target) }
                return String(cString: target).hasPrefix("/dev/dri/")
            }
        }

        private func mappings() throws -> Int {
            let file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
            defer { close(file) }
            var text: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while case let count = read(file, &buffer, buffer.count), count > 0 { text += buffer[..<count] }
            return String(decoding: text, as: UTF8.self).split(separator: "\n").count { $0.contains("/dev/dri/") }
        }

        @Test func `there are cards`() { #expect(!Kernel.cards.isEmpty) }

        @Test(arguments: cards) func `a thousand times unplugged, nothing is left open`(card: String) async throws {
            let bench = try await KernelBench(card: card)
            let frame = Frame(width: bench.linux.panel.widthPixels, height: bench.linux.panel.heightPixels, colour: 0x12_34_56)
            var plugs = bench.display.connection.makeAsyncIterator()
            #expect(await plugs.next() == true)
            try await bench.display.show(frame, damage: [frame.bounds])
            let before = try (descriptors, mappings())
            // The other cards differ in their drivers, not in what we hold open.
            let cycles: UInt64 = card == Kernel.cards.first ? 1_000 : 30
            for _ in 0..<cycles {
                try bench.unplug()
                #expect(await plugs.next() == false)
                try bench.plug()
                #expect(await plugs.next() == true)
                try await bench.display.show(frame, damage: [frame.bounds])
            }
            let after = try (descriptors, mappings())
            #expect(after == before, "descriptors and mappings")
            #expect(bench.linux.counts.connections == cycles + 1 && bench.linux.counts.flips == cycles + 1)
            #expect(try bench.glass() == frame)
            await bench.linux.finish()
        }

        @Test(arguments: cards) func `another program's picture stays until it lets go`(card: String) async throws {
            let rival = try Card(opening: card, drawing: .automatic)
            #expect(rival.takeOver())
            let bench = try await KernelBench(card: card, waits: false)
            while bench.linux.status == .starting { await Task.yield() }
            #expect(bench.linux.status == .inUse(card: card))
            #expect(drmDropMaster(rival.number) == 0)
            await bench.waitUntil(isPlugged: true)
            let frame = Frame(width: bench.linux.panel.widthPixels, height: bench.linux.panel.heightPixels, colour: 0x33)
            try await bench.display.show(frame, damage: [frame.bounds])
            #expect(try bench.glass() == frame)
            await bench.linux.finish()
        }

        @Test(arguments: cards) func `a display that loses the card to another program gets it back`(card: String) async throws {
            let bench = try await KernelBench(card: card)
            var frame = Frame(width: bench.linux.panel.widthPixels, height: bench.linux.panel.heightPixels, colour: 0x44)
            try await bench.display.show(frame, damage: [frame.bounds])
            let ours = try #require(await bench.linux.card?.number)
            #expect(drmDropMaster(ours) == 0)
            let rival = try Card(opening: card, drawing: .automatic)
            #expect(rival.takeOver())
            frame.paint(PixelRect(x: 1, y: 2, width: 3, height: 4), 0x55)
            await #expect(throws: DisplayError.self) { try await bench.display.show(frame, damage: [frame.bounds]) }
            while bench.linux.status != .inUse(card: card) { await Task.yield() }
            #expect(drmDropMaster(rival.number) == 0)
            await bench.waitUntil(isPlugged: true)
            try await bench.display.show(frame, damage: [frame.bounds])
            #expect(try bench.glass() == frame)
            await bench.linux.finish()
        }

        @Test(arguments: cards) func `a flip that the card never tells of hangs nobody`(card: String) async throws {
            let bench = try await KernelBench(card: card)
            let frame = Frame(width: bench.linux.panel.widthPixels, height: bench.linux.panel.heightPixels, colour: 0x66)
            try await bench.display.show(frame, damage: [frame.bounds])
            await bench.linux.deafen()
            await #expect(throws: DisplayError.self) { try await bench.display.show(frame, damage: [frame.bounds]) }
            #expect(bench.linux.counts.lostFlips == 1)
            await bench.waitUntil(isPlugged: true)
            try await bench.display.show(frame, damage: [frame.bounds])
            #expect(try bench.glass() == frame)
            await bench.linux.finish()
        }

        @Test(arguments: cards) func `a picture smaller than the panel stands in the middle of black`(card: String) async throws {
            let bench = try await KernelBench(card: card, margin: 30)
            let panel = bench.linux.panel
            let frame = Frame(width: panel.widthPixels, height: panel.heightPixels, colour: 0xab_cd_ef)
            try await bench.display.show(frame, damage: [frame.bounds])
            let own = try ScannedOut(card).frame
            let place = PixelRect(
                x: (own.width - panel.widthPixels) / 2, y: (own.height - panel.heightPixels) / 2, width: panel.widthPixels,
                height: panel.heightPixels)
            var wrong = 0
            for y in 0..<own.height {
                for x in 0..<own.width {
                    let colour: UInt32 = place.contains(x: x, y: y) ? 0xab_cd_ef : 0
                    if own.pixels[y * own.stride + x] & 0xff_ffff != colour { wrong += 1 }
                }
            }
            #expect(wrong == 0)
            guard case .connected(let facts) = bench.linux.status else {
                Issue.record("status is \(bench.linux.status)")
                return
            }
            #expect(facts.isExact == (own.width == panel.widthPixels && own.height == panel.heightPixels))
            await bench.linux.finish()
        }

        @Test(arguments: cards) func `the socket of the configuration is the only one that counts`(card: String) async throws {
            let loop = try EventLoop(name: "display")
            defer { loop.stop() }
            let options = try DisplayOptions(card: card, connector: "HDMI-A-9")
            let display = LinuxDisplay(panel: .sevenInch, options: options, loop: loop)
            await display.start()
            while display.status == .starting { await Task.yield() }
            guard case .noConnector("HDMI-A-9", let present) = display.status else {
                Issue.record("status is \(display.status)")
                return
            }
            #expect(!present.isEmpty)
            await display.finish()
        }

        @Test(arguments: cards) func `the system's news of a panel come without looking for it`(card: String) async throws {
            let loop = try EventLoop(name: "display")
            defer { loop.stop() }
            let feed = UeventFeed(loop: loop)
            // It would look for itself in an hour.
            let display = LinuxDisplay(
                panel: .sevenInch, options: try DisplayOptions(card: card), loop: loop,
                pace: DisplayPace(plugged: .seconds(3_600), unplugged: .seconds(3_600)))
            let name = try #require(card.split(separator: "/").last.map(String.init))
            let devices = SystemFolder("/sys/class/drm")
            let connector = devices.folder(try #require(devices.names.first { $0.hasPrefix("\(name)-") }))
            try connector.write("off", to: "status")
            await display.start(following: feed)
            var plugs = display.connection.makeAsyncIterator()
            #expect(await plugs.next() == false)
            while display.status == .starting { await Task.yield() }
            #expect(display.status == .unplugged)
            try connector.write("detect", to: "status")
            try devices.folder(name).write("change", to: "uevent")
            #expect(await plugs.next() == true)
            await display.finish()
        }

        /// The cards that can be taken from their drivers.
        static let pullable = cards.compactMap { PulledCard($0) }

        @Test(arguments: pullable)
        func `a card that is pulled and put back shows pictures again`(pulled: PulledCard) async throws {
            let bench = try await KernelBench(card: pulled.card)
            let frame = Frame(width: bench.linux.panel.widthPixels, height: bench.linux.panel.heightPixels, colour: 0x99)
            try await bench.display.show(frame, damage: [frame.bounds])
            let before = descriptors
            for _ in 0..<3 {
                try pulled.pull()
                await #expect(throws: DisplayError.self) {
                    // Until the display has noticed, pictures still have somewhere to go.
                    while true { try await bench.display.show(frame, damage: [frame.bounds]) }
                }
                while bench.linux.status != .noCard { await Task.yield() }
                try pulled.putBack()
                await bench.waitUntil(isPlugged: true)
                try await bench.display.show(frame, damage: [frame.bounds])
                #expect(try bench.glass() == frame)
            }
            #expect(descriptors == before)
            await bench.linux.finish()
        }

        @Test(arguments: cards)
        func `the picture of the boot splash is followed by ours with nothing in between`(card: String) async throws {
            let splash = try await KernelBench(card: card)
            let panel = splash.linux.panel
            let first = Frame(width: panel.widthPixels, height: panel.heightPixels, colour: 0x77)
            try await splash.display.show(first, damage: [first.bounds])
            await splash.linux.finish()
            #expect(drmDropMaster(try #require(await splash.linux.card?.number)) == 0)

            let bench = try await KernelBench(card: card)
            #expect(try bench.glass() == first)
            let log = try KernelLog()
            let second = Frame(width: panel.widthPixels, height: panel.heightPixels, colour: 0x88)
            try await bench.display.show(second, damage: [second.bounds])
            #expect(try bench.glass() == second)
            #expect(log.modeChanges() == [])
            // The log would tell.
            await bench.display.light(.off)
            #expect(!log.modeChanges().isEmpty)
            await bench.linux.finish()
        }

        @Test(arguments: cards) func `an idle display does nothing and a busy one counts`(card: String) async throws {
            let bench = try await KernelBench(card: card)
            var frame = Frame(width: bench.linux.panel.widthPixels, height: bench.linux.panel.heightPixels)
            let began = MonotonicTime.present
            for step in 1...50 {
                let change = PixelRect(x: step, y: step, width: 5, height: 5)
                frame.paint(change, UInt32(step))
                try await bench.display.show(frame, damage: [change])
            }
            try await bench.display.show(frame, damage: [])
            let counts = bench.linux.counts
            #expect(counts.submissions == 50 && counts.flips == 50 && counts.lostFlips == 0)
            #expect(try #require(counts.lastSubmission) >= began && #require(counts.lastFlip) <= .present)
            await bench.linux.finish()
        }
    }
}
