import CDRM
import Devices
import Glibc
import SimulatedDevices
import Testing

@testable import LinuxDevices

/// A display, and hands and eyes for it.
protocol DisplayBench: Sendable {
    var display: any Display { get }
    /// What is on the glass, as the visitor sees it.
    func glass() throws -> Frame
    func unplug() throws
    func plug() throws
}

/// A display to be tested, and how it is set up.
struct DisplayRig: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let setUp: @Sendable () async throws -> any DisplayBench

    /// The display in memory, and on the virtual board every card in every way in which it can be drawn on.
    static var all: [DisplayRig] {
        [DisplayRig(testDescription: "in memory") { SimulatedDisplayBench() }] + kernel
    }

    private static var kernel: [DisplayRig] {
        guard VirtualBoard.isHere else { return [] }
        return Card.all().flatMap { card in
            KernelBench.ways.map { way in
                DisplayRig(testDescription: "\(card) \(way.drawing) turned \(way.turn)") {
                    try await KernelBench(card: card, drawing: way.drawing, turn: way.turn)
                }
            }
        }
    }

    func use(_ body: (any DisplayBench) async throws -> Void) async throws {
        try await body(try await setUp())
    }
}

/// Whether the kernel's devices are at hand.
enum VirtualBoard {
    static let isHere = getenv("KIOSK_HIL").map { String(cString: $0) } == "1"
    static let comment: Comment = "needs the kernel's devices: KIOSK_HIL=1 on the virtual board"
}

/// The display in memory.
private struct SimulatedDisplayBench: DisplayBench {
    let simulated = SimulatedDisplay(panel: .sevenInch)
    var display: any Display { simulated }
    func glass() -> Frame { simulated.glass }
    func unplug() { simulated.isPlugged = false }
    func plug() { simulated.isPlugged = true }
}

/// One of the kernel's displays, on a loop of its own.
final class KernelBench: DisplayBench {
    static let ways: [(drawing: DisplayOptions.Drawing, turn: TouchAxes.Turn)] = [
        (.automatic, .none), (.automatic, .quarter), (.automatic, .half), (.automatic, .threeQuarters),
        (.legacy, .none), (.legacy, .quarter), (.still, .none),
    ]

    let linux: LinuxDisplay
    let loop: EventLoop
    let card: String
    let connector: String
    private let turn: TouchAxes.Turn

    var display: any Display { linux }

    /// Starts a display on this card, and waits until it has its panel.
    ///
    /// `margin` makes the picture smaller than the panel by so many pixels on each axis.
    init(
        card: String, drawing: DisplayOptions.Drawing = .automatic, turn: TouchAxes.Turn = .none, margin: Int = 0,
        waits: Bool = true
    ) async throws {
        try KernelBench.force("detect", card, try KernelBench.firstConnector(of: card).name)
        let connector = try KernelBench.firstConnector(of: card)
        let mode = try #require(connector.modes.first { $0.isPreferred } ?? connector.modes.first)
        let isUpright = turn == .none || turn == .half
        let panel = Panel(
            name: "bench", widthPixels: (isUpright ? mode.width : mode.height) - margin,
            heightPixels: (isUpright ? mode.height : mode.width) - margin, width: 200, height: 100)
        self.card = card
        self.connector = connector.name
        self.turn = turn
        loop = try EventLoop(name: "display")
        let options = try DisplayOptions(card: card, turn: turn, drawing: drawing)
        linux = LinuxDisplay(
            panel: panel, options: options, loop: loop,
            pace: DisplayPace(
                plugged: .milliseconds(10), unplugged: .milliseconds(10), inUse: .milliseconds(10), refused: .milliseconds(10)))
        await linux.start()
        if waits { await waitUntil(isPlugged: true) }
    }

    deinit {
        loop.stop()
    }

    func waitUntil(isPlugged wanted: Bool) async {
        for await isPlugged in linux.connection where isPlugged == wanted { return }
    }

    func unplug() throws { try KernelBench.force("off", card, connector) }
    func plug() throws { try KernelBench.force("detect", card, connector) }

    /// What the card scans out now, turned back.
    func glass() throws -> Frame {
        let own = try ScannedOut(card).frame
        let panel = linux.panel
        var frame = Frame(width: panel.widthPixels, height: panel.heightPixels)
        let (width, height) = (frame.width, frame.height)
        frame.draw { pixels in
            for y in 0..<height {
                for x in 0..<width {
                    let place =
                        switch turn {
                        case .none: (x, y)
                        case .quarter: (y, width - 1 - x)
                        case .half: (width - 1 - x, height - 1 - y)
                        case .threeQuarters: (height - 1 - y, x)
                        }
                    pixels[y * width + x] = own.pixels[place.1 * own.stride + place.0] & 0xff_ffff
                }
            }
        }
        return frame
    }

    private static func firstConnector(of card: String) throws -> Connector {
        let open = try Card(opening: card, drawing: .automatic)
        return try #require(try open.parts().connectors.lazy.compactMap { Connector($0, of: open, probing: true) }.first)
    }

    private static func force(_ status: String, _ card: String, _ connector: String) throws {
        let name = card.split(separator: "/").last.map(String.init) ?? card
        try SystemFolder("/sys/class/drm/\(name)-\(connector)").write(status, to: "status")
    }
}

/// The buffer that a card scans out, read from outside of the display.
struct ScannedOut {
    /// All of it in the panel's own pixels; empty colour where nothing is scanned out.
    let frame: Frame

    init(_ path: String) throws {
        let card = try Card(opening: path, drawing: .legacy)
        let scanouts = try card.parts().scanouts.compactMap { drmModeGetCrtc(card.number, $0) }
        defer { scanouts.forEach { drmModeFreeCrtc($0) } }
        let active = try #require(scanouts.first { $0.pointee.mode_valid != 0 && $0.pointee.buffer_id != 0 }, "the card is dark")
        let buffer = try #require(drmModeGetFB(card.number, active.pointee.buffer_id))
        defer { drmModeFreeFB(buffer) }
        let description = buffer.pointee
        defer { drmCloseBufferHandle(card.number, description.handle) }
        var offset: UInt64 = 0
        try #require(drmModeMapDumbBuffer(card.number, description.handle, &offset) == 0)
        let count = Int(description.pitch / 4 * description.height)
        let memory = mmap(nil, count * 4, PROT_READ, MAP_SHARED, card.number, off_t(offset))
        let pixels = try #require(memory == MAP_FAILED ? nil : memory)
        defer { munmap(pixels, count * 4) }
        frame = Frame(
            width: Int(description.width), height: Int(description.height), stride: Int(description.pitch / 4),
            pixels: Array(UnsafeBufferPointer(start: pixels.bindMemory(to: UInt32.self, capacity: count), count: count)))
    }
}
