import CDRM
import Devices
import Glibc
import SimulatedDevices
import Testing

@testable import LinuxDevices

@Suite struct FlipEventTests {
    private func event(_ type: Int32, cookie: UInt64, length: Int = MemoryLayout<drm_event_vblank>.size) -> [UInt8] {
        var event = drm_event_vblank()
        event.base = drm_event(type: UInt32(type), length: UInt32(length))
        event.user_data = cookie
        event.tv_sec = 12
        event.tv_usec = 345_678
        return withUnsafeBytes(of: event) { Array($0) }
    }

    private func flips(_ bytes: [UInt8]) -> [FlipEvent] {
        bytes.withUnsafeBytes { FlipEvent.all(in: $0) }
    }

    @Test func `flips are found between other news`() {
        let bytes = event(DRM_EVENT_VBLANK, cookie: 1) + event(DRM_EVENT_FLIP_COMPLETE, cookie: 2)
            + event(77, cookie: 3) + event(DRM_EVENT_FLIP_COMPLETE, cookie: .max)
        let moment = MonotonicTime(sinceBoot: .microseconds(12_345_678))
        #expect(flips(bytes) == [FlipEvent(cookie: 2, moment: moment), FlipEvent(cookie: .max, moment: moment)])
    }

    @Test func `news that are cut off or longer than they can be are left out`() {
        let whole = event(DRM_EVENT_FLIP_COMPLETE, cookie: 5)
        for count in 0..<whole.count { #expect(flips(Array(whole.prefix(count))).isEmpty) }
        #expect(flips(event(DRM_EVENT_FLIP_COMPLETE, cookie: 5, length: 0)).isEmpty)
        #expect(flips(event(DRM_EVENT_FLIP_COMPLETE, cookie: 5, length: 8)).isEmpty)
        #expect(flips(event(DRM_EVENT_FLIP_COMPLETE, cookie: 5, length: .init(UInt32.max))).isEmpty)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `rubbish does not trap`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<2_000 {
            var bytes = event(DRM_EVENT_FLIP_COMPLETE, cookie: 1) + event(DRM_EVENT_FLIP_COMPLETE, cookie: 2)
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                bytes[.random(in: 0..<12, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            #expect(flips(bytes).count <= 12)
        }
    }
}

@Suite struct BacklightTests {
    /// A folder of backlights that is removed at the end.
    private final class Lamps {
        let classes: SystemFolder

        init(_ lamps: [(name: String, files: [String: String])]) throws {
            var template = Array("/tmp/lamps-XXXXXX".utf8CString)
            classes = SystemFolder(String(cString: try #require(mkdtemp(&template))))
            mkdir("\(classes.path)/backlight", 0o755)
            for lamp in lamps {
                mkdir("\(classes.path)/backlight/\(lamp.name)", 0o755)
                for (name, text) in lamp.files {
                    let file = open("\(classes.path)/backlight/\(lamp.name)/\(name)", O_WRONLY | O_CREAT, 0o644)
                    try #require(write(file, text, text.utf8.count) == text.utf8.count)
                    close(file)
                }
            }
        }

        deinit {
            for lamp in classes.folders("backlight") {
                for name in lamp.names { Glibc.remove("\(lamp.path)/\(name)") }
                Glibc.remove(lamp.path)
            }
            Glibc.remove("\(classes.path)/backlight")
            Glibc.remove(classes.path)
        }

        func number(_ lamp: String, _ file: String) -> Int64? {
            classes.folder("backlight").folder(lamp).number(file)
        }
    }

    private let files = ["brightness": "255", "max_brightness": "255", "bl_power": "0", "type": "raw\n"]

    @Test func `a lamp is set by its share`() async throws {
        let lamps = try Lamps([("panel", ["brightness": "\n", "max_brightness": "31\n", "bl_power": "4\n", "type": "raw\n"])])
        let light = try #require(Backlight.find(in: lamps.classes))
        try await light.set(percent: 100)
        #expect(lamps.number("panel", "brightness") == 31 && lamps.number("panel", "bl_power") == 0)
        try await light.set(percent: 1)
        #expect(SystemFolder("\(lamps.classes.path)/backlight/panel").text("brightness")?.first == "1", "never quite dark")
    }

    @Test func `a lamp that is off is switched off as well`() async throws {
        let lamps = try Lamps([("panel", ["brightness": "7", "max_brightness": "7", "bl_power": "0", "type": "raw\n"])])
        try await #require(Backlight.find(in: lamps.classes)).set(percent: 0)
        #expect(lamps.number("panel", "brightness") == 0 && lamps.number("panel", "bl_power") == 4)
    }

    @Test func `of several lamps the firmware's is taken, and none that has no range`() async throws {
        let lamps = try Lamps([
            ("a", files), ("b", files.merging(["type": "firmware"]) { $1 }),
            ("c", files.merging(["type": "firmware", "max_brightness": "0"]) { $1 }),
        ])
        try await #require(Backlight.find(in: lamps.classes)).set(percent: 0)
        #expect(lamps.number("b", "bl_power") == 4 && lamps.number("a", "bl_power") == 0)
        #expect(Backlight.find(in: SystemFolder("/nowhere")) == nil)
    }

    @Test func `a lamp that refuses says so`() async throws {
        let lamps = try Lamps([("panel", files)])
        let light = try #require(Backlight.find(in: lamps.classes))
        Glibc.remove("\(lamps.classes.path)/backlight/panel/brightness")
        let error = await #expect(throws: SystemFailure.self) { try await light.set(percent: 50) }
        #expect(error?.number == ENOENT)
    }

    /// A display without a card, but with lamps.
    private func display(_ lamps: Lamps, _ loop: EventLoop) throws -> LinuxDisplay {
        LinuxDisplay(
            panel: .sevenInch, options: try DisplayOptions(card: "/dev/dri/card99", dimPercent: 40), loop: loop, pace: .usual,
            classes: lamps.classes)
    }

    @Test func `a display lights its lamp as the options say`() async throws {
        let lamps = try Lamps([("panel", ["brightness": "7", "max_brightness": "9", "bl_power": "0", "type": "raw\n"])])
        let loop = try EventLoop(name: "light")
        defer { loop.stop() }
        let display = try display(lamps, loop)
        await display.light(.dim)
        #expect(lamps.number("panel", "brightness") == 3 && lamps.number("panel", "bl_power") == 0)
        await display.light(.off)
        #expect(lamps.number("panel", "brightness") == 0 && lamps.number("panel", "bl_power") == 4)
        await display.light(.full)
        #expect(lamps.number("panel", "brightness") == 9 && lamps.number("panel", "bl_power") == 0)
    }

    @Test func `of many wishes at once the last one is what the lamp ends with`() async throws {
        let lamps = try Lamps([("panel", ["brightness": "7", "max_brightness": "9", "bl_power": "0", "type": "raw\n"])])
        let loop = try EventLoop(name: "light")
        defer { loop.stop() }
        let display = try display(lamps, loop)
        await withTaskGroup { group in
            for light in [PanelLight.off, .full, .dim, .off, .full] { group.addTask { await display.light(light) } }
        }
        await display.light(.dim)
        while await display.light.isAtWork { await Task.yield() }
        #expect(lamps.number("panel", "brightness") == 3)
    }

    @Test func `a lamp that refuses is left alone from then on`() async throws {
        let lamps = try Lamps([("panel", files)])
        let loop = try EventLoop(name: "light")
        defer { loop.stop() }
        let display = try display(lamps, loop)
        Glibc.remove("\(lamps.classes.path)/backlight/panel/brightness")
        await display.light(.off)
        #expect(await display.light.isLampUseless)
        #expect(lamps.number("panel", "bl_power") == 0)
    }
}
