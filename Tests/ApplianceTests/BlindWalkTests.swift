import Devices
import Guide
import Intake
import Proofs
import Scene
import SimulatedDevices
import Sound
import Testing
import Visit

@Suite struct `By sound alone` {
    @Test(arguments: ["en", "id", "bn", "ar", "my"])
    func `from the headset to a printed number with no pixel looked at, and all that is heard is shown`(tag: String) async throws {
        let house = try House()
        let language = Language(tag)
        let visitor = BlindVisitor(house: house, language: language)
        try await house.open {
            await visitor.plugIn()
            try await visitor.choose(.autonym(language))
            try await heardIsShown(house)
            try await visitor.choose("home.talk")
            try await heardIsShown(house)
            try await visitor.choose("notice.agree")
            try await visitor.answer("stage", "work")
            try await visitor.answer("work", "fishing")
            try await visitor.answer("needs", "papers")
            #expect(visitor.heard?.words.text.contains(try text("ui.sound.chosen", house, language)) == true)
            try await heardIsShown(house)
            try await visitor.choose("nav.next")
            try await visitor.answer("soon", "today")
            try await visitor.choose("nav.skip")
            try await visitor.choose("plan.skip_all")

            // The page with the number has just been read.
            let page = try #require(visitor.heard)
            #expect(page.way == .headset && page.words.isPrivate)
            let digits = page.words.pieces.compactMap { piece in
                if case .words(let word, _) = piece, word.count == 1, let digit = word.first, digit.isNumber { digit } else { nil }
            }
            let heard = String(digits.prefix(Code.length))
            try await heardIsShown(house)
            try await visitor.choose("code.print")

            let (_, code, record) = try PaperReader.read(try #require(house.board.printer.slips.last).bitmap)
            #expect(code.digits == heard)
            let payload = try house.opened(record, code)
            #expect(payload.language == tag && payload.answers["work"] == ["fishing"] && payload.answers["needs"] == ["papers"])
            try await visitor.choose("slip.came_out")
            try await visitor.choose("nav.done")
            // Nothing of the visit is left, not even its language: the goodbye is that of the site, as on the glass.
            #expect(await house.page == "goodbye")
            try await heardIsShown(house)
            #expect(house.board.speaker.captions.allSatisfy { $0.way == .headset })
        }
    }

    @Test func `a visitor whose language has no voice is told so, sees it too, and the keys work`() async throws {
        let all = try HandbookFixture.lobby
        let house = try House(handbook: Handbook(guide: all.guide, form: all.form, voices: [.english]))
        let sentence = try text("ui.sound.no_voice", house, .english)
        try await house.open {
            await BlindVisitor(house: house, language: .english).plugIn()
            try await house.find("lang.km")
            #expect(house.board.speaker.captions.last?.words.text == sentence)
            #expect(shown(await house.scene).contains(plain(try text("ui.sound.no_voice", house, Language("km")))))
            await house.rehearsal.press(.down)
            #expect(house.board.speaker.captions.last?.words.text == sentence)
            #expect(await house.scene.controls.first?.isFocused == true)
        }
    }

    @Test func `whatever the visitor does, what was being said stops first`() async throws {
        let house = try House()
        try await house.open {
            let visitor = BlindVisitor(house: house, language: .english)
            await visitor.plugIn()
            try await visitor.choose(.autonym(.english))
            #expect(house.board.speaker.isSpeaking)
            for button in [HardwareButton.down, .back, .volumeUp, .help, .select] {
                let silences = house.board.speaker.silences
                await visitor.press(button)
                #expect(house.board.speaker.silences > silences, "\(button)")
            }
        }
    }

    @Test func `louder and faster are heard at once, and gone with the visit`() async throws {
        let house = try House()
        try await house.open {
            let visitor = BlindVisitor(house: house, language: .english)
            await visitor.plugIn()
            try await visitor.choose(.autonym(.english))
            let page = try #require(visitor.heard).words
            await visitor.press(.volumeUp)
            let louder = try #require(visitor.heard).words
            #expect(louder.pieces == page.pieces && louder.volume == page.volume.louder)
            try await visitor.choose("nav.settings")
            for percent in [125, 150, 175, 200, 200] {
                try await visitor.choose("settings.faster")
                #expect(try #require(visitor.heard).words.tempo == Tempo(percent))
            }
            await visitor.press(.leave)
            await visitor.press(.select)
            let fresh = try #require(visitor.heard).words
            #expect(fresh.volume == page.volume && fresh.tempo == .recorded)
        }
    }

    @Test func `the listening key holds, goes on, and says it again when all was said`() async throws {
        let house = try House()
        try await house.open {
            let visitor = BlindVisitor(house: house, language: .english)
            await visitor.plugIn()
            let said = try #require(visitor.heard)
            await visitor.press(.listen)
            #expect(house.board.speaker.isHeld)
            await visitor.press(.listen)
            #expect(!house.board.speaker.isHeld && house.board.speaker.captions.count == 1)
            await visitor.press(.listen)
            await house.board.speaker.silence()
            await visitor.press(.listen)
            #expect(house.board.speaker.captions.map(\.words) == [said.words, said.words])
        }
    }

    @Test func `a headset that is pulled out takes the number from the glass, and one touch brings it back`() async throws {
        let house = try House()
        try await house.open {
            try await house.arrive()
            await house.rehearsal.plug(true)
            try await house.answer()
            _ = try await house.code()
            await house.rehearsal.plug(false)
            #expect(!house.board.speaker.isSpeaking)
            #expect(await house.page == "still-there")
            await #expect(throws: FixtureError.self) { _ = try await house.code() }
            try await house.find("idle.more-time")
            #expect(await house.page == "code")
        }
    }

    // MARK: What is shown

    /// Every sentence of the page that was read last stands on the glass, but for what only listeners need.
    private func heardIsShown(_ house: House) async throws {
        let scene = await house.scene
        let all = shown(scene)
        let narrator = Narrator(guide: house.handbook.guide, language: scene.language, voices: house.handbook.voices)
        let said = house.board.speaker.captions.last?.words.pieces ?? []
        #expect(!said.isEmpty)
        let unseen = Set(
            narrator.control([.ui("nav.back")], isSelected: true, place: 1, of: 2).pieces.compactMap(\.recording?.text)
        )
        for case .words(let words, _) in said where !unseen.contains(words) && words.count > 1 {
            #expect(all.contains(words), "\"\(words)\" was said and not shown on \(scene.page)")
        }
    }

    private func shown(_ scene: Scene) -> String {
        scene.elements.map { element in
            if case .text(let run) = element { plain(run.phrase.string) } else { "" }
        }.joined(separator: "\n")
    }

    private func plain(_ text: String) -> String { Recording(text, .english).text }

    private func text(_ id: TextID, _ house: House, _ language: Language) throws -> String {
        plain(try #require(house.handbook.guide.text(id, in: language)).string)
    }
}
