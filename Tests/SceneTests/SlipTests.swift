import Appliance
import Devices
import Foundation
import Guide
import Intake
import Proofs
import Sealing
import SimulatedDevices
import Testing
import Visit

@testable import Scene

@Suite struct `The slip` {
    struct Paper: Sendable, CustomTestStringConvertible {
        var site: String
        var language: String
        var width: Int

        var testDescription: String { "\(site) \(language) \(width) mm" }
    }

    static let papers: [Paper] = HandbookFixture.siteNames.flatMap { site in
        // Where the guide cannot be read every test says so.
        ((try? HandbookFixture.handbook(site).guide.site.languages) ?? [.english]).flatMap { language in
            [80, 58].map { Paper(site: site, language: language.tag, width: $0) }
        }
    }

    private func layout(_ paper: Paper) throws -> SlipLayout {
        try BundledFonts.require()
        let handbook = try HandbookFixture.handbook(paper.site)
        return SlipLayout(guide: handbook.guide, look: try HandbookFixture.look, typesetter: Typesetter(), paperWidth: paper.width)
    }

    /// A number as a visit would get it: really sealed.
    private static let issued: Result<(code: Code, record: SealedRecord), any Error> = Result {
        var random = SeededRandom(seed: 42)
        let code = Code(random: &random)
        let form = try HandbookFixture.airport.form
        var answers = Answers()
        if let needs = form["needs"] { answers.choose("pay", of: needs) }
        let payload = Payload(week: ISOWeek(year: 2026, week: 47), visitLanguage: "bn", answers: answers, form: form)
        return (code, try SealedRecord.seal(payload, form: form, code: code, to: try MRCPrivateKey().publicKey).record)
    }

    private func number() throws -> SlipText {
        let (code, record) = try `The slip`.issued.get()
        return .number(groups: code.groups, qr: SlipQR.encode(code, record), validUntil: GuideDate("2027-02-20"))
    }

    private func bitmap(_ image: SlipLayout.Image) throws -> SlipBitmap {
        try SlipBitmap(width: Dots(image.width), height: Dots(image.height), rows: image.rows)
    }

    @Test(arguments: papers)
    func `has room for its words and a letter for each of them`(paper: Paper) throws {
        let layout = try layout(paper)
        for text in [try number(), .numbers] {
            let image = layout.image(of: text, in: Language(paper.language), today: HandbookFixture.builtOn)
            #expect(image.faults.isEmpty, "\(image.faults.map(\.description))")
            #expect(image.width == (paper.width == 80 ? 576 : 384))
            #expect(image.rows.count == image.bytesPerRow * image.height)
            // Neither paper is endless nor is the slip empty.
            #expect((300...3_000).contains(image.height))
        }
    }

    @Test(arguments: papers.filter { ["en", "ar", "km", "my"].contains($0.language) })
    func `comes out of the printer dot for dot as it was drawn`(paper: Paper) async throws {
        let drawn = try bitmap(try layout(paper).image(of: try number(), in: Language(paper.language), today: HandbookFixture.builtOn))
        let printer = SimulatedPrinter(clock: SimulatedClock(), headWidth: paper.width == 80 ? 576 : 384)
        try await printer.print(EscPos.standard.slip(drawn))
        let slip = try #require(printer.slips.last)
        #expect(slip.isDelivered)
        #expect(slip.shows(drawn))
    }

    @Test(.enabled(if: Tool.zbarimg != nil, "zbarimg is not installed (zbar-tools)"), arguments: papers.filter { ["en", "ar", "km"].contains($0.language) })
    func `carries a QR symbol from which a desk without network reads code and record`(paper: Paper) async throws {
        let drawn = try bitmap(try layout(paper).image(of: try number(), in: Language(paper.language), today: HandbookFixture.builtOn))
        let printer = SimulatedPrinter(clock: SimulatedClock(), headWidth: paper.width == 80 ? 576 : 384)
        try await printer.print(EscPos.standard.slip(drawn))
        let paperNow = try #require(printer.slips.last).bitmap
        let read = try Tool.readQR(paperNow)
        let (code, record) = try SlipQR.decode(read)
        let (issuedCode, issuedRecord) = try `The slip`.issued.get()
        #expect(code.digits == issuedCode.digits)
        #expect(record == issuedRecord)
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `says nothing of topics, needs or organisations in any language`(site: String) throws {
        let guide = try HandbookFixture.handbook(site).guide
        let form = try HandbookFixture.handbook(site).form
        let topics = guide.topics.map(\.titleID) + Stage.allCases.map(\.titleID) + form.questions.flatMap { question in
            question.options.map { TextID(question.text(of: $0)) }
        }
        let spoken = ["slip.your_number", "slip.bring", "slip.throw_away", "slip.valid_until"].map { TextID("ui.\($0)") }
        for language in guide.site.languages {
            let words = spoken.compactMap { guide.text($0, in: language)?.string.withoutMarks.lowercased() }
            #expect(words.count == spoken.count, "\(language)")
            for topic in topics {
                // A language's name or a single short word may stand in any sentence.
                guard let title = guide.text(topic, in: language)?.string.withoutMarks.lowercased(), title.count > 5 else { continue }
                for sentence in words { #expect(!sentence.contains(title), "\(language): \"\(title)\"") }
            }
        }
    }

    @Test func `bears no name of the centre, no day and no hour`() throws {
        for site in HandbookFixture.siteNames {
            let guide = try HandbookFixture.handbook(site).guide
            #expect(guide.site.neutralName != guide.site.name)
            for word in ["union", "migrant", "worker", "labour", "MRC", "MTUC"] {
                #expect(!guide.site.neutralName.localizedCaseInsensitiveContains(word))
            }
        }
        // Two visits of one month get the same slip but for number and symbol.
        let layout = try layout(Paper(site: "amman-airport", language: "en", width: 80))
        func slip(_ today: String, _ until: String) -> SlipLayout.Image {
            layout.image(
                of: .number(groups: ["1234", "5678", "9012"], qr: "MRC1:AAAA", validUntil: GuideDate(until)), in: .english,
                today: GuideDate(today) ?? HandbookFixture.builtOn)
        }
        #expect(slip("2026-11-02", "2027-01-31") == slip("2026-11-01", "2027-01-30"))
    }

    @Test(arguments: HandbookFixture.siteNames)
    func `of useful numbers changes when an assurance runs out, and only then`(site: String) throws {
        let layout = try layout(Paper(site: site, language: "en", width: 80))
        let guide = try HandbookFixture.handbook(site).guide
        let later = GuideDate(dayNumber: HandbookFixture.builtOn.dayNumber + 4_000)
        func showing(_ day: GuideDate) -> [Service.Phone.Showing?] {
            guide.site.keyContacts.compactMap { guide.services[$0] }.map { $0.phones.first?.showing(on: day, risk: $0.risk) }
        }
        let now = layout.image(of: .numbers, in: .english, today: HandbookFixture.builtOn)
        let then = layout.image(of: .numbers, in: .english, today: later)
        #expect((now == then) == (showing(HandbookFixture.builtOn) == showing(later)))
    }

    @Test func `says that its symbol could not be drawn instead of leaving it out`() throws {
        let layout = try layout(Paper(site: "amman-airport", language: "en", width: 80))
        let image = layout.image(
            of: .number(groups: ["1", "2", "3"], qr: String(repeating: "A", count: 5_000), validUntil: nil), in: .english,
            today: HandbookFixture.builtOn)
        #expect(image.faults.contains { if case .doesNotFit(text: "QR symbol", _) = $0 { true } else { false } })
    }
}

