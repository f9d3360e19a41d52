import Devices
import Foundation
import LinuxDevices
import SoundPress
import Synchronization
import Testing

/// Speech through ALSA for real: its file device writes down every sample that a card would have been given.
@Suite struct `The voice on a sound card` {
    /// Clips that a synthesiser has made now, encoded and decoded as on a kiosk.
    private struct Shelf: ClipShelf {
        var clips: [String: [UInt8]] = [:]

        func clip(of words: String, in language: String) -> [UInt8]? { clips[words] }
    }

    /// A speaker that writes into a file, and the file.
    private struct Booth {
        let speaker: LinuxSpeaker
        let file: URL
        let folder: URL

        init(_ texts: [String], card: String? = nil) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "kiosk-voice-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            file = folder.appending(path: "heard.raw")
            var shelf = Shelf()
            for text in texts {
                let clip = folder.appending(path: "clip.opus")
                try Workshop.encode(try Take(try Workshop.draft(of: text, voice: "en")), to: clip)
                shelf.clips[text] = Array(try Data(contentsOf: clip))
            }
            speaker = LinuxSpeaker(
                card: card ?? "file:'\(file.path)',raw", shelf: shelf, loop: try EventLoop(name: "voice"), folder: folder.path)
        }

        var heard: [Int16] {
            let data = (try? Data(contentsOf: file)) ?? Data()  // no file: nothing was played yet
            return data.withUnsafeBytes { bytes in
                (0..<bytes.count / 2).map { Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self)) }
            }
        }

        /// How much was heard, without reading it.
        var heardBytes: Int {
            // No file: nothing was played yet.
            ((try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int) ?? 0
        }

        /// Waits in real time until all was given to the card.
        func said() async -> [Int16] {
            while await speaker.isSpeaking { await Task.yield() }
            return heard
        }

        func close() async {
            await speaker.stop()
            speaker.loop.stop()
            try? FileManager.default.removeItem(at: folder)  // a leftover in the temporary folder hurts nobody
        }
    }

    private static let sentence = "You may keep your own papers."

    private func words(_ texts: [String], volume: Volume = Volume(10), tempo: Tempo = .recorded, isPrivate: Bool = false) -> SpokenWords {
        SpokenWords(texts.map { .words($0, language: "en") }, isPrivate: isPrivate, volume: volume, tempo: tempo)
    }

    @Test func `a sentence is played whole, and as loud as it was made`() async throws {
        let booth = try Booth([Self.sentence])
        await booth.speaker.speak(words([Self.sentence]))
        let heard = await booth.said()
        #expect((48_000...192_000).contains(heard.count), "\(heard.count) samples")
        let loudness = try #require(Loudness.measure(heard))
        #expect(abs(loudness - Loudness.target) < 1, "\(loudness)")
        #expect(booth.speaker.trouble == nil)
        await booth.close()
    }

    @Test(arguments: [50, 75, 125, 150, 175, 200])
    func `seven speeds: the samples that are played are so many more or fewer`(percent: Int) async throws {
        let (plain, other) = (try Booth([Self.sentence]), try Booth([Self.sentence]))
        await plain.speaker.speak(words([Self.sentence]))
        await other.speaker.speak(words([Self.sentence], tempo: Tempo(percent)))
        let (usual, changed) = (await plain.said().count, await other.said().count)
        let measured: Double = Double(usual) / Double(changed) * 100
        #expect(abs(measured - Double(percent)) < Double(percent) / 25, "\(measured)")
        await plain.close()
        await other.close()
    }

    @Test func `one step quieter is five decibels`() async throws {
        let (loud, quiet) = (try Booth([Self.sentence]), try Booth([Self.sentence]))
        await loud.speaker.speak(words([Self.sentence], volume: Volume(9)))
        await quiet.speaker.speak(words([Self.sentence], volume: Volume(8)))
        let (first, second) = (try #require(Loudness.measure(await loud.said())), try #require(Loudness.measure(await quiet.said())))
        let steps: Double = first - second
        #expect(abs(steps - 5) < 0.3, "\(steps) dB")
        await loud.close()
        await quiet.close()
    }

    @Test func `told to be silent it gives the card not one sample more`() async throws {
        let booth = try Booth([Self.sentence])
        // Many minutes: the file takes them faster than ears do.
        await booth.speaker.speak(words([String](repeating: Self.sentence, count: 1_000)))
        while booth.heardBytes < 9_600 { await Task.yield() }
        await booth.speaker.silence()
        let atOnce = booth.heard.count
        try await Task.sleep(for: .milliseconds(100))
        #expect(booth.heard.count == atOnce)
        // However slow this machine is: not all of it, a second at least for each sentence.
        #expect(atOnce < 1_000 * Samples.rate)
        // And speaks again when asked to.
        await booth.speaker.speak(words([Self.sentence]))
        #expect(await booth.said().count > atOnce + 24_000)
        await booth.close()
    }

    @Test func `held it waits, and then says the rest`() async throws {
        let texts = (1...4).map { "Sentence number \($0)." }
        let (plain, held) = (try Booth(texts), try Booth(texts))
        await plain.speaker.speak(words(texts))
        let whole = await plain.said().count
        await held.speaker.speak(words(texts))
        while held.heard.count < 24_000 { await Task.yield() }
        await held.speaker.hold()
        let before = held.heard.count
        try await Task.sleep(for: .milliseconds(100))
        #expect(held.heard.count == before)
        #expect(await held.speaker.resume())
        let after = await held.said().count
        let difference: Int = abs(after - whole)
        #expect(difference <= Samples.count(in: .milliseconds(100)), "\(after) of \(whole)")
        #expect(await !held.speaker.resume())
        await plain.close()
        await held.close()
    }

    @Test func `without a headset private words are heard nowhere`() async throws {
        let booth = try Booth([Self.sentence])
        await booth.speaker.start()
        await booth.speaker.speak(words([Self.sentence], isPrivate: true))
        try await Task.sleep(for: .milliseconds(100))
        #expect(booth.heard.isEmpty)
        var socket = booth.speaker.headset.makeAsyncIterator()
        #expect(await socket.next() == false)
        await booth.close()
    }

    @Test func `a clip that is missing is left out, a card that is missing is told`() async throws {
        let booth = try Booth([Self.sentence])
        await booth.speaker.speak(words(["Nobody recorded this.", Self.sentence]))
        #expect(await booth.said().count > 48_000)
        await booth.close()
        let mute = try Booth([Self.sentence], card: "hw:77")
        await mute.speaker.speak(words([Self.sentence]))
        #expect(mute.speaker.trouble?.contains("hw:77") == true)
        await mute.close()
    }
}
