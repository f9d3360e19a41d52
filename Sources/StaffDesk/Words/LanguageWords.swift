import Guide

/// What a language is called in English, for staff. Source: Unicode CLDR, English.
enum LanguageWords {
    private static let english: [String: String] = [
        "am": "Amharic", "ar": "Arabic", "bn": "Bangla", "en": "English", "fil": "Filipino", "hi": "Hindi", "id": "Indonesian",
        "km": "Khmer", "lo": "Lao", "ms": "Malay", "my": "Burmese", "ne": "Nepali", "shn": "Shan", "si": "Sinhala", "sw": "Swahili",
        "ta": "Tamil", "th": "Thai", "ur": "Urdu", "vi": "Vietnamese", "zh-Hans": "Chinese (simplified)",
    ]

    /// `Burmese (မြန်မာ)`; the tag itself where the language is not known.
    static func name(_ tag: String) -> String {
        guard let english = english[tag] else { return tag }
        guard let own = Language(tag).profile?.autonym, own != english else { return english }
        return "\(english) (\(own))"
    }

    /// Tags of all languages that have a name here, in the order of their English names.
    static let all: [String] = english.sorted { $0.value < $1.value }.map(\.key)

    /// For a list of choices, with those ticked that are chosen.
    static func choices(_ chosen: [String]) -> [View] {
        let known = all + chosen.filter { english[$0] == nil }
        return known.map { ["value": $0, "label": name($0), "on": chosen.contains($0)] }
    }
}
