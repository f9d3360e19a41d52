import Devices
import Glibc

/// Where the paper falls: a file for each piece, and a log.
struct Tray {
    private let folder: String
    private let log: Int32
    private var slips = 0

    init(_ folder: String) throws(Misuse) {
        mkdir(folder, 0o755)
        log = open("\(folder)/log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard log >= 0 else { throw Misuse("cannot write to \(folder)/log") }
        self.folder = folder
    }

    /// Writes a line to the log and to the standard output.
    func note(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = write(log, bytes, bytes.count)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }

    /// Keeps a piece of paper; the files are whole before the log tells of them.
    mutating func keep(_ paper: SlipBitmap, _ bytes: [UInt8]) {
        slips += 1
        let head = "P4\n\(paper.width.value) \(paper.height.value)\n"
        save("slip-\(slips).pbm", Array(head.utf8) + paper.rows)
        save("slip-\(slips).bin", bytes)
        let ink = (0..<paper.height.value).last { !paper.isBlank(row: $0) }.map { $0 + 1 } ?? 0
        note("slip \(slips) rows \(paper.height.value) ink \(ink) bytes \(bytes.count) crc \(Tray.checksum(paper.rows))")
    }

    private func save(_ name: String, _ bytes: [UInt8]) {
        let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { return note("cannot write \(name)") }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: written), bytes.count - written) }
            guard count > 0 else { return note("cannot write \(name)") }
            written += count
        }
    }

    /// Source: ISO 3309, the CRC-32 of zlib.
    private static func checksum(_ bytes: [UInt8]) -> String {
        var sum: UInt32 = 0xffff_ffff
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xedb8_8320 }
        }
        let digits = String(~sum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
