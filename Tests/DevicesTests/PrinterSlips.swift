import Devices
import SimulatedDevices

/// Slips to print in tests.
enum PrinterSlips {
    /// A slip with a dot in every row, so that every row is told from every other slip's.
    static func drawn(rows: Int = 400, width: Dots = 576, seed: UInt64 = 1) throws -> SlipBitmap {
        var random = SeededRandom(seed: seed &* 1_000 &+ UInt64(rows))
        var slip = try SlipBitmap(width: width, height: Dots(rows))
        for y in 0..<rows {
            for _ in 0..<3 { slip[Int.random(in: 0..<width.value, using: &random), y] = true }
        }
        return slip
    }
}
