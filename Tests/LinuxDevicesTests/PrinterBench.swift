import Devices
import Foundation
import LinuxDevices
import SimulatedDevices
import Testing

/// A printer to test, and a hand at its far end.
protocol PrinterBench: Sendable {
    var printer: any SlipPrinter { get }
    /// The paper that fell.
    var slips: [SlipBitmap] { get async }
    /// Something is wrong from now on; a name of the printer twin's.
    func fault(_ name: String) async
    /// Something will be wrong when so many more rows are out.
    func fault(_ name: String, afterRows rows: Int) async
    /// All is well again.
    func clear() async
    /// Takes the slip when so many more rows are out, and waits for that; then the printer takes nothing until ``go()``.
    func holdAfter(rows: Int) async
    func waitUntilHeld() async
    func go() async
    /// Pulls the cable; returns when it is out.
    func unplug() async
    func plug() async
}

/// The kinds of printers that are tested alike.
enum BenchKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case simulated
    /// A serial line: a pseudo terminal here.
    case terminal
    /// A TCP connection within this machine.
    case network
    /// The kernel's printer driver, at a USB gadget.
    case usb
    /// A USB serial adapter, whose other end is a serial port.
    case adapter

    var testDescription: String { rawValue }

    /// Whether the kernel devices are there, which only the virtual board has.
    static let isBoard = ProcessInfo.processInfo.environment["KIOSK_HIL"] == "1"

    /// Those that this machine can have; the board, which is slow, leaves to others what needs no kernel device.
    static var here: [BenchKind] { isBoard ? [.usb, .adapter] : [.simulated, .terminal, .network] }

    /// Those whose printer is at a real cable.
    static var cables: [BenchKind] { here.filter { $0 != .simulated } }

    func bench(_ profile: PrinterProfile = .standard, _ options: [String] = []) async throws -> any PrinterBench {
        if self == .simulated { return SimulatedBench() }
        return try await CableBench(self, profile, options)
    }
}

/// The printer in memory.
struct SimulatedBench: PrinterBench {
    let simulated = SimulatedPrinter(clock: SimulatedClock.running())
    private let hold = Hold()

    /// Rows after which something happens, whatever the printing task does meanwhile.
    private actor Hold {
        var task: Task<Void, Never>?

        func begin(_ work: @escaping @Sendable () async -> Void) { task = Task { await work() } }

        func end() async { await task?.value }
    }

    var printer: any SlipPrinter { simulated }
    var slips: [SlipBitmap] { get async { simulated.slips.map(\.bitmap) } }

    func fault(_ name: String) async {
        // The name is one of the test's own.
        switch name {
        case "mute": simulated.troubles.isMute = true
        case "rubbish": simulated.troubles.answersRubbish = true
        case "paper-out": simulated.troubles.sensed.insert(.paperOut)
        case "paper-near-end": simulated.troubles.sensed.insert(.paperNearEnd)
        case "cover-open": simulated.troubles.sensed.insert(.coverOpen)
        case "cutter-fault": simulated.troubles.sensed.insert(.cutterFault)
        case "overheated": simulated.troubles.sensed.insert(.overheated)
        default: simulated.troubles.sensed.insert(.fault)
        }
    }

    func fault(_ name: String, afterRows rows: Int) async {
        await hold.begin {
            while (simulated.unfinished?.height.value ?? 0) < rows { await Task.yield() }
            await fault(name)
        }
    }

    func clear() async {
        await hold.end()
        simulated.troubles = PrinterTroubles()
    }

    func holdAfter(rows: Int) async {
        simulated.troubles.isSlow = true
        await hold.begin {
            while (simulated.unfinished?.height.value ?? 0) < rows { await Task.yield() }
        }
    }

    func waitUntilHeld() async { await hold.end() }
    func go() async { simulated.troubles.isSlow = false }
    func unplug() async { simulated.troubles.isUnplugged = true }
    func plug() async { simulated.troubles.isUnplugged = false }
}

/// A printer twin at a cable of the kernel's.
final class CableBench: PrinterBench {
    let twin: PrinterTwinProcess
    let linux: LinuxPrinter
    private let kind: BenchKind
    private let loop: EventLoop

    /// The folder of the gadget that the virtual board's script made.
    private static let gadget = "/sys/kernel/config/usb_gadget/printer"

    init(
        _ kind: BenchKind, _ profile: PrinterProfile, _ options: [String] = [], flow: SerialLine.Flow = .rtscts
    ) async throws {
        self.kind = kind
        let (place, connection) = try CableBench.cable(kind, flow)
        twin = try PrinterTwinProcess(place + options)
        await twin.wait { $0.contains { $0.hasPrefix("ready") } }
        loop = try EventLoop(name: "printer")
        linux = LinuxPrinter(connection, profile: profile, loop: loop)
        await linux.start()
    }

    deinit {
        loop.stop()
    }

    var printer: any SlipPrinter { linux }
    var slips: [SlipBitmap] { get async { twin.slips } }

    func fault(_ name: String) async { await twin.tell("fault \(name)", until: "fault \(name)") }
    func fault(_ name: String, afterRows rows: Int) async { await twin.tell("fault \(name) after \(rows)", until: "later") }
    func clear() async { await twin.tell("clear", until: "clear") }
    func holdAfter(rows: Int) async { await twin.tell("pause after \(rows)", until: "later") }
    func waitUntilHeld() async { await twin.wait { $0.contains("paused") } }
    func go() async { await twin.tell("go", until: "going") }

    func unplug() async {
        if kind == .adapter { return await BoardHost.ask("unplug", #"{"execute":"device_del","arguments":{"id":"adapter"}}"#) }
        await twin.tell("unplug", until: "unplugged")
    }

    func plug() async {
        if kind == .adapter {
            let arguments = #"{"driver":"usb-serial","chardev":"adapter","id":"adapter"}"#
            return await BoardHost.ask("plug", #"{"execute":"device_add","arguments":\#(arguments)}"#)
        }
        await twin.tell("plug", until: "plugged")
    }

    /// The far end for the twin, and the near end for the driver.
    private static func cable(_ kind: BenchKind, _ flow: SerialLine.Flow) throws -> ([String], PrinterConnection) {
        switch kind {
        case .simulated, .terminal:
            let link = FileManager.default.temporaryDirectory.appending(path: "line-\(UUID().uuidString)").path
            return (["--pty", link], .serial(try SerialLine(device: link, flow: flow)))
        case .network:
            let port = UInt16.random(in: 20_000...60_000)
            return (["--listen", "\(port)"], .network(address: "127.0.0.1", port: port))
        case .usb: return (["--device", "/dev/g_printer0", "--gadget", gadget], .standard)
        case .adapter:
            // The virtual adapter carries bytes at once; only the port at the other end has a speed.
            return (["--device", "/dev/ttyS1"], .serial(try SerialLine(device: "/dev/ttyUSB0", flow: .none)))
        }
    }
}

/// What the virtual board's host does on request.
enum BoardHost {
    /// The folder that both see.
    private static let share = URL(filePath: "/hil/sync")

    /// Asks for it and waits until it is done.
    static func ask(_ name: String, _ command: String) async {
        let name = "qmp-\(name)-\(UUID().uuidString)"
        let done = share.appending(path: "\(name).done").path
        // A request that cannot be written is never done, and the test's time limit tells.
        try? Data(command.utf8).write(to: share.appending(path: ".\(name)"))
        try? FileManager.default.moveItem(
            at: share.appending(path: ".\(name)"), to: share.appending(path: "\(name).req"))
        while !FileManager.default.fileExists(atPath: done) { await Task.yield() }
    }
}
