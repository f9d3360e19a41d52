import Devices
import Foundation
import Proofs
import Scene

/// Programs of the system that a test asks for a second opinion.
enum Tool {
    /// Reads QR symbols; of another make than the one that draws them.
    static let zbarimg: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        .map { URL(fileURLWithPath: String($0)).appending(path: "zbarimg") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    /// What the one QR symbol on a piece of paper says.
    static func readQR(_ paper: SlipBitmap) throws -> String {
        guard let zbarimg else { throw FixtureError("zbarimg is not installed.") }
        var pixels: [UInt32] = []
        for y in 0..<paper.height.value {
            for x in 0..<paper.width.value { pixels.append(paper[x, y] ? 0 : 0xFF_FFFF) }
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(PNG.encode(xrgb: pixels, width: paper.width.value, height: paper.height.value)).write(to: file)
        let process = Process()
        process.executableURL = zbarimg
        process.arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let read = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: read, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
