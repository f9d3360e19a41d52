import Appliance
import ServiceLifecycle
import UnixSignals

/// Prints the report of the kiosk's health when somebody asks by the signal USR1: `kioskctl doctor --print`.
struct ReportService: Service {
    let kiosk: Kiosk

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigusr1)
        await cancelWhenGracefulShutdown {
            for await _ in signals { await kiosk.printReport() }
        }
    }
}
