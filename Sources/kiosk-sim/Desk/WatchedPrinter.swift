import Devices
import SimulatedDevices

/// The printer, which tells the page that it works.
struct WatchedPrinter: SlipPrinter {
    let printer: SimulatedPrinter
    let feed: EventFeed

    func print(_ job: [UInt8]) async throws(PrinterError) {
        feed.send(.printer(printer.troubles.status, isPrinting: true))
        defer { feed.send(.printer(printer.troubles.status, isPrinting: false)) }
        try await printer.print(job)
    }

    func cancel() async { await printer.cancel() }

    func status() async -> PrinterStatus { await printer.status() }

    var statusChanges: AsyncStream<PrinterStatus> { printer.statusChanges }
}
