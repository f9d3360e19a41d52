import Guide

/// Which letters a language is written with.
///
/// Source: the block ranges of the Unicode Character Database, Blocks.txt.
enum Scripts {
    private static let blocks: [(name: String, ranges: [ClosedRange<UInt32>])] = [
        ("Latin", [0x41...0x24F, 0x300...0x36F, 0x1E00...0x1EFF]),
        ("Greek", [0x370...0x3FF]),
        ("Cyrillic", [0x400...0x52F]),
        ("Hebrew", [0x590...0x5FF]),
        ("Arabic", [0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE]),
        ("Devanagari", [0x900...0x97F]),
        ("Bengali", [0x980...0x9FF]),
        ("Tamil", [0xB80...0xBFF]),
        ("Sinhala", [0xD80...0xDFF]),
        ("Thai", [0xE00...0xE7F]),
        ("Lao", [0xE80...0xEFF]),
        ("Myanmar", [0x1000...0x109F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F]),
        ("Ethiopic", [0x1200...0x139F]),
        ("Khmer", [0x1780...0x17FF]),
        ("Hangul", [0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF]),
        ("Chinese", [0x3400...0x4DBF, 0x4E00...0x9FFF]),
    ]

    private static let scriptOf: [String: String] = [
        "ar": "Arabic", "ur": "Arabic", "bn": "Bengali", "si": "Sinhala", "ta": "Tamil", "ne": "Devanagari",
        "hi": "Devanagari", "my": "Myanmar", "shn": "Myanmar", "ksw": "Myanmar", "mnw": "Myanmar", "km": "Khmer",
        "lo": "Lao", "th": "Thai", "am": "Ethiopic", "ko": "Hangul", "zh-Hans": "Chinese", "zh-Hant": "Chinese",
    ]

    static func isLatin(_ scalar: Unicode.Scalar) -> Bool { script(of: scalar) == "Latin" }

    /// Letters that do not belong into a text of `language`, one for each word.
    ///
    /// Latin words are let through where they are names of the English that the text translates, abbreviations in
    /// capitals, and inside placeholders.
    static func strangers(
        in text: String, of language: Language, english: String = ""
    ) -> [(script: String, scalar: Unicode.Scalar)] {
        let own = scriptOf[language.tag] ?? "Latin"
        // Most texts have none, and then no names need be looked for.
        guard text.unicodeScalars.contains(where: { script(of: $0).map { $0 != own } ?? false }) else { return [] }
        let names = Set(words(in: english).filter(isCapitalised)).union(compounds(in: english))
        let rest = phrases(in: english).reduce(text) { $0.replacing($1, with: " ") }
        return words(in: rest).compactMap { word in
            let scalar = word.unicodeScalars.first { isLetter($0) && script(of: $0) != own && script(of: $0) != nil }
            guard let scalar, let script = script(of: scalar) else { return nil }
            if script == "Latin", isName(word, among: names) { return nil }
            return (script, scalar)
        }
    }

    /// The parts of names that stand together without a space: `MitrThai.com`, `Biya(hero)`.
    private static func compounds(in english: String) -> Set<String> {
        Set(english.split(separator: " ").map(String.init).filter(isCapitalised).flatMap(words))
    }

    /// Names of several words in an English text: from one capital to another, with up to two small words between,
    /// `Working for Workers`. The longest come first.
    private static func phrases(in english: String) -> [String] {
        let words = english.split { $0 == " " || ($0.isPunctuation && !"'’-.".contains($0)) }
        let ends = words.indices.filter { isCapitalised(String(words[$0])) }
        let found = ends.flatMap { first in
            ends.filter { (first + 1...first + 3).contains($0) }.map {
                words[first...$0].joined(separator: " ").trimmingFullStop
            }
        }
        return found.sorted { ($1.count, $0) < ($0.count, $1) }
    }

    private static func isCapitalised(_ word: String) -> Bool { word.contains(where: \.isUppercase) }

    private static func isName(_ word: String, among names: Set<String>) -> Bool {
        let latin = String(
            word.unicodeScalars.filter { isLatin($0) || $0.properties.numericType != nil }.map(Character.init))
        if names.contains(latin) { return true }
        return latin.count <= 8 && latin == latin.uppercased()
    }

    /// Runs of letters of one script, outside placeholders.
    private static func words(in text: String) -> [String] {
        var words: [String] = [""]
        var current: String?
        var isInside = false
        for scalar in text.unicodeScalars {
            if scalar == "{" { isInside = true }
            defer { if scalar == "}" { isInside = false } }
            guard !isInside, isLetter(scalar) || scalar.properties.numericType != nil else {
                if words.last != "" { words.append("") }
                current = nil
                continue
            }
            let script = script(of: scalar) ?? current
            if let current, script != current, words.last != "" { words.append("") }
            current = script
            words[words.count - 1].unicodeScalars.append(scalar)
        }
        return words.filter { !$0.isEmpty }
    }

    private static func script(of scalar: Unicode.Scalar) -> String? {
        guard scalar.value < scripts.count else { return isCategoryOfLetters(scalar) ? foreign : nil }
        return scripts[Int(scalar.value)]
    }

    private static let foreign = "foreign"

    /// The script of every letter of the basic plane, `nil` for what is no letter: asked for millions of letters, found once.
    private static let scripts: [String?] = (0...0xFFFF).map { (value: UInt32) in
        guard let scalar = Unicode.Scalar(value), isCategoryOfLetters(scalar) else { return nil }
        return blocks.first { $0.ranges.contains { $0.contains(value) } }?.name ?? foreign
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { script(of: scalar) != nil }

    private static func isCategoryOfLetters(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .nonspacingMark,
            .spacingMark:
            true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
