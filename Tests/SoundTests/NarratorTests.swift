import Guide
import Intake
import Proofs
import Sound
import Testing
import Visit

@Suite struct `What is said of a page` {
    private let handbook: Handbook
    private let all: Set<Language>

    init() throws {
        handbook = try HandbookFixture.lobby
        all = handbook.voices
    }

    private func narrator(_ language: Language = .english, voices: Set<Language>? = nil) -> Narrator {
        Narrator(guide: handbook.guide, language: language, voices: voices ?? all)
    }

    private func page(_ page: Page, _ language: Language = .english, _ change: (inout Model) -> Void = { _ in }) -> Content {
        var model = Model()
        model.machine.hasHeadset = true
        model.session.language = language
        model.session.page = page
        change(&model)
        return content(of: model, handbook)
    }

    private func words(_ utterance: Utterance) -> [String] { utterance.pieces.compactMap(\.recording?.text) }

    @Test func `the title comes first, and controls wait for the keys`() throws {
        let content = page(.notice)
        let said = words(narrator().page(content, items: content.items.indices))
        #expect(said.first == handbook.guide.text("ui.notice.title", in: .english)?.string)
        #expect(said.count == 4)
        #expect(!said.contains(try #require(handbook.guide.text("ui.notice.agree", in: .english)?.string)))
    }

    @Test func `what the machine fills in is said between the words around it, numbers digit by digit`() {
        let about = page(.about) { $0.machine.kept.sealedRecords = 407 }
        let said = words(narrator().page(about, items: about.items.indices))
        let at = said.firstIndex(of: "4") ?? 0
        #expect(at > 0 && said[at...].prefix(3) == ["4", "0", "7"])
        #expect(said.allSatisfy { !$0.contains("{") && !$0.contains("}") })
    }

    @Test func `a number is said in its groups`() throws {
        let code = try #require(["4711", "0815", "4242"] as [String]?)
        let pieces = narrator().code(code).pieces
        #expect(pieces.count == 14)
        #expect(pieces.filter { $0 == .pause }.count == 2)
        #expect(pieces.compactMap(\.recording?.text).joined() == "471108154242")
    }

    @Test func `a control says its words, whether it is chosen, and its place`() {
        let control = narrator().control([.ui("nav.done")], isSelected: true, place: 3, of: 12)
        #expect(words(control) == ["Done", "chosen", "3", "of", "1", "2"])
        #expect(words(narrator().control([.ui("nav.done")], isSelected: false, place: 1, of: 1)) == ["Done", "1", "of", "1"])
    }

    @Test func `a language without a voice says so in English, and mixes nothing`() throws {
        let khmer = Language("km")
        let content = page(.notice, khmer)
        let silent = words(narrator(khmer, voices: [.english]).page(content, items: content.items.indices))
        #expect(silent == [try #require(handbook.guide.text("ui.sound.no_voice", in: .english)?.string)])
        #expect(words(narrator(khmer, voices: [.english]).control([.ui("nav.done")], isSelected: false, place: 1, of: 2)) == silent)
        #expect(words(narrator(khmer, voices: [khmer]).page(content, items: content.items.indices)).count == 4)
        #expect(narrator(khmer, voices: []).page(content, items: content.items.indices).isEmpty)
    }

    @Test func `before a language is chosen every language with a voice invites in its own`() {
        let content = content(of: Model(), handbook)
        #expect(content.name == "welcome")
        var model = Model()
        model.session.page = .languages
        let languages = Visit.content(of: model, handbook)
        let voices: Set<Language> = [.english, Language("bn")]
        let said = narrator(Language("id"), voices: voices).page(languages, items: languages.items.indices)
        let tongues = Set(said.pieces.compactMap(\.recording?.language))
        #expect(tongues == voices)
        #expect(words(said).contains("English") && words(said).contains("বাংলা"))
    }

    @Test func `the alert is said in English where its language has no voice`() throws {
        let still = page(.home, Language("km")) { $0.session.alertSince = .zero }
        let english = try #require(handbook.guide.text("ui.idle.title", in: .english)?.string)
        #expect(words(narrator(Language("km"), voices: [.english]).alert(still)) == [english])
    }

    @Test func `only the part in sight is said, and which part it is`() {
        let content = page(.about)
        let said = words(narrator().page(content, items: 2..<4, part: 2, parts: 3))
        #expect(!said.contains(handbook.guide.text("ui.about.title", in: .english)?.string ?? ""))
        #expect(Array(said.suffix(3)) == ["2", "of", "3"])
    }

    /// On every page that visitors use: nothing may be said that nobody was asked to record.
    @Test(arguments: ["en", "bn"]) func `the list of what to record holds all that is said of every page`(tag: String) {
        let lists = handbook.guide.site.languages.map { RecordingList(of: handbook.guide, in: $0) }
        let listed = Set(lists.flatMap(\.entries).map(\.recording))
        let language = Language(tag)
        for exhibit in Gallery(handbook).exhibits(in: language) where !exhibit.model.session.page.isOfStaff {
            let content = content(of: exhibit.model, handbook)
            // What is out of order is told to staff in the technician's own words.
            guard content.kind != .placard else { continue }
            let narrator = narrator(language)
            var said = narrator.page(content, items: content.items.indices).pieces
            for control in content.controls {
                said += narrator.control(
                    [control.words] + (control.detail.map { [$0] } ?? []), isSelected: control.isSelected, place: 1, of: 2
                ).pieces
            }
            let missing = Set(said.compactMap(\.recording)).subtracting(listed)
            #expect(missing.isEmpty, "\(content.name): \(missing.sorted().first?.text ?? "")")
        }
    }

    @Test func `a changed text is another recording, a mark for a line break is not`() {
        #expect(Recording("ខ្ញុំ\u{200B}ទៅ  ផ្ទះ ", Language("km")) == Recording("ខ្ញុំទៅ ផ្ទះ", Language("km")))
        #expect(Recording("Back", .english) != Recording("Go back", .english))
        #expect(Recording("Back", .english) != Recording("Back", Language("id")))
    }
}

extension Page {
    var isOfStaff: Bool { if case .staff = self { true } else { false } }
}
