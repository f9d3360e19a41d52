import Appliance
import Devices
import Foundation
import Guide
import Proofs
import SimulatedDevices
import Testing
import Visit

@Suite struct `What the staff of one kiosk put up` {
    private static let day = HandbookFixture.builtOn

    private func file(in folder: URL) throws -> NoticeFile {
        NoticeFile(in: folder, sentences: try HandbookFixture.lobby.guide.sentences)
    }

    /// Puts the first sentence up, from that many days after the clock's day until so many after it.
    @discardableResult
    private func put(in folder: URL, from first: Int = 0, until last: Int) throws -> NoticeSentence {
        let sentence = try #require(try HandbookFixture.lobby.guide.sentences.first)
        let days = (first, last)
        let start = GuideDate(dayNumber: Self.day.dayNumber + days.0), end = GuideDate(dayNumber: Self.day.dayNumber + days.1)
        try file(in: folder).write([sentence.notice(from: start, until: end)])
        return sentence
    }

    private var clock: SimulatedClock { SimulatedClock(secondsSince1970: Int64(Self.day.dayNumber) * 86_400 + 3_600) }

    /// Whether the start page says it, in a language.
    private func isUp(_ sentence: NoticeSentence, _ house: House, in language: String = "en") async throws -> Bool {
        if await house.page == "dark" { try await house.rehearsal.touch("screen.wake") }
        try await house.arrive(in: language)
        let text = try #require(house.handbook.guide.text(sentence.textID, in: Language(language))).string
        let words = await house.scene.words
        await house.rehearsal.press(.leave)
        await house.rehearsal.wait(.seconds(30))
        return words.contains { $0.contains(text) }
    }

    @Test func `a sentence is on the start page in every language, without any network`() async throws {
        try await withFolder { folder in
            let house = try House(clock: clock, state: folder)
            try house.board.apply(device: "network", fault: "down")
            let sentence = try put(in: folder, until: 2)
            try await house.open {
                for language in house.handbook.guide.site.languages {
                    let isThere = try await isUp(sentence, house, in: language.tag)
                    #expect(isThere, "\(language)")
                }
            }
        }
    }

    @Test func `what is put up while the kiosk runs comes within a minute, and goes as soon when it is taken down`() async throws {
        try await withFolder { folder in
            let house = try House(clock: clock, state: folder)
            try await house.open {
                let sentence = try put(in: folder, until: 2)
                try await house.wait(.seconds(61), untilNoticesAreRead: house.noticeReads.value + 1)
                let isThere = try await isUp(sentence, house)
                #expect(isThere)
                try file(in: folder).write([])
                try await house.wait(.seconds(61), untilNoticesAreRead: house.noticeReads.value + 1)
                let isStill = try await isUp(sentence, house)
                #expect(!isStill)
            }
        }
    }

    @Test func `it outlives a restart, and ends after its last day`() async throws {
        try await withFolder { folder in
            let clock = clock
            let sentence = try put(in: folder, until: 1)
            for isFirstLife in [true, false] {
                let house = try House(clock: clock, state: folder)
                try await house.open {
                    let isThere = try await isUp(sentence, house)
                    #expect(isThere)
                    guard !isFirstLife else { return }
                    try await house.wait(.seconds(2 * 86_400), untilNoticesAreRead: house.noticeReads.value + 1)
                    // The look that was on its way while the days went by does not count.
                    for _ in 0..<2 { try await house.wait(.seconds(61), untilNoticesAreRead: house.noticeReads.value + 1) }
                    let isStill = try await isUp(sentence, house)
                    #expect(!isStill)
                }
            }
        }
    }

    @Test func `it waits for its first day`() async throws {
        try await withFolder { folder in
            let house = try House(clock: clock, state: folder)
            let sentence = try put(in: folder, from: 1, until: 1)
            try await house.open {
                let isEarly = try await isUp(sentence, house)
                #expect(!isEarly)
                try await house.wait(.seconds(86_400), untilNoticesAreRead: house.noticeReads.value + 1)
                let isThere = try await isUp(sentence, house)
                #expect(isThere)
            }
        }
    }

    @Test func `a clock that nobody set shows none that began after the guide was built`() async throws {
        try await withFolder { folder in
            let house = try House(clock: clock, state: folder)
            try house.board.apply(device: "clock", fault: "wrong")
            let sentence = try put(in: folder, from: 1, until: 5)
            try await house.open {
                let isThere = try await isUp(sentence, house)
                #expect(!isThere)
            }
        }
    }

    @Test func `a file that somebody spoiled shows nothing, is told once, and the kiosk serves`() async throws {
        try await withFolder { folder in
            let house = try House(clock: clock, state: folder)
            let sentence = try put(in: folder, until: 2)
            try Data("counsellors-away soon\n".utf8).write(to: try file(in: folder).url)
            try await house.open {
                let isThere = try await isUp(sentence, house)
                #expect(!isThere)
                try await house.wait(.seconds(300), untilNoticesAreRead: house.noticeReads.value + 1)
            }
            let told = house.log.lines.filter { $0.contains("what staff put up cannot be shown") }
            #expect(told.count == 1)
            #expect(told.first?.contains("notices.txt:1: counsellors-away has \"soon\"; allowed are two days") == true, "\(told)")
        }
    }

    @Test(arguments: [
        ("fire 2026-12-24 2026-12-24", "notices.txt:1: fire is no sentence of the guide; allowed are counsellors-away, "),
        ("# ours\n\nmass-return 24.12. 2026-12-24", "notices.txt:3: mass-return has \"24.12. 2026-12-24\"; allowed are two days"),
        ("mass-return 2026-12-24", "mass-return has \"2026-12-24\"; allowed are two days"),
        ("mass-return", "mass-return has \"\"; allowed are two days"),
        ("mass-return 2026-12-24 2026-12-25 2026-12-26", "allowed are two days"),
        ("mass-return 2026-12-24 2026-12-23", "mass-return ends on a day that is 2026-12-23; allowed is a day from 2026-12-24 to 2027-02-21"),
        ("mass-return 2026-12-24 2030-12-24", "allowed is a day from 2026-12-24 to 2027-02-21"),
        ("mass-return 2026-12-24 2026-12-24\nmass-return 2026-12-24 2026-12-24", "notices.txt:2: mass-return stands here twice"),
        ("[[[", "[[[ is no sentence of the guide"), (String(repeating: " ", count: 20_000), "notices.txt is not UTF-8 text of at most 16384 bytes"),
    ])
    func `a wrong file is refused with what is wrong, where, and what is allowed`(_ text: String, _ problem: String) async throws {
        try await withFolder { folder in
            let file = try file(in: folder)
            try Data(text.utf8).write(to: file.url)
            let error = #expect(throws: ConfigurationError.self) { try file.read() }
            #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
            #expect(error?.file == "notices.txt")
        }
    }

    @Test func `what was written is read again, and nothing leaves no file`() async throws {
        try await withFolder { folder in
            let file = try file(in: folder)
            let notices = try HandbookFixture.lobby.guide.sentences.map { $0.notice(from: Self.day, until: Self.day) }
            try file.write(notices)
            #expect(try file.read() == notices.sorted { $0.id < $1.id })
            try file.write([])
            #expect(!FileManager.default.fileExists(atPath: file.url.path))
            #expect(try file.read() == [])
        }
    }
}
