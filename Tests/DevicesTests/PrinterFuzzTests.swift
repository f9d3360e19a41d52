import Devices
import Foundation
import SimulatedDevices
import Testing

/// Printers that answer anything at all. `KIOSK_FUZZ_CASES` sets how many cases; a failure tells its seed.
@Suite struct PrinterFuzzTests {
    /// The default is 200,000, which takes some seconds.
    static let cases = ProcessInfo.processInfo.environment["KIOSK_FUZZ_CASES"].flatMap(Int.init) ?? 200_000

    struct Entry: CustomTestStringConvertible, Sendable {
        let name: String
        let expected: PrinterStatus
        let bytes: [UInt8]
        let tellsByItself: Bool

        var testDescription: String { name }
    }

    /// Answers that were seen or thought of, each with what it means.
    static let corpus: [Entry] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Corpus/printer")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []  // Counted by a test.
        return names.sorted().compactMap { entry(folder.appending(path: $0)) }
    }()

    private static func entry(_ file: URL) -> Entry? {
        // A file that cannot be read is missed by the test that counts them.
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n")
        let words = lines.filter { $0.hasPrefix("# expected: ") }.flatMap { $0.dropFirst(12).split(separator: " ") }
        let bytes = lines.filter { !$0.hasPrefix("#") }.flatMap { $0.split(separator: " ") }
        let all: [PrinterStatus] = (0..<9).map { PrinterStatus(rawValue: 1 << $0) }
        let expected = words.reduce(into: PrinterStatus()) { status, word in
            if let named = all.first(where: { $0.names == [String(word)] }) { status.insert(named) }
        }
        return Entry(
            name: file.deletingPathExtension().lastPathComponent, expected: expected,
            bytes: bytes.compactMap { UInt8($0, radix: 16) }, tellsByItself: lines.contains("# tells by itself"))
    }

    @Test func `the corpus is there`() {
        #expect(Self.corpus.count == 16)
    }

    @Test(arguments: corpus) func `what is in the corpus means what it says`(_ entry: Entry) {
        var session = opened(entry.tellsByItself ? [.realTime, .automatic] : .realTime)
        var answers = entry.bytes[...]
        var now = MonotonicTime.boot
        // The printer answers each question with its next byte that is an answer, and says all before it on the way.
        for _ in 0..<200 where session.status == [.unknown, .offline] {
            if !session.output.isEmpty {
                _ = session.sent(session.output.count, at: now)
                while let byte = answers.popFirst() {
                    _ = session.heard([byte], at: now)
                    if StatusRequest.isReply(byte) { break }
                }
            } else if let wake = session.wake {
                now = max(now, wake)
                _ = session.tick(at: now)
            }
        }
        #expect(session.status == entry.expected)
    }

    @Test func `no bytes trap the decoder, and only whole good messages are heard as such`() {
        var random = SeededRandom(seed: 1)
        var decoder = StatusDecoder()
        for number in 0..<Self.cases {
            if random.once(in: 5) { decoder.asked(question(&random)) }
            if random.once(in: 50) { decoder.giveUp() }
            let byte = likely(&random)
            switch decoder.receive(byte) {
            case .told(let status)?:
                guard AutomaticStatus.isLater(byte) else {
                    Issue.record("case \(number): told by \(byte)")
                    return
                }
                if status.canPrint, !status.isDisjoint(with: .blocking) {
                    Issue.record("case \(number)")
                    return
                }
            case .answer(.realTime, _)?, .stray?:
                guard StatusRequest.isReply(byte) else {
                    Issue.record("case \(number): answered by \(byte)")
                    return
                }
            case .answer(.inOrder, _)?:
                guard byte & 0x90 == 0 else {
                    Issue.record("case \(number): answered by \(byte)")
                    return
                }
            case .rubbish?, nil: break
            }
        }
    }

    @Test func `no four bytes are read as well that are not`() {
        var random = SeededRandom(seed: 2)
        for number in 0..<Self.cases {
            let message = (0..<Int.random(in: 0...6, using: &random)).map { _ in likely(&random) }
            let status = AutomaticStatus.decode(message)
            guard status.canPrint else { continue }
            let isWell = message.count == 4 && message[0] & 0xbb == 0x10 && message[1] & 0xfc == 0 && message[2] & 0x9c == 0
            if !isWell {
                Issue.record("case \(number): \(message)")
                return
            }
        }
    }

    @Test func `no printer makes a session trap, hang, or say twice that a slip ended`() {
        let profiles = Self.profiles
        var events = 0
        var seed: UInt64 = 0
        while events < Self.cases {
            seed += 1
            var storm = SessionStorm(seed: seed, profile: profiles[Int(seed) % profiles.count], corpus: Self.corpus.map(\.bytes))
            if let fault = storm.run() {
                Issue.record("seed \(seed): \(fault)")
                return
            }
            events += storm.events
        }
    }

    private static let profiles: [PrinterProfile] = {
        let questions: [PrinterProfile.Questions] = [
            [.realTime, .automatic, .inOrder], [.realTime], [.inOrder], [.automatic], [],
        ]
        return questions.enumerated().map { number, questions in
            var profile = PrinterProfile.standard
            profile.questions = questions
            profile.clearing = PrinterProfile.Clearing.allCases[number % 3]
            profile.quirks.isSilentOffline = number % 2 == 0
            profile.quirks.pauseAfterBand = .milliseconds(number * 10)
            profile.head = 8
            return profile
        }
    }()

    private func opened(_ questions: PrinterProfile.Questions) -> PrinterSession {
        var profile = PrinterProfile.standard
        profile.questions = questions
        var session = PrinterSession(profile: profile, encoder: .standard)
        _ = session.opened(at: .boot)
        _ = session.sent(session.output.count, at: .boot)
        return session
    }

    private func question(_ random: inout SeededRandom) -> PrinterQuestion {
        StatusRequest.allCases.randomElement(using: &random).map { .realTime($0) } ?? .inOrder
    }

    private func likely(_ random: inout SeededRandom) -> UInt8 { SessionStorm.likely(&random) }
}
