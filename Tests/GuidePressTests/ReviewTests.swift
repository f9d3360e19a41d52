import Guide
import GuidePress
import Testing

@Suite struct `A careful editor finds` {
    let tree: FixtureTree

    init() throws { tree = try FixtureTree() }

    private func translate(_ id: String, _ english: String, _ text: String, _ language: String = "my") throws -> Int {
        try tree.append(
            "\n#, fuzzy\nmsgctxt \"\(id)\"\nmsgid \"\(english)\"\nmsgstr \"\(text)\"\n", to: "Strings/\(language).po")
            + 1
    }

    @Test func `a paragraph of more than twenty-five words`() throws {
        let file = "Guide/articles/payday.md"
        let words = Array(repeating: "word", count: 26).joined(separator: " ")
        let line = try tree.replace("Your pay must come by day 30 of the month.", with: words, in: file)
        tree.reports("has 26 words", in: file, line: line)
    }

    @Test func `a contested answer that nobody explains`() throws {
        try tree.replace(
            "contested_note = \"One report says yes, another says no.\"\n", with: "", in: "Guide/claims.toml")
        tree.reports("is contested", in: "Guide/claims.toml", line: 19)
        try tree.replace("form_note = \"Two reports do not agree.\"\n", with: "", in: "Guide/unions.toml")
        tree.reports("`form` of JO is contested", in: "Guide/unions.toml", line: 1)
    }

    @Test func `a number without a second source, which stays hidden`() throws {
        try tree.replace(
            "thai-line.second,thai-line,service,mrc:second_source,LIST-2025\n", with: "",
            in: "Guide/directory/attributes.csv")
        tree.reports("it stays hidden", in: "Guide/directory/phones.csv", line: 2, severity: .warning)
    }

    @Test func `a second source that is the first one again`() throws {
        try tree.replace(
            "second_source,LIST-2025", with: "second_source,LAW-2022", in: "Guide/directory/attributes.csv")
        tree.reports("the first one again", in: "Guide/directory/phones.csv", line: 2)
    }

    @Test func `a claim that one person verified twice, or nobody knows when`() throws {
        try tree.replace("B. Counsellor", with: "A. Lawyer", in: "Guide/claims.toml")
        tree.reports("twice by the same person", in: "Guide/claims.toml", line: 19)
        try tree.replace(
            "verified_on = \"2026-10-01\"\n", with: "review_due = \"2026-12-24\"\n", in: "Guide/claims.toml")
        tree.reports("nobody says when", in: "Guide/claims.toml", line: 19)
    }

    @Test func `a review that is due later than the guide allows, and one that is past`() throws {
        try tree.replace(
            "verified_on = \"2026-10-01\"", with: "verified_on = \"2026-10-01\"\nreview_due = \"2026-12-01\"",
            in: "Guide/claims.toml")
        tree.reports("later than 60 days", in: "Guide/claims.toml", line: 19)
        try tree.replace("review_due = \"2027-11-01\"", with: "review_due = \"2026-11-21\"", in: "Guide/claims.toml")
        tree.reports("its page says so", in: "Guide/claims.toml", line: 2, severity: .warning)
    }

    @Test func `a placeholder that a translation lost or invented`() throws {
        let line = try translate("ui.nav.page_of", "{page} of {pages}", "{pages} {seite}")
        tree.reports("lacks {page}", in: "Strings/my.po", line: line)
        tree.reports("has {seite}", in: "Strings/my.po", line: line)
    }

    @Test func `a number that a translation lost, or wrote in other digits`() throws {
        let english = "Your pay must come by day 30 of the month."
        try tree.replace("ภายในวันที่ 30 ของเดือน", with: "ทุกเดือน", in: "Strings/th.po")
        tree.reports("lacks the number 30", in: "Strings/th.po", line: 40, severity: .warning)
        let line = try translate("article.payday.day", english, "လစာကို ၃၀ ရက်နေ့ အရောက် ရရမည်")
        tree.reports("writes 30 as ၃၀", in: "Strings/my.po", line: line, severity: .warning)
    }

    @Test func `Burmese in Zawgyi`() throws {
        // "Back" and "Your papers" as Zawgyi fonts show them: the vowel sign before its letter, a stray asat.
        let line = try translate("ui.nav.back", "Back", "ေနာက္သို႔")
        tree.reports("Zawgyi", in: "Strings/my.po", line: line)
    }

    @Test(arguments: ["ေနာက္သို႔", "ျမန္မာ", "မဂၤလာပါ", "ကြၽႏ္ုပ္", "အလုပ္သမား"])
    func `Zawgyi words of many kinds`(_ text: String) throws {
        let line = try translate("ui.nav.back", "Back", text)
        tree.reports("Zawgyi", in: "Strings/my.po", line: line)
    }

