import Guide

/// What must be true before a site's guide is shown without the word "sample".
struct ReleaseCheck {
    let manuscript: Manuscript
    let sheet: Placed<SiteSheet>
    let report: Report

    func run() {
        let selection = Selection(of: manuscript, for: sheet.value)
        if sheet.site.isSample {
            report.error(
                sheet.place, "nobody has approved what `\(sheet.site.id)` shows",
                remedy: "When the centre has, write name, role and day into `sign_off`")
        }
        for claim in manuscript.claims where selection.claims.contains(claim.id) && claim.risk == .safety {
            if claim.verifiedBy.isEmpty || claim.secondVerifier.isEmpty {
                report.error(
                    claim.place, "the claim `\(claim.id)` concerns safety and has not been verified by two persons",
                    remedy: "Have it checked, then write verified_by, second_verifier and verified_on")
            }
        }
        for language in sheet.site.languages where language != .english {
            for text in manuscript.texts(for: language) where text.isSafety && selection.texts.contains(text.id) {
                check(text, in: language)
            }
        }
    }

    private func check(_ text: SourceText, in language: Language) {
        guard let translation = manuscript.translations[language] else {
            report.error(
                text.place, "`\(text.id)` concerns safety and is not translated into \(language)",
                remedy: "Translate it and have it reviewed, or take \(language) from the site")
            return
        }
        let fault: String
        switch translation.state(of: text) {
        case .reviewed:
            checkReaders(translation, text)
            return
        case .draft: fault = "is a draft"
        case .stale: fault = "follows an older English"
        case .missing: fault = "is missing"
        }
        report.error(
            translation.place(text.id), "the translation of `\(text.id)`, which concerns safety, \(fault)",
            remedy: "Have a native speaker review it, then remove the mark fuzzy")
    }

    private func checkReaders(_ translation: Translation, _ text: SourceText) {
        let readers = translation.entry(text.id)?.readers ?? []
        guard readers.count < POEntry.wantedReaders else { return }
        let known = readers.isEmpty ? "nobody" : "only \(readers.joined(separator: ", "))"
        report.error(
            translation.place(text.id), "the translation of `\(text.id)`, which concerns safety, was read by \(known) as it is",
            remedy: "Have two people read it who did not write it, each with a comment `reviewed: NAME`; then run "
                + "`kioskctl guide merge \(translation.language)`, or run `kioskctl guide reviewed`")
    }
}
