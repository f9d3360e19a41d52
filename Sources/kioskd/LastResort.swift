import Foundation
import ServiceLifecycle

/// Ends the process when a device does not let go of it: the number that was given is on the disk, the last picture is on
/// the glass, and a kiosk that hangs at its end would count as broken.
struct LastResort: Service {
    /// Less than the unit allows (`TimeoutStopSec=`); more than any device takes that works.
    static let patience = 8.0

    func run() async throws {
        try await gracefulShutdown()
        DispatchQueue.global().asyncAfter(deadline: .now() + LastResort.patience) { exit(0) }
    }
}
