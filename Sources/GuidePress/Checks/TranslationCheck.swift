import Guide

/// A translation must follow today's English, be whole, and be written with the letters of its language.
struct TranslationCheck {
    let manuscript: Manuscript
    let report: Report

    func run() {
        let sources = Dictionary(manuscript.texts.map { ($0.id.name, $0) }) { first, _ in first }
        for language in manuscript.languages where language != .english && manuscript.translations[language] == nil {
            report.warning(
                Place(file: "Strings/\(language).po", line: 1), "there is no translation into \(language)",
                remedy: "Make the file with `kioskctl guide merge`")
        }
        for translation in manuscript.translations.values.sorted(by: { $0.language < $1.language }) {
            let forbidden = ForbiddenWords(manuscript.glossaries[translation.language])
            for entry in translation.file.entries {
                let place = Place(file: translation.path, line: entry.line)
                guard let source = sources[entry.context] else {
                    report.warning(
                        place, "there is no text `\(entry.context)` any more",
                        remedy: "Run `kioskctl guide merge`; it keeps the translation as a comment")
                    continue
                }
                check(entry, of: source, in: translation, at: place, forbidden)
            }
        }
    }

    private func check(
        _ entry: POEntry, of source: SourceText, in translation: Translation, at place: Place, _ forbidden: ForbiddenWords
    ) {
        let language = translation.language
        switch translation.state(of: source) {
        case .missing: return
        case .stale:
            report.warning(
                place, "the English of `\(source.id)` changed; \(language) shows English until it is translated anew",
                remedy: "Run `kioskctl guide merge`, correct the translation, remove the line #| and the mark fuzzy; "
                    + "if it still fits as it is, run `kioskctl guide merge --fits \(source.id) \(language)`")
            return
        case .draft, .reviewed: break
        }
        checkWholeness(entry, of: source, language, place)
        checkLetters(entry, of: source, language, place)
        for (word, term) in forbidden.standing(in: entry.translation) {
            report.error(
                place, "`\(source.id)` says \"\(word)\"", remedy: "Write \"\(term.preferred)\" for \(term.english)")
        }
    }

    private func checkWholeness(_ entry: POEntry, of source: SourceText, _ language: Language, _ place: Place) {
        let (wanted, found) = (Placeholders.names(in: source.english), Placeholders.names(in: entry.translation))
        for name in Set(wanted).union(found).sorted() {
            let (there, here) = (wanted.count { $0 == name }, found.count { $0 == name })
            guard there != here else { continue }
            let what = here < there ? "lacks {\(name)}" : "has {\(name)}, which the English has not"
            report.error(
                place, "the translation of `\(source.id)` \(what)",
                remedy: "Keep every {placeholder} of the English, once, as it is written")
        }
        checkNumbers(entry, of: source, language, place)
        let words = source.english.split(separator: " ")
        let isName = words.count(where: { $0.first?.isLowercase ?? false }) * 2 < words.count
        if entry.translation == source.english, words.count >= 3, !isName {
            report.warning(
                place, "the translation of `\(source.id)` is the English itself",
                remedy: "Translate it, or leave it empty")
        }
        if entry.translation.contains(where: \.isNewline), !source.english.contains(where: \.isNewline) {
            report.error(
                place, "the translation of `\(source.id)` has a line end",
                remedy: "Write it as one line, as the English is")
        }
    }

    private func checkNumbers(_ entry: POEntry, of source: SourceText, _ language: Language, _ place: Place) {
        let (wanted, found) = (Numbers.long(in: source.english), Numbers.long(in: entry.translation))
        for number in wanted.subtracting(found).sorted() {
            if let native = language.profile?.native(number), entry.translation.contains(native) {
                report.warning(
                    place, "the translation of `\(source.id)` writes \(number) as \(native)",
                    remedy: "Write it in the digits 0 to 9, as on forms, bills and telephones")
            } else {
                // Ten million may well be a crore; but nothing that concerns safety is counted anew.
                report.add(
                    Problem(
                        place, source.isSafety ? .error : .warning,
                        "the translation of `\(source.id)` lacks the number \(number)",
                        remedy: "Keep numbers as they are, in the digits 0 to 9"))
            }
        }
    }

    private func checkLetters(_ entry: POEntry, of source: SourceText, _ language: Language, _ place: Place) {
        if language.tag == "my", let sign = Zawgyi.sign(in: entry.translation) {
            report.error(
                place, "`\(source.id)` is written in Zawgyi, not in Unicode: \(sign)",
                remedy: "Convert it to Unicode Burmese; the kiosk would show it garbled")
            return
        }
        for (script, scalar) in Scripts.strangers(in: entry.translation, of: language, english: source.english) {
            report.error(
                place, "`\(source.id)` has the \(script) letter \(scalar) (U+\(hexadecimal(scalar.value)))",
                remedy:
                    "Write it in the letters of \(language); Latin is for names that the English has, and abbreviations"
            )
        }
    }
}
