import Foundation
import SoundPress
import Testing

@Suite struct `Recordings` {
    private static func tone(_ amplitude: Double, seconds: Double, hertz: Double = 1_000) -> [Int16] {
        (0..<Int(seconds * 48_000)).map { Int16(sin(Double($0) / 48_000 * hertz * 2 * .pi) * amplitude * 32_767) }
    }

    /// A tone of 1 kHz at full scale is −3.01 LUFS by the recommendation; each half is 6.02 dB less.
    @Test(arguments: [(1.0, -3.01), (0.5, -9.03), (0.1, -23.01)])
    func `loudness is that of the recommendation`(amplitude: Double, wanted: Double) throws {
        let measured = try #require(Loudness.measure(Self.tone(amplitude, seconds: 3)))
        #expect(abs(measured - wanted) < 0.1)
    }

    @Test func `a person's pauses do not count`() throws {
        let speech = Self.tone(0.3, seconds: 2)
        let silence = [Int16](repeating: 0, count: 96_000)
        let (alone, paused) = (try #require(Loudness.measure(speech)), try #require(Loudness.measure(speech + silence + speech)))
        #expect(abs(alone - paused) < 0.5)
        #expect(Loudness.measure(silence) == nil)
    }

    /// As ffmpeg's own meter hears it, for a draft that espeak-ng has made.
    @Test(arguments: ["en", "bn"]) func `a take is as loud as all others, and ffmpeg hears the same`(voice: String) throws {
        let text = voice == "en" ? "You may keep your own papers. Nobody may take them away." : "আপনার কাগজপত্র আপনার কাছে রাখুন।"
        let take = try Take(try Workshop.draft(of: text, voice: voice))
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).opus")
        defer { try? FileManager.default.removeItem(at: file) }  // a leftover in the temporary folder hurts nobody
        try Workshop.encode(take, to: file)
        let decoded = try Workshop.samples(of: file)
        let (measured, heard) = (try #require(Loudness.measure(decoded)), try Self.heardByFFmpeg(file))
        #expect(abs(measured - Loudness.target) < 1, "\(measured)")
        #expect(abs(heard - Loudness.target) < 1, "\(heard)")
    }

    private static func heardByFFmpeg(_ file: URL) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        process.arguments = ["-nostdin", "-hide_banner", "-i", file.path, "-af", "ebur128", "-f", "null", "-"]
        let told = Pipe()
        process.standardError = told
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: try told.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        let line = try #require(text.split(separator: "\n").last { $0.contains("I:") && $0.contains("LUFS") })
        return try #require(line.split(separator: " ").compactMap { Double($0) }.first)
    }

    @Test func `silence around the words is cut, but for a breath`() throws {
        let silence = [Int16](repeating: 0, count: 48_000)
        let take = try Take(silence + Self.tone(0.2, seconds: 1) + silence)
        #expect((48_000...56_000).contains(take.samples.count))
    }

    @Test func `what cannot be used is refused with the reason`() {
        #expect(throws: Take.Fault.silent) { try Take([Int16](repeating: 3, count: 48_000)) }
        #expect(throws: Take.Fault.silent) { try Take([]) }
        #expect(throws: Take.Fault.self) { try Take(Self.tone(0.5, seconds: 0.02)) }
        #expect(throws: Take.Fault.self) { try Take(Self.tone(0.5, seconds: 70)) }
        #expect(throws: Take.Fault.self) { try Take([Int16](repeating: 32_767, count: 9_600)) }
    }

    @Test func `no voice is offered for a language that a synthesiser mangles or lacks`() {
        let offered = Set(DraftVoice.all.keys.map(\.tag))
        #expect(offered.isDisjoint(with: ["th", "my", "shn", "km", "lo", "fil", "ar"]))
        #expect(offered.isSuperset(of: ["en", "bn", "hi", "id"]))
    }
}