    @Test(arguments: [
        "အင်္ဂလိပ်", "ပစ္စည်း", "မန္တလေး", "ဥက္ကဋ္ဌ", "ညွှန်", "ကျွန်ုပ်", "သြဂုတ်", "နောက်သို့", "ယောက်ျား", "၎င်း", "ဩော်", "ဗုဒ္ဓ", "အိန္ဒိယ", "ကုမ္ပဏီ",
        "ဘဏ္ဍာ", "ပြဿနာ", "ပိဋကတ်", "ဝိဇ္ဇာ", "သင်္ဘော",
    ])
    func `no fault in Burmese that is hard but right`(_ text: String) throws {
        _ = try translate("ui.nav.back", "Back", text)
        #expect(!tree.problems().contains { $0.file == "Strings/my.po" && $0.severity == .error })
    }

    @Test func `a word that must not be used, in English and in a translation`() throws {
        let file = "Strings/en.toml"
        var line = try tree.replace("\"How soon?\"", with: "\"Are you a maid?\"", in: file)
        tree.reports("says \"maid\"", in: file, line: line)
        try tree.replace("\"Are you a maid?\"", with: "\"Are you in Maidstone?\"", in: file)
        #expect(!tree.problems().contains { $0.what.contains("\"maid\"") }, "only whole words in Latin letters")
        line = try translate("ui.q.soon.title", "Are you in Maidstone?", "คุณเป็นคนใช้ใช่ไหม", "km")
        #expect(!tree.problems().contains { $0.what.contains("คนใช้") }, "each language has its own glossary")
        line = try translate("ui.q.optional", "You need not answer.", "คุณเป็นคนใช้ใช่ไหม", "th")
        tree.reports("says \"คนใช้\"", in: "Strings/th.po", line: line)
    }

    @Test func `letters of another script, but not names and abbreviations`() throws {
        var line = try translate("ui.nav.back", "Back", "ត្រឡប់ back", "km")
        tree.reports("Latin letter", in: "Strings/km.po", line: line)
        line = try translate("ui.q.soon.today", "Today", "วันนี้", "lo")
        tree.reports("Thai letter", in: "Strings/lo.po", line: line)
        line = try tree.replace(
            "other = \"Another country\"", with: "other = \"Another country, by WhatsApp, Working for Workers\"",
            in: "Strings/en.toml")
        line = try translate(
            "ui.q.origin.other", "Another country, by WhatsApp, Working for Workers",
            "بلد آخر WhatsApp, Working for Workers MRC", "ar")
        #expect(!tree.problems().contains { $0.place == Place(file: "Strings/ar.po", line: line) })
    }

    @Test func `an entry of a text that is no more`() throws {
        let line = try translate("ui.nav.gone", "Gone", "လွန်ပြီ")
        tree.reports("no text `ui.nav.gone`", in: "Strings/my.po", line: line, severity: .warning)
    }

    @Test func `a text that the kiosk's fonts or pages cannot take`() throws {
        struct Narrow: TextFitting {
            func faults(of text: String, for source: SourceText, in language: Language) -> [TextFault] {
                if source.id == "ui.nav.back", language == Language("th") {
                    return [.doesNotFit("3 lines where 2 fit")]
                }
                return text.contains("Labour") ? [.missingGlyph("L")] : []
            }
        }
        let problems = Review(tree.read(), fitting: Narrow()).problems().map(\.description)
        #expect(
            problems.contains {
                $0.hasPrefix("Strings/th.po:7: `ui.nav.back` does not fit in th: 3 lines where 2 fit.")
            })
        #expect(problems.contains { $0.contains("Guide/directory/services.csv:3: the fonts of en lack U+004C") })
    }

    @Test func `what stands in the way of a release`() throws {
        let obstacles = Review(tree.read()).obstaclesToRelease(of: ["booth"])
        #expect(obstacles.contains { $0.file == "Sites/booth.toml" && $0.what.contains("nobody has approved") })
        #expect(
            obstacles.contains {
                $0.file == "Strings/th.po" && $0.what.contains("`ui.nav.help`, which concerns safety, is a draft")
            })
        #expect(obstacles.contains { $0.what.contains("`sign.documents.text`, which concerns safety, is missing") })
        #expect(!obstacles.contains { $0.what.contains("ui.nav.back") }, "no safety text")
        #expect(!obstacles.contains { $0.what.contains("F020") }, "two persons verified it")
        try tree.replace("second_verifier = \"B. Counsellor\"", with: "second_verifier = \"\"", in: "Guide/claims.toml")
        #expect(Review(tree.read()).obstaclesToRelease().contains { $0.what.contains("F020") })
    }

    @Test func `nothing in the way of a site that is signed off and reviewed`() throws {
        try tree.replace("sign_off = \"\"", with: "sign_off = \"A. Head, 2026-11-01\"", in: "Sites/booth.toml")
        try tree.replace("languages = [\"en\", \"th\"]", with: "languages = [\"en\"]", in: "Sites/booth.toml")
        #expect(Review(tree.read()).obstaclesToRelease(of: ["booth"]).isEmpty)
    }
}
