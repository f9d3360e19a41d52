/// A language of the kiosk, by its BCP 47 tag.
///
/// Source: RFC 5646; names and digits from Unicode CLDR.
public struct Language: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The tag in its usual spelling: `en`, `zh-Hans`.
    public let tag: String

    public init(_ tag: String) { self.tag = tag }

    public var description: String { tag }

    public static func < (a: Language, b: Language) -> Bool { a.tag < b.tag }

    public static let english = Language("en")

    /// What the kiosk knows of a language, or `nil` if it has no fonts and no name for it.
    public var profile: LanguageProfile? { LanguageProfile.all[self] }

    /// Whether lines of this language start at the right.
    public var isRightToLeft: Bool { profile?.isRightToLeft ?? false }
}

/// How a language is written: what its button says, which way it runs, which digits it has.
public struct LanguageProfile: Hashable, Sendable {
    public let language: Language
    /// The language's name in itself, as on its button.
    public let autonym: String
    /// The greeting that rolls over the welcome page before a language is chosen.
    public let greeting: String
    public let isRightToLeft: Bool
    /// Ten native digits from zero to nine, or `nil` where readers use Latin digits.
    public let nativeDigits: String?
    /// Font families in order of preference; nothing else is ever tried.
    public let families: [String]
    /// Size of the letters against those of Latin text beside them, so that both look equally large. Range: 0.8–1.
    public let scale: Double
    /// Height of a line against that of Latin text beside it. Range: 1–2. Source: the fonts' `hhea` tables.
    public let lineHeight: Double

    /// `digits` written with this language's own digits; `nil` where these are the Latin ones.
    public func native(_ digits: String) -> String? {
        guard let nativeDigits else { return nil }
        let own = Array(nativeDigits)
        return String(digits.map { $0.isASCII ? $0.wholeNumberValue.map { own[$0] } ?? $0 : $0 })
    }

    /// Every language for which fonts are bundled.
    public static let all: [Language: LanguageProfile] = Dictionary(
        uniqueKeysWithValues: [
            latin("en", "English", "Welcome"),
            latin("id", "Bahasa Indonesia", "Selamat datang"),
            latin("ms", "Bahasa Melayu", "Selamat datang"),
            latin("fil", "Filipino (Tagalog)", "Maligayang pagdating"),
            latin("vi", "Tiếng Việt", "Chào mừng"),
            script("ar", "العربية", "أهلاً وسهلاً", "Noto Sans Arabic UI", digits: "٠١٢٣٤٥٦٧٨٩", rightToLeft: true),
            script("bn", "বাংলা", "স্বাগতম", "Noto Sans Bengali UI", digits: "০১২৩৪৫৬৭৮৯"),
            script("si", "සිංහල", "ආයුබෝවන්", "Noto Sans Sinhala UI", digits: nil),
            script("ta", "தமிழ்", "வணக்கம்", "Noto Sans Tamil UI", digits: nil, scale: 0.84),
            script("ne", "नेपाली", "स्वागत छ", "Noto Sans Devanagari UI", digits: "०१२३४५६७८९"),
            script("my", "မြန်မာ", "ကြိုဆိုပါတယ်", "Noto Sans Myanmar UI", digits: "၀၁၂၃၄၅၆၇၈၉", scale: 0.92),
            script("km", "ខ្មែរ", "សូមស្វាគមន៍", "Noto Sans Khmer UI", digits: "០១២៣៤៥៦៧៨៩"),
            script("lo", "ລາວ", "ຍິນດີຕ້ອນຮັບ", "Noto Sans Lao UI", digits: "໐໑໒໓໔໕໖໗໘໙"),
            script("th", "ไทย", "ยินดีต้อนรับ", "Noto Sans Thai UI", digits: "๐๑๒๓๔๕๖๗๘๙"),
            latin("sw", "Kiswahili", "Karibu"),
            script("hi", "हिन्दी", "स्वागत है", "Noto Sans Devanagari UI", digits: "०१२३४५६७८९"),
            script(
                "ur", "اردو", "خوش آمدید", "Noto Nastaliq Urdu", digits: nil, rightToLeft: true, scale: 0.8, lineHeight: 1.5),
            script("am", "አማርኛ", "እንኳን ደህና መጡ", "Noto Sans Ethiopic", digits: nil),
            script("shn", "တႆး", "မႂ်ႇသုင်ၶႃႈ", "Noto Sans Myanmar UI", digits: "႐႑႒႓႔႕႖႗႘႙", scale: 0.92),
            script("zh-Hans", "简体中文", "欢迎", "WenQuanYi Micro Hei", digits: nil, scale: 0.92),
        ].map { ($0.language, $0) })

    private static func latin(
        _ tag: String, _ autonym: String, _ greeting: String
    ) -> LanguageProfile {
        LanguageProfile(
            language: Language(tag), autonym: autonym, greeting: greeting, isRightToLeft: false, nativeDigits: nil,
            families: ["Noto Sans"], scale: 1, lineHeight: 1)
    }

    private static func script(
        _ tag: String, _ autonym: String, _ greeting: String, _ family: String, digits: String?,
        rightToLeft: Bool = false, scale: Double = 1, lineHeight: Double = 1
    ) -> LanguageProfile {
        LanguageProfile(
            language: Language(tag), autonym: autonym, greeting: greeting, isRightToLeft: rightToLeft,
            nativeDigits: digits, families: [family, "Noto Sans"], scale: scale,
            lineHeight: lineHeight)
    }
}
