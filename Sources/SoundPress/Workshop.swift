import Foundation

/// The programs that recordings are made with, at build time only: espeak-ng, ffmpeg and opusenc.
public enum Workshop {
    /// Why a program could not be used.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public var description: String
    }

    /// What stands in a sound file of any kind, as one channel at 48 kHz.
    ///
    /// - Throws: ``Failure``
    public static func samples(of file: URL) throws(Failure) -> [Int16] {
        samples(
            try run(
                "ffmpeg", ["-v", "error", "-nostdin", "-i", file.path, "-f", "s16le", "-ac", "1", "-ar", "48000", "-"], package: "ffmpeg"))
    }

    /// What a synthesiser makes of a text.
    ///
    /// - Parameter voice: a voice of espeak-ng.
    /// - Throws: ``Failure``
    public static func draft(of text: String, voice: String) throws(Failure) -> [Int16] {
        let wave = try run("espeak-ng", ["-v", voice, "-s", "135", "--stdout", "--stdin"], input: Data(text.utf8), package: "espeak-ng")
        return try Wave(wave).at48kHz
    }

    /// Writes a clip: Opus in Ogg, 24 kbit/s.
    ///
    /// - Throws: ``Failure``
    public static func encode(_ take: Take, to file: URL) throws(Failure) {
        let raw = take.samples.withUnsafeBytes { Data($0) }
        let arguments = ["--quiet", "--raw", "--raw-rate", "48000", "--raw-chan", "1", "--bitrate", "24", "--serial", "1", "-", "-"]
        let clip = try run("opusenc", arguments, input: raw, package: "opus-tools")
        do { try clip.write(to: file) } catch { throw Failure(description: "\(file.path) cannot be written: \(error.localizedDescription)") }
    }

    private static func samples(_ data: Data) -> [Int16] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 2).map { Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self)) }
        }
    }

    private static func run(_ program: String, _ arguments: [String], input: Data = Data(), package: String) throws(Failure) -> Data {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let path else { throw Failure(description: "\(program) is not installed; it comes with the package \(package)") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        // Through a file: a pipe that nobody empties would stop whoever fills it.
        let source = FileManager.default.temporaryDirectory.appending(path: "kiosk-sound-\(UUID())")
        defer { try? FileManager.default.removeItem(at: source) }  // a leftover in the temporary folder hurts nobody
        let output = Pipe()
        process.standardOutput = output
        do {
            try input.write(to: source)
            process.standardInput = try FileHandle(forReadingFrom: source)
            try process.run()
            let made = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw Failure(description: "\(program) failed with status \(process.terminationStatus)")
            }
            return made
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(description: "\(program) cannot be run: \(error.localizedDescription)")
        }
    }
}
