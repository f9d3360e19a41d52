import Devices
import Foundation
import LinuxDevices
import SimulatedDevices
import Testing

/// What is particular to a cable.
@Suite(.timeLimit(.minutes(2))) struct PrinterCableTests {
    private func untilReady(_ printer: any SlipPrinter) async {
        while await !printer.status().canPrint { await Task.yield() }
    }

    @Test func `a printer that has said "wait" hears all the same that it is to forget`() async throws {
        var profile = PrinterProfile.standard
        profile.clearing = .buffers
        let bench = try await CableBench(.terminal, profile, flow: .xonxoff)
        await untilReady(bench.printer)
        await bench.holdAfter(rows: 100)
        let slip = try SlipBitmap(width: 576, height: 900, rows: Array(repeating: 0x55, count: 72 * 900))
        let job = Task { try await bench.printer.print(EscPos.standard.slip(slip)) }
        await bench.waitUntilHeld()
        bench.twin.tell("say 13")
        async let cancelled: Void = bench.printer.cancel()
        await #expect(throws: PrinterError.cancelled) { try await job.value }
        await bench.go()
        await bench.twin.wait { $0.contains { $0.hasPrefix("cleared") } }
        bench.twin.tell("say 11")
        await cancelled
        await untilReady(bench.printer)
        try await bench.printer.print(EscPos.standard.slip(slip))
        let last = try #require(await bench.slips.last)
        #expect(SimulatedSlip(number: 1, bytes: [], bitmap: last, isDelivered: true).shows(slip))
    }

    @Test func `a printer that comes later is found`() async throws {
        let link = FileManager.default.temporaryDirectory.appending(path: "line-\(UUID().uuidString)").path
        let loop = try EventLoop(name: "printer")
        defer { loop.stop() }
        let printer = LinuxPrinter(.serial(try SerialLine(device: link)), profile: .standard, loop: loop)
        #expect(await printer.status() == [.unknown, .offline])
        #expect(await printer.failure == nil)
        let twin = try PrinterTwinProcess(["--pty", link])
        await untilReady(printer)
        try await printer.print(EscPos.standard.slip(try SlipBitmap(width: 576, height: 40)))
        #expect(twin.slips.count == 1)
        await printer.stop()
        #expect(await printer.status() == [.unknown, .offline])
    }

    @Test(arguments: [
        (PrinterConnection.network(address: "printer.example", port: 9_100), "connect to the printer at printer.example, port 9100"),
        (.usb(.node("/dev/null/lp0")), "open the printer /dev/null/lp0"),
    ])
    func `what cannot be opened is told with the reason, and nothing is printed`(
        connection: PrinterConnection, doing: String
    ) async throws {
        let loop = try EventLoop(name: "printer")
        defer { loop.stop() }
        let printer = LinuxPrinter(connection, profile: .standard, loop: loop)
        #expect(await printer.status() == [.unknown, .offline])
        #expect(await printer.failure?.doing == doing)
        await #expect(throws: PrinterError.unplugged) { try await printer.print([0x1b, 0x40]) }
        await printer.stop()
    }

    @Test func `a file that is no line is refused as such`() async throws {
        let loop = try EventLoop(name: "printer")
        defer { loop.stop() }
        let printer = LinuxPrinter(.serial(try SerialLine(device: "/dev/null")), profile: .standard, loop: loop)
        #expect(await printer.status() == [.unknown, .offline])
        #expect(await printer.failure == SystemFailure(doing: "use /dev/null as a serial line", number: 25))
        await printer.stop()
    }

    @Test func `only the speeds that printers know are taken`() {
        #expect(throws: OutOfRange.self) { try SerialLine(device: "/dev/ttyS0", baud: 4_800) }
    }
}
