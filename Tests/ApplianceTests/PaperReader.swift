import Devices
import Foundation
import Intake
import Proofs
import Sealing

/// Reads slips as a desk does, with a program of another make.
enum PaperReader {
    /// The number and the sealed record in the QR symbol of a slip.
    static func read(_ paper: SlipBitmap) throws -> (text: String, code: Code, record: SealedRecord) {
        let text = try symbol(on: paper)
        let (code, record) = try SlipQR.decode(text)
        return (text, code, record)
    }

    private static func symbol(on paper: SlipBitmap) throws -> String {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":").map { "\($0)/zbarimg" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let path else { throw FixtureError("zbarimg is not installed.") }
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pbm")
        defer { try? FileManager.default.removeItem(at: file) }  // a leftover in the temporary folder hurts nobody
        // Portable bitmap: 1 is black, rows of whole bytes, as on a slip.
        try (Data("P4\n\(paper.width.value) \(paper.height.value)\n".utf8) + Data(paper.rows)).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
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
