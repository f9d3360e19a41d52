import Foundation

/// The form of a text in which it is searched: what readers treat as the same letter is the same letter.
///
/// Marks that are only drawn differ in how people type them, so they go: word breaks, Latin accents, Arabic vowel
/// marks. Both the pack's texts and the words that are looked for pass through here.
enum SearchKey {
    static func fold(_ text: some StringProtocol) -> String {
        var key = String.UnicodeScalarView()
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars where !isIgnored(scalar) {
            key.append(alike(scalar))
        }
        return String(key).precomposedStringWithCanonicalMapping
    }

    /// The words of a query in their folded form: letters, their marks, and digits; nothing that SQLite would obey.
    static func words(_ query: String) -> [String] {
        fold(query).unicodeScalars.split { !isPartOfWord($0) }.map { String(String.UnicodeScalarView($0)) }
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F: true  // combining accents of Latin letters
        case 0x610...0x61A, 0x64B...0x65F, 0x670, 0x640: true  // Arabic vowel marks and the drawn-out line
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func alike(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
            return Unicode.Scalar(UInt8(48 + Int(digit)))
        }
        return switch scalar {
        case "أ", "إ", "آ", "ٱ": "ا"
        case "ى": "ي"
        case "ة": "ه"
        case "đ": "d"
        default: scalar
        }
    }
}
