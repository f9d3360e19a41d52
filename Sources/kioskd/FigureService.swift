import Foundation
import LinuxDevices
import Logging
import ServiceLifecycle
import UnixSignals

/// Writes the figures down when somebody asks by the signal USR2: `systemctl kill --signal=USR2 kioskd`.
struct FigureService: Service {
    let display: TimedDisplay
    let screen: LinuxDisplay
    let folder: URL
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigusr2)
        await cancelWhenGracefulShutdown {
            for await _ in signals {
                do { try Figures(of: display, screen: screen).write(to: folder) } catch {
                    logger.warning("the figures cannot be written", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
