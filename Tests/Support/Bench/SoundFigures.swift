import Devices
import Foundation
import LinuxDevices
import SoundPress

/// What the voice costs, through ALSA: its file device takes every sample that a card would have been given.
struct SoundFigures {
    /// Clips as on a kiosk, made now by a synthesiser.
    private struct Shelf: ClipShelf {
        var clips: [String: [UInt8]]

        func clip(of words: String, in language: String) -> [UInt8]? { clips[words] }
    }

    private static let sentence = "You may keep your own papers."
    private static let times = 200
    /// Sentences that are decoded to see how much of a core that takes.
    private static let many = 100

    func tell(_ table: inout Table) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-voice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // what stays in the temporary folder harms nobody
        let heard = folder.appending(path: "heard.raw")
        let clip = folder.appending(path: "clip.opus")
        try Workshop.encode(try Take(try Workshop.draft(of: SoundFigures.sentence, voice: "en")), to: clip)
        let shelf = Shelf(clips: [SoundFigures.sentence: Array(try Data(contentsOf: clip))])
        let speaker = LinuxSpeaker(
            card: "file:'\(heard.path)',raw", shelf: shelf, loop: try EventLoop(name: "voice"), folder: folder.path)
        var (starts, stops): ([Double], [Double]) = ([], [])
        for _ in 0..<SoundFigures.times {
            let before = samples(in: heard)
            let asked = ContinuousClock.now
            await speaker.speak(words(SoundFigures.many))
            while samples(in: heard) == before { await Task.yield() }
            starts.append((ContinuousClock.now - asked).milliseconds)
            let acted = ContinuousClock.now
            await speaker.silence()
            stops.append((ContinuousClock.now - acted).milliseconds)
        }
        let start = Sample(milliseconds: starts)
        table.row("focus to the first sample in the card", start, bar: 150)
        table.figure("  its p99", start.p99, "ms", bar: 150)
        table.row("an action to the last sample in the card", Sample(milliseconds: stops), bar: 50)
        table.figure("  its longest", Sample(milliseconds: stops).most, "ms", bar: 50)
        table.figure("decoding and playing, of a core", try await load(speaker, heard), "%", bar: 5)
        await speaker.stop()
        speaker.loop.stop()
    }

    /// Processor time of this process by the time that the speech lasts, in percent. The file takes it faster than ears do.
    private func load(_ speaker: LinuxSpeaker, _ heard: URL) async throws -> Double {
        let (before, used) = (samples(in: heard), Proc.processorSeconds())
        await speaker.speak(words(SoundFigures.many))
        // The wait must not count: it sleeps.
        while await speaker.isSpeaking { try await Task.sleep(for: .milliseconds(20)) }
        let seconds = Double(samples(in: heard) - before) / Double(Samples.rate)
        return (Proc.processorSeconds() - used) / seconds * 100
    }

    private func words(_ count: Int) -> SpokenWords {
        let sentences = [String](repeating: SoundFigures.sentence, count: count)
        return SpokenWords(
            sentences.map { .words($0, language: "en") }, isPrivate: false, volume: Volume(10), tempo: .recorded)
    }

    private func samples(in file: URL) -> Int {
        (((try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int) ?? 0) / 2  // no file: nothing yet
    }
}
