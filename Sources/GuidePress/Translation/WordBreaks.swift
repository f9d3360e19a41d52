import CWordBreak
import Guide

/// Puts line breaks into texts of scripts that write no spaces between words; so the kiosk needs no dictionary.
///
/// Thai, Lao, Khmer and Burmese get U+200B where ICU's dictionaries see a word end; Shan where a syllable ends, for ICU
/// would read it as Burmese; Korean gets U+2060 inside words, for readers expect breaks at its spaces. Nothing is put
/// into placeholders, numbers and Latin words.
public enum WordBreaks {
    static let zeroWidthSpace: Unicode.Scalar = "\u{200B}"
    static let wordJoiner: Unicode.Scalar = "\u{2060}"

    public static func inserted(into text: String, of language: Language) -> String {
        switch language.tag {
        case "th", "lo", "km":
            inserting(zeroWidthSpace, into: text, at: dictionaryBreaks(text, language) ?? [])
        case "my":
            inserting(zeroWidthSpace, into: text, at: dictionaryBreaks(text, language) ?? syllableBreaks(text))
        case "shn", "ksw", "mnw":
            inserting(zeroWidthSpace, into: text, at: syllableBreaks(text))
        case "ko":
            inserting(wordJoiner, into: text, at: insideKoreanWords(text))
        default: text
        }
    }

    /// Offsets into the text's scalars where ICU would break a line; `nil` if it has no rules.
    private static func dictionaryBreaks(_ text: String, _ language: Language) -> Set<Int>? {
        let units = Array(text.utf16)
        var breaks = [Int32](repeating: 0, count: units.count + 1)
        let count = kiosk_line_breaks(language.tag, units, Int32(units.count), &breaks, Int32(breaks.count))
        guard count >= 0 else { return nil }
        var scalarOf: [Int: Int] = [:]
        var unit = 0
        for (index, scalar) in text.unicodeScalars.enumerated() {
            scalarOf[unit] = index
            unit += UTF16.width(scalar)
        }
        return Set(breaks.prefix(Int(count)).compactMap { scalarOf[Int($0)] })
    }

    /// Before a base letter, unless it is stacked under the one before or closes its syllable.
    private static func syllableBreaks(_ text: String) -> Set<Int> {
        let scalars = Array(text.unicodeScalars)
        return Set(
            scalars.indices.dropFirst().filter { index in
                guard isBase(scalars[index]), scalars[index - 1] != "\u{1039}" else { return false }
                let next = scalars[(index + 1)...].first { !isTone($0) }
                return next != "\u{103A}" && next != "\u{1039}"
            })
    }

    private static func isBase(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1000...0x102A, 0x103F, 0x1050...0x1055, 0x105A...0x105D, 0x1061, 0x1065, 0x1066, 0x106E...0x1070,
            0x1075...0x1081, 0x108E, 0xAA60...0xAA6F, 0xAA71...0xAA76, 0xAA7A:
            true
        default: false
        }
    }

    private static func isTone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1037, 0x1038, 0x1063, 0x1064, 0x1069...0x106D, 0x1087...0x108D, 0x108F, 0x109A, 0x109B: true
        default: false
        }
    }

    private static func insideKoreanWords(_ text: String) -> Set<Int> {
        let scalars = Array(text.unicodeScalars)
        func isSyllable(_ scalar: Unicode.Scalar) -> Bool { (0xAC00...0xD7A3).contains(scalar.value) }
        return Set(scalars.indices.dropFirst().filter { isSyllable(scalars[$0 - 1]) && isSyllable(scalars[$0]) })
    }

    private static func inserting(_ mark: Unicode.Scalar, into text: String, at breaks: Set<Int>) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if index > 0, breaks.contains(index), isOwn(scalars[index - 1]), isOwn(scalar) { result.append(mark) }
            result.append(scalar)
        }
        return String(result)
    }

    /// Letters and marks of the scripts that this is about; no digits, no punctuation, nothing that was put in before.
    private static func isOwn(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.properties.numericType == nil else { return false }
        return switch scalar.value {
        case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x0E81...0x0ECE, 0x0EDC...0x0EDF: true  // Thai, Lao
        case 0x1780...0x17D3, 0x17D7, 0x17DC, 0x17DD: true  // Khmer
        case 0x1000...0x1049, 0x104C...0x109F, 0xAA60...0xAA7F, 0xA9E0...0xA9FE: true  // Myanmar
        case 0xAC00...0xD7A3: true  // Hangul
        default: false
        }
    }
}
